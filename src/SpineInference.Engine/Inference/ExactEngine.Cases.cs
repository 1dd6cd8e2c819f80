using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference;

/// <content>What each case by itself contributes to the parameters.</content>
public sealed partial class ExactEngine
{
    /// <summary>Expected counts of every live parameter for one case after the other, on the calling thread.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="start">The first case.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="parameters">The parameters at which to evaluate.</param>
    /// <param name="visit">Told each case in order.</param>
    public unsafe void VisitCases(EvidenceColumns columns, int start, int end, ReadOnlySpan<double> parameters, CaseVisitor visit)
    {
        TapeRunner gradient = Gradient();
        _loader.Check(columns);
        double[] theta = ParametersOrOwn(parameters);
        double[] leaves = LeafValues(theta);
        int width = gradient.DoubleWidth;
        var logScales = new double[width];
        var leafGradient = new double[leaves.Length];
        var counts = new double[theta.Length];
        Workspace<double> workspace = gradient.Double.Rent();
        try
        {
            EvidenceLoader.Clear(workspace, gradient.Tape.EvidenceCount);
            gradient.SetParameters(workspace, leaves);
            for (int first = start; first < end; first += width)
            {
                int count = Math.Min(width, end - first);
                _loader.Load(columns, first, count, workspace, logScales);
                gradient.Run(workspace);
                Seed(gradient, workspace);
                workspace.ClearAccumulators(gradient.Tape);
                gradient.RunBackward(workspace);
                for (int lane = 0; lane < count; lane++)
                {
                    double logProbability = TryReadLane(gradient, workspace, lane, leafGradient, out double log)
                        ? log + logScales[lane]
                        : gradient.RunScaledCase(_loader, columns, first + lane, leaves, leafGradient);
                    counts.AsSpan().Clear();
                    if (!double.IsNegativeInfinity(logProbability))
                    {
                        _specification.Leaves.CarryBack(theta, leafGradient, counts);
                        for (int i = 0; i < counts.Length; i++)
                        {
                            counts[i] *= theta[i];
                        }
                    }

                    visit(first + lane, logProbability, counts);
                }
            }
        }
        finally
        {
            gradient.Double.Return(workspace);
        }
    }

    // The derivative of log P by P in each lane; 0 in one that is not to be trusted.
    private static unsafe void Seed(TapeRunner gradient, Workspace<double> workspace)
    {
        double* roots = workspace.Slots + ((nint)gradient.Tape.Root * workspace.Width);
        double* seeds = workspace.Slots + ((nint)gradient.Tape.SeedSlot * workspace.Width);
        for (int lane = 0; lane < workspace.Width; lane++)
        {
            seeds[lane] = IsTrusted(roots[lane], SmallestTrusted) ? 1 / roots[lane] : 0;
        }
    }

    private static unsafe bool TryReadLane(
        TapeRunner gradient, Workspace<double> workspace, int lane, double[] leafGradient, out double logProbability)
    {
        int width = workspace.Width;
        int[] outputs = gradient.Tape.Outputs;
        double probability = workspace.Slots[((nint)gradient.Tape.Root * width) + lane];
        logProbability = LogOf(probability);
        if (!IsTrusted(probability, SmallestTrusted))
        {
            return false;
        }

        for (int k = 0; k < outputs.Length; k++)
        {
            leafGradient[k] = outputs[k] < 0 ? 0 : workspace.Accumulators[((nint)outputs[k] * width) + lane];
        }

        return true;
    }
}

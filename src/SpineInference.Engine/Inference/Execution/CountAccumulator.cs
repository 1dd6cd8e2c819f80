namespace SpineInference.Engine.Inference.Execution;

/// <summary>Σ weight · ∂log P(evidence)/∂leaf over the cases of one shard.</summary>
internal sealed class CountAccumulator
{
    private const double SmallestTrusted = 1e-250;

    private CountAccumulator(int leafCount) => LeafGradient = new double[leafCount];

    /// <summary>Σ weight · ∂log P/∂leaf for each leaf.</summary>
    public double[] LeafGradient { get; }

    /// <summary>Σ weight · log P over the cases whose evidence is possible.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>How many cases had impossible evidence.</summary>
    public int ImpossibleCount { get; private set; }

    /// <summary>Runs the cases [start, end).</summary>
    /// <param name="runner">The tape of the derivative by the leaves.</param>
    /// <param name="loader">Loads the evidence.</param>
    /// <param name="leaves">Values of the leaves.</param>
    /// <param name="columns">The cases.</param>
    /// <param name="weights">Their weights, or null for 1 each.</param>
    /// <param name="start">The first case.</param>
    /// <param name="end">The one after the last.</param>
    public static unsafe CountAccumulator Accumulate(
        TapeRunner runner, EvidenceLoader loader, double[] leaves, EvidenceColumns columns, double* weights, int start, int end)
    {
        var accumulator = new CountAccumulator(leaves.Length);
        int width = runner.DoubleWidth;
        var logScales = new double[width];
        Workspace<double> workspace = runner.Double.Rent();
        try
        {
            EvidenceLoader.Clear(workspace, runner.Tape.EvidenceCount);
            runner.SetParameters(workspace, leaves);
            workspace.ClearAccumulators(runner.Tape);
            double* roots = workspace.Slots + ((nint)runner.Tape.Root * width);
            double* seeds = workspace.Slots + ((nint)runner.Tape.SeedSlot * width);
            for (int first = start; first < end; first += width)
            {
                int count = Math.Min(width, end - first);
                loader.Load(columns, first, count, workspace, logScales);
                runner.Run(workspace);
                for (int lane = 0; lane < width; lane++)
                {
                    double weight = lane >= count ? 0 : weights == null ? 1 : weights[first + lane];
                    bool trusted = roots[lane] >= SmallestTrusted && roots[lane] <= double.MaxValue;
                    seeds[lane] = weight > 0 && trusted ? weight / roots[lane] : 0;
                    if (weight > 0 && trusted)
                    {
                        accumulator.LogLikelihood += weight * (Math.Log(roots[lane]) + logScales[lane]);
                    }
                    else if (weight > 0)
                    {
                        accumulator.AddScaled(runner, loader, columns, first + lane, leaves, weight);
                    }
                }

                runner.RunBackward(workspace);
            }

            accumulator.AddLanes(runner.Tape, workspace);
        }
        finally
        {
            runner.Double.Return(workspace);
        }

        return accumulator;
    }

    private unsafe void AddLanes(Tape tape, Workspace<double> workspace)
    {
        for (int k = 0; k < LeafGradient.Length; k++)
        {
            double* accumulator = workspace.Accumulators + ((nint)tape.Outputs[k] * workspace.Width);
            for (int lane = 0; tape.Outputs[k] >= 0 && lane < workspace.Width; lane++)
            {
                LeafGradient[k] += accumulator[lane];
            }
        }
    }

    private void AddScaled(TapeRunner runner, EvidenceLoader loader, EvidenceColumns columns, int row, double[] leaves, double weight)
    {
        var gradient = new double[LeafGradient.Length];
        double log = runner.RunScaledCase(loader, columns, row, leaves, gradient);
        if (double.IsNegativeInfinity(log))
        {
            ImpossibleCount++;
            return;
        }

        LogLikelihood += weight * log;
        for (int k = 0; k < gradient.Length; k++)
        {
            LeafGradient[k] += weight * gradient[k];
        }
    }
}

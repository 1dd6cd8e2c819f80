using SpineInference.Engine.Inference.Symbolic;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Tells a visitor what each case by itself contributes to the parameters.</summary>
/// <param name="leaves">Carries derivatives from leaves to parameters.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="visit">Is told.</param>
/// <param name="cancellation">Asked once a block.</param>
internal readonly struct VisitSink(ParameterLeaves leaves, double[] parameters, CaseVisitor visit, CancellationToken cancellation) : ILaneSink
{
    private readonly double[] _gradient = new double[leaves.Count];
    private readonly double[] _counts = new double[parameters.Length];

    /// <inheritdoc/>
    public void Begin(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <inheritdoc/>
    public void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs)
    {
        cancellation.ThrowIfCancellationRequested();
        GradientSink.SeedAndRun(runner, workspace, logs);
    }

    /// <inheritdoc/>
    public void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log)
    {
        GradientSink.Read(runner, workspace, lane, _gradient);
        Tell(row, log);
    }

    /// <inheritdoc/>
    public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound) =>
        Tell(row, runner.FinishScaledGradient(workspace, _gradient));

    /// <inheritdoc/>
    public void End(TapeRunner runner, Workspace<double> workspace)
    {
    }

    private void Tell(int row, double log)
    {
        _counts.AsSpan().Clear();
        if (!double.IsNegativeInfinity(log))
        {
            leaves.CarryBack(parameters, _gradient, _counts);
            for (int i = 0; i < _counts.Length; i++)
            {
                _counts[i] *= parameters[i];
            }
        }

        visit(row, log, _counts);
    }
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The derivative of log P(evidence) by every leaf, for one lane.</summary>
/// <param name="gradient">Receives it; 0 where the evidence is impossible.</param>
internal unsafe struct GradientSink(double[] gradient) : ILaneSink
{
    /// <summary>log P(evidence).</summary>
    public double Log { get; private set; }

    /// <inheritdoc/>
    public readonly void Begin(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <inheritdoc/>
    public readonly void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs) =>
        SeedAndRun(runner, workspace, logs);

    /// <inheritdoc/>
    public void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log)
    {
        Log = log;
        Read(runner, workspace, lane, gradient);
    }

    /// <inheritdoc/>
    public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound) =>
        Log = runner.FinishScaledGradient(workspace, gradient);

    /// <inheritdoc/>
    public readonly void End(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <summary>Runs the backward steps, each lane by itself: the derivative of log P by P is 1 / P, or 0 in a lane that is run again.</summary>
    public static void SeedAndRun(TapeRunner runner, Workspace<double> workspace, ReadOnlySpan<double> logs)
    {
        double* roots = workspace.Slots + ((nint)runner.Tape.Root * workspace.Width);
        double* seeds = workspace.Slots + ((nint)runner.Tape.SeedSlot * workspace.Width);
        for (int lane = 0; lane < workspace.Width; lane++)
        {
            seeds[lane] = lane < logs.Length && !double.IsNaN(logs[lane]) ? 1 / roots[lane] : 0;
        }

        workspace.ClearAccumulators(runner.Tape);
        runner.RunBackward(workspace);
    }

    /// <summary>Reads the accumulators of one lane.</summary>
    public static void Read(TapeRunner runner, Workspace<double> workspace, int lane, double[] gradient)
    {
        int[] outputs = runner.Tape.Outputs;
        for (int k = 0; k < gradient.Length; k++)
        {
            gradient[k] = outputs[k] < 0 ? 0 : workspace.Accumulators[((nint)outputs[k] * workspace.Width) + lane];
        }
    }
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Σ weight · ∂log P(evidence)/∂leaf over the cases of one shard.</summary>
/// <param name="leafCount">How many leaves there are.</param>
/// <param name="weights">The weight of each case, or null for 1 each.</param>
internal sealed unsafe class CountAccumulator(int leafCount, double* weights) : ILaneSink
{
    /// <summary>Σ weight · ∂log P/∂leaf for each leaf.</summary>
    public double[] LeafGradient { get; } = new double[leafCount];

    /// <summary>Σ weight · log P over the cases whose evidence is possible.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>How many cases of positive weight had impossible evidence.</summary>
    public int ImpossibleCount { get; private set; }

    /// <inheritdoc/>
    public void Begin(TapeRunner runner, Workspace<double> workspace) => workspace.ClearAccumulators(runner.Tape);

    // Seeded with weight / P(evidence), the derivatives of all lanes of all blocks add up in the accumulators.

    /// <inheritdoc/>
    public void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs)
    {
        double* roots = workspace.Slots + ((nint)runner.Tape.Root * workspace.Width);
        double* seeds = workspace.Slots + ((nint)runner.Tape.SeedSlot * workspace.Width);
        for (int lane = 0; lane < workspace.Width; lane++)
        {
            double weight = lane < rows.Length ? WeightOf(rows[lane]) : 0;
            seeds[lane] = weight > 0 && !double.IsNaN(logs[lane]) ? weight / roots[lane] : 0;
        }

        runner.RunBackward(workspace);
    }

    /// <inheritdoc/>
    public void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log)
    {
        if (WeightOf(row) is var weight && weight > 0)
        {
            LogLikelihood += weight * log;
        }
    }

    /// <inheritdoc/>
    public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound)
    {
        double weight = WeightOf(row);
        if (!(weight > 0))
        {
            return;
        }

        var gradient = new double[LeafGradient.Length];
        double log = runner.FinishScaledGradient(workspace, gradient);
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

    /// <inheritdoc/>
    public void End(TapeRunner runner, Workspace<double> workspace)
    {
        int[] outputs = runner.Tape.Outputs;
        for (int k = 0; k < LeafGradient.Length; k++)
        {
            double* accumulator = workspace.Accumulators + ((nint)outputs[k] * workspace.Width);
            for (int lane = 0; outputs[k] >= 0 && lane < workspace.Width; lane++)
            {
                LeafGradient[k] += accumulator[lane];
            }
        }
    }

    private double WeightOf(int row) => weights == null ? 1 : weights[row];
}

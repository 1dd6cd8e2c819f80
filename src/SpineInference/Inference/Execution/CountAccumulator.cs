namespace SpineInference.Inference.Execution;

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
        var lanes = new double[leaves.Length * width];
        var logScales = new double[width];
        var factors = new double[width];
        Workspace<double> workspace = runner.Double.Rent();
        try
        {
            EvidenceLoader.Clear(workspace, runner.Tape.EvidenceCount);
            for (int leaf = 0; leaf < leaves.Length; leaf++)
            {
                new Span<double>(workspace.Slots + ((nint)(runner.Tape.EvidenceCount + leaf) * width), width).Fill(leaves[leaf]);
            }

            for (int first = start; first < end; first += width)
            {
                int count = Math.Min(width, end - first);
                loader.Load(columns, first, count, workspace, logScales);
                runner.Run(workspace);
                bool all = true;
                for (int lane = 0; lane < width; lane++)
                {
                    double probability = workspace.Slots[((nint)runner.Tape.Root * width) + lane];
                    double weight = lane >= count ? 0 : weights == null ? 1 : weights[first + lane];
                    bool trusted = probability >= SmallestTrusted && probability <= double.MaxValue;
                    factors[lane] = 0;
                    if (weight == 0)
                    {
                        all &= trusted;
                        continue;
                    }

                    if (trusted)
                    {
                        factors[lane] = weight / probability;
                        accumulator.LogLikelihood += weight * (Math.Log(probability) + logScales[lane]);
                    }
                    else
                    {
                        all = false;
                        accumulator.AddScaled(runner, workspace, lane, leaves, weight, logScales[lane]);
                    }
                }

                AddLanes(runner, workspace, factors, lanes, all);
            }
        }
        finally
        {
            runner.Double.Return(workspace);
        }

        for (int i = 0; i < lanes.Length; i++)
        {
            accumulator.LeafGradient[i / width] += lanes[i];
        }

        return accumulator;
    }

    private static unsafe void AddLanes(TapeRunner runner, Workspace<double> workspace, double[] factors, double[] lanes, bool all)
    {
        int width = factors.Length;
        int[] outputs = runner.Tape.Outputs;
        fixed (double* sum = lanes)
        fixed (double* factor = factors)
        {
            for (int k = 0; k < outputs.Length; k++)
            {
                double* slot = workspace.Slots + ((nint)outputs[k] * width);
                double* target = sum + ((nint)k * width);
                for (int lane = 0; lane < width; lane++)
                {
                    // A lane that overflowed must not spoil the sum: infinity times 0 is no number.
                    target[lane] += all || factor[lane] != 0 ? slot[lane] * factor[lane] : 0;
                }
            }
        }
    }

    private unsafe void AddScaled(TapeRunner runner, Workspace<double> source, int lane, double[] leaves, double weight, double logScale)
    {
        Workspace<ScaledDouble> workspace = runner.Scaled.Rent();
        try
        {
            for (int slot = 0; slot < runner.Tape.EvidenceCount; slot++)
            {
                workspace.Slots[slot] = source.Slots[((nint)slot * source.Width) + lane];
            }

            for (int leaf = 0; leaf < leaves.Length; leaf++)
            {
                workspace.Slots[runner.Tape.EvidenceCount + leaf] = leaves[leaf];
            }

            runner.Run(workspace);
            ScaledDouble probability = workspace.Slots[runner.Tape.Root];
            if (probability.IsZero)
            {
                ImpossibleCount++;
                return;
            }

            LogLikelihood += weight * (probability.Log + logScale);
            for (int k = 0; k < runner.Tape.Outputs.Length; k++)
            {
                LeafGradient[k] += weight * (workspace.Slots[runner.Tape.Outputs[k]] / probability).ToDouble();
            }
        }
        finally
        {
            runner.Scaled.Return(workspace);
        }
    }
}

using System.Buffers;
using System.Runtime.Intrinsics;

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

        // One sum for each lane and leaf, a megabyte on a large network: lent, so that shards do not leave a trail of large arrays.
        double[] lanes = ArrayPool<double>.Shared.Rent(leaves.Length * width);
        lanes.AsSpan(0, leaves.Length * width).Clear();
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

            for (int leaf = 0; leaf < leaves.Length; leaf++)
            {
                foreach (double sum in lanes.AsSpan(leaf * width, width))
                {
                    accumulator.LeafGradient[leaf] += sum;
                }
            }
        }
        finally
        {
            runner.Double.Return(workspace);
            ArrayPool<double>.Shared.Return(lanes);
        }

        return accumulator;
    }

    private static unsafe void AddLanes(TapeRunner runner, Workspace<double> workspace, double[] factors, double[] lanes, bool all)
    {
        fixed (double* sum = lanes)
        fixed (double* factor = factors)
        {
            switch (all ? factors.Length : 0)
            {
                case 8:
                    AddVectors<Vector512<double>, Vector512Lane>(runner.Tape.Outputs, (Vector512<double>*)workspace.Slots, *(Vector512<double>*)factor, (Vector512<double>*)sum);
                    break;
                case 4:
                    AddVectors<Vector256<double>, Vector256Lane>(runner.Tape.Outputs, (Vector256<double>*)workspace.Slots, *(Vector256<double>*)factor, (Vector256<double>*)sum);
                    break;
                default:
                    AddTrusted(runner.Tape.Outputs, workspace, factors, sum);
                    break;
            }
        }
    }

    private static unsafe void AddVectors<TLane, TOperations>(int[] outputs, TLane* slots, TLane factor, TLane* sum)
        where TLane : unmanaged
        where TOperations : struct, ILaneOperations<TLane>
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            sum[k] = TOperations.MultiplyAdd(slots[outputs[k]], factor, sum[k]);
        }
    }

    private static unsafe void AddTrusted(int[] outputs, Workspace<double> workspace, double[] factors, double* sum)
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            double* slot = workspace.Slots + ((nint)outputs[k] * factors.Length);
            double* target = sum + ((nint)k * factors.Length);
            for (int lane = 0; lane < factors.Length; lane++)
            {
                // A lane that overflowed must not spoil the sum: infinity times 0 is no number.
                target[lane] = factors[lane] == 0 ? target[lane] : double.MultiplyAddEstimate(slot[lane], factors[lane], target[lane]);
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

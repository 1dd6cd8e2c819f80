namespace SpineInference.Learning;

/// <summary>What a run of rows with measurements adds to the counts and to the regressions' sums.</summary>
/// <remarks>Shards have a fixed size and are added in their order, so that the sums do not depend on the number of threads.</remarks>
internal sealed class MeasuredShard
{
    /// <summary>How many rows a shard has at most.</summary>
    public const int Size = 1024;

    private readonly double[] _counts;

    private MeasuredShard(int parameterCount, LinearStatistics[][] statistics)
    {
        _counts = new double[parameterCount];
        Statistics = statistics;
    }

    public ReadOnlySpan<double> Counts => _counts;

    public LinearStatistics[][] Statistics { get; }

    public double LogLikelihood { get; private set; }

    /// <summary>The rows of the block that are impossible, in order.</summary>
    public List<int> ImpossibleRows { get; } = [];

    /// <summary>Takes the rows [start, end) of a block.</summary>
    /// <param name="learning">The network of the E-step.</param>
    /// <param name="measurements">The measurements.</param>
    /// <param name="block">The block, with what was measured already in its evidence.</param>
    /// <param name="parameters">The parameters of the network of the E-step.</param>
    /// <param name="offsetOfParent">For each original variable that is a parent of measurements, the place of its posterior among the counts.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The one after the last.</param>
    public static MeasuredShard Of(
        LearningNetwork learning, MeasurementLearner measurements, PreparedBlock block, double[] parameters, int[] offsetOfParent, int start, int end)
    {
        var shard = new MeasuredShard(parameters.Length, measurements.EmptyStatistics());
        MeasurementModel model = measurements.Current;
        var values = new double[measurements.Count];
        var x = new double[measurements.Count + 1];
        learning.Engine.VisitCases(block.Evidence, start, end, parameters, (row, logProbability, own) =>
        {
            if (double.IsNegativeInfinity(logProbability))
            {
                shard.ImpossibleRows.Add(row);
                return;
            }

            double weight = block.Cohort.Weights[row];
            shard.LogLikelihood += weight * (logProbability + block.LogScaleOf(row));
            for (int j = 0; j < own.Length; j++)
            {
                shard._counts[j] += weight * own[j];
            }

            block.FillValues(row, values);
            for (int m = 0; m < shard.Statistics.Length; m++)
            {
                if (!model.TryDesign(m, values, x, out int dimension, out double y))
                {
                    continue;
                }

                int offset = offsetOfParent[model.ParentIndices[m]];
                for (int s = 0; s < shard.Statistics[m].Length; s++)
                {
                    double share = own[offset + (2 * s)];
                    if (share > 0)
                    {
                        shard.Statistics[m][s].Add(weight * share, x.AsSpan(0, dimension), y);
                    }
                }
            }
        });
        return shard;
    }
}

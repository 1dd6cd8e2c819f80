using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>What one pass over the cohort yields.</summary>
/// <param name="Counts">Expected counts in the layout of the original network's parameters, without what was imputed to barren variables.</param>
/// <param name="LogLikelihood">Σ weight · log of the rows' (sub-normalised) probability.</param>
/// <param name="Statistics">For each measurement and state of its parent; empty where there are none.</param>
/// <param name="ImpossibleRows">The first rows that are impossible, from 0.</param>
/// <param name="ImpossibleCount">How many rows are impossible.</param>
internal sealed record Expectations(
    double[] Counts, double LogLikelihood, LinearStatistics[][] Statistics, List<long> ImpossibleRows, long ImpossibleCount);

/// <summary>The E-step: expected counts under given parameters, over blocks and shards of fixed size added in a fixed order.</summary>
internal sealed class ExpectationStep(
    BayesianNetwork network,
    LearningNetwork learning,
    MeasurementLearner? measurements,
    Func<IEnumerable<PreparedBlock>> open,
    FitOptions options,
    CancellationToken cancellationToken)
{
    private const int MostImpossibleListed = 10;

    /// <summary>Runs it.</summary>
    /// <param name="fillParameters">Fills the original network's part of the parameters.</param>
    /// <param name="addLogs">Given the measurement's parent, row and values, adds the log densities of the parent's states.</param>
    public Expectations Run(ParameterFiller fillParameters, Func<int, int, double[], double[], bool>? addLogs = null)
    {
        var parameters = new double[learning.Network.Parameters.Length];
        fillParameters(parameters.AsSpan(0, network.Parameters.Length));
        learning.Complete(parameters);
        var counts = new double[parameters.Length];
        var impossible = new List<long>();
        long impossibleCount = 0;
        double logLikelihood = 0;
        LinearStatistics[][] statistics = measurements?.EmptyStatistics() ?? [];
        long firstRow = 0;
        foreach (PreparedBlock block in open())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (measurements is not null)
            {
                block.SetMeasurements(learning, addLogs ?? ((parent, _, values, logs) =>
                    measurements.Current.AddLogDensities(parent, values, logs, isExpected: true)));
                logLikelihood += AddCases(block, parameters, counts, statistics, impossible, ref impossibleCount, firstRow);
            }
            else
            {
                ExpectedCounts expected = learning.Engine.ComputeExpectedCounts(
                    block.Evidence,
                    block.Cohort.Weights,
                    parameters,
                    new BatchOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism },
                    cancellationToken);
                for (int j = 0; j < counts.Length; j++)
                {
                    counts[j] += expected.Counts[j];
                }

                logLikelihood += expected.LogLikelihood;
                impossibleCount += expected.ImpossibleCount;
                if (expected.ImpossibleCount > 0 && impossible.Count < MostImpossibleListed)
                {
                    FindImpossible(block, parameters, impossible, firstRow);
                }
            }

            firstRow += block.Cohort.Count;
        }

        learning.Settle(counts, parameters);
        return new Expectations(counts[..network.Parameters.Length], logLikelihood, statistics, impossible, impossibleCount);
    }

    private double AddCases(
        PreparedBlock block,
        double[] parameters,
        double[] counts,
        LinearStatistics[][] statistics,
        List<long> impossible,
        ref long impossibleCount,
        long firstRow)
    {
        int[] offsetOfParent = new int[network.Variables.Length];
        foreach ((int original, Variable _, int offset) in learning.Readers)
        {
            offsetOfParent[original] = offset;
        }

        int rows = block.Cohort.Count;
        var shards = new MeasuredShard[(rows + MeasuredShard.Size - 1) / MeasuredShard.Size];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.For(0, shards.Length, parallel, i => shards[i] = MeasuredShard.Of(
            learning, measurements!, block, parameters, offsetOfParent, i * MeasuredShard.Size, Math.Min(rows, (i + 1) * MeasuredShard.Size)));
        double sum = 0;
        foreach (MeasuredShard shard in shards)
        {
            sum += shard.LogLikelihood;
            impossibleCount += shard.ImpossibleRows.Count;
            impossible.AddRange(shard.ImpossibleRows.Take(MostImpossibleListed - impossible.Count).Select(row => firstRow + row));
            for (int j = 0; j < counts.Length; j++)
            {
                counts[j] += shard.Counts[j];
            }

            for (int m = 0; m < statistics.Length; m++)
            {
                for (int s = 0; s < statistics[m].Length; s++)
                {
                    statistics[m][s].Add(shard.Statistics[m][s]);
                }
            }
        }

        return sum;
    }

    private void FindImpossible(PreparedBlock block, double[] parameters, List<long> impossible, long firstRow) =>
        learning.Engine.VisitCases(block.Evidence, 0, block.Cohort.Count, parameters, (row, logProbability, _) =>
        {
            if (double.IsNegativeInfinity(logProbability) && impossible.Count < MostImpossibleListed)
            {
                impossible.Add(firstRow + row);
            }
        });
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A block of a cohort as evidence on the learning network.</summary>
internal sealed class PreparedBlock
{
    // Large blocks are cut, so that what is prepared beside them is of bounded size. Each piece is shared out in shards that have sums of
    // their own to clear and to add: pieces much smaller than this would spend their time on those.
    private const int LargestBlock = 65536;

    private readonly double[] _logScales;
    private readonly double[]?[] _values;

    private PreparedBlock(Cohort cohort, EvidenceColumns evidence, MeasurementModel? measurements)
    {
        Cohort = cohort;
        Evidence = evidence;
        _logScales = new double[cohort.Count];
        _values = measurements is null ? [] : [.. measurements.Measurements.Select(m => cohort.ValuesOf(m.Name).ToArray())];
    }

    public Cohort Cohort { get; }

    public EvidenceColumns Evidence { get; }

    /// <summary>Prepares all blocks of a source, cutting those that are large.</summary>
    public static IEnumerable<PreparedBlock> Prepare(
        ICohortSource source, BayesianNetwork network, LearningNetwork learning, IReadOnlySet<int> alwaysInformative, MeasurementModel? measurements)
    {
        foreach (Cohort read in source.ReadBlocks())
        {
            Cohort block = read.On(network);
            for (int start = 0; start < block.Count; start += LargestBlock)
            {
                Cohort piece = block.Count <= LargestBlock
                    ? block
                    : block.Select([.. Enumerable.Range(start, Math.Min(LargestBlock, block.Count - start))]);
                yield return new PreparedBlock(piece, learning.Evidence(piece, alwaysInformative), measurements);
            }
        }
    }

    /// <summary>What was taken out of a row's likelihoods so that the largest is 1.</summary>
    public double LogScaleOf(int row) => _logScales[row];

    /// <summary>The measurements of a row.</summary>
    public void FillValues(int row, Span<double> values)
    {
        for (int m = 0; m < values.Length; m++)
        {
            values[m] = _values[m]![row];
        }
    }

    /// <summary>Puts what was measured into the likelihoods of the measurements' parents.</summary>
    public void SetMeasurements(LearningNetwork learning, Func<int, int, double[], double[], bool> addLogs)
    {
        Array.Clear(_logScales);
        var values = new double[_values.Length];
        foreach ((int original, Variable _, int _) in learning.Readers)
        {
            Variable copy = learning.CopyOf(original)!;
            short[]? states = Cohort.StateColumn(original);
            double[]? soft = Cohort.LikelihoodColumn(original);
            var likelihoods = new double[copy.StateCount * Cohort.Count];
            var logs = new double[copy.StateCount];
            for (int row = 0; row < Cohort.Count; row++)
            {
                Array.Clear(logs);
                FillValues(row, values);
                addLogs(original, row, values, logs);
                for (int s = 0; s < logs.Length; s++)
                {
                    double known = states is not null ? (states[row] < 0 || states[row] == s ? 1 : 0)
                        : soft is not null ? soft[(s * Cohort.Count) + row] : 1;
                    logs[s] += Math.Log(known);
                }

                _logScales[row] += MeasurementModel.ToLikelihoods(logs);
                for (int s = 0; s < logs.Length; s++)
                {
                    likelihoods[(s * Cohort.Count) + row] = logs[s];
                }
            }

            Evidence.SetLikelihoods(copy, likelihoods);
        }
    }
}

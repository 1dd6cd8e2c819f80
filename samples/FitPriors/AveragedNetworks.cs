using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>Every network of dependent measurements at once, each weighted by its evidence (Bayesian model averaging).</summary>
/// <remarks>
/// <para>A measurement tells apart any partition of the classes and is linear in any subset of those before it; five prior variances are
/// tried. The slip, a share of a vertebra's depth and therefore skew, may also have its scale bent. All are equally probable before
/// the data. Since the class is known and nothing is missing, the evidence of a network is the product over its measurements: averaging over
/// networks is averaging each measurement's predictive density by itself.</para>
/// <para>Source: Hoeting et al. 1999, <i>Bayesian model averaging: a tutorial</i> (Statistical Science 14).</para>
/// </remarks>
internal sealed class AveragedNetworks
{
    private const double SmallestWeight = 1e-6;

    private static readonly double[] NoiseVariances = [0.5, 0.2, 0.1, 0.05, 0.02];
    private static readonly int[][] Partitions = [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [0, 1, 2]];
    private static readonly Bend[] BendsOfSlip = [Bend.None, new(40), new(20), new(10), new(5)];

    private readonly TrainingData _data;
    private readonly double[] _logPriors;
    private readonly (Candidate Candidate, double LogWeight)[][] _candidates;

    public AveragedNetworks(Cohort train)
    {
        _data = new TrainingData(train);
        _logPriors = [.. Enumerable.Range(0, 3).Select(c => Math.Log((_data.Classes.Count(k => k == c) + 1) / (_data.Count + 3.0)))];
        _candidates = [.. Enumerable.Range(0, VertebralColumn.Measurements.Length).Select(Weigh)];
    }

    /// <summary>The weightiest candidates of each measurement.</summary>
    public IEnumerable<string> Describe(int count) => _candidates.SelectMany((own, m) => own
        .OrderByDescending(static c => c.LogWeight).Take(count)
        .Select(c => FormattableString.Invariant($"{VertebralColumn.Measurements[m]}: {c.Candidate} ({Math.Exp(c.LogWeight):P0})")));

    /// <summary>The posterior of the class for every patient of a cohort.</summary>
    public Predictions Predict(Cohort test)
    {
        Variable @class = test.Network[VertebralColumn.Class];
        double[][] columns = [.. VertebralColumn.Measurements.Select(m => test.ValuesOf(m).ToArray())];
        var probabilities = new double[3 * test.Count];
        for (int row = 0; row < test.Count; row++)
        {
            double[] values = [.. columns.Select(c => c[row])];
            double[] standard = _data.Standardise(values);
            double[] logs = [.. Enumerable.Range(0, 3).Select(c => _logPriors[c] + _candidates.Select((own, m) => LogDensity(own, standard, c, values[m])).Sum())];
            double largest = logs.Max();
            double total = logs.Sum(l => Math.Exp(l - largest));
            for (int c = 0; c < 3; c++)
            {
                probabilities[(3 * row) + c] = Math.Exp(logs[c] - largest) / total;
            }
        }

        return new Predictions(@class.States, probabilities, [.. Enumerable.Range(0, test.Count).Select(row => test.StateOf(@class, row))]);
    }

    private static double LogDensity((Candidate Candidate, double LogWeight)[] own, double[] standard, int @class, double value) =>
        LogSum([.. own.Select(c => c.LogWeight + c.Candidate.LogDensity(standard, @class, value))]);

    private static double LogSum(double[] logs)
    {
        double largest = logs.Max();
        return largest + Math.Log(logs.Sum(l => Math.Exp(l - largest)));
    }

    private (Candidate Candidate, double LogWeight)[] Weigh(int measurement)
    {
        bool isSlip = measurement == VertebralColumn.Measurements.Length - 1;
        Candidate[] all =
        [
            .. from subset in Enumerable.Range(0, 1 << measurement)
               from partition in Partitions
               from bend in isSlip ? BendsOfSlip : [Bend.None]
               from variance in NoiseVariances
               select new Candidate(
                   _data,
                   measurement,
                   partition,
                   [.. Enumerable.Range(0, measurement).Where(m => (subset >> m & 1) == 1)],
                   bend,
                   new MeasurementPrior { InterceptSampleSize = 0.1, SlopeSampleSize = 1, NoiseSampleSize = 1, NoiseVariance = variance }),
        ];
        double total = LogSum([.. all.Select(static c => c.LogEvidence)]);
        return [.. all.Select(c => (c, c.LogEvidence - total)).Where(static c => c.Item2 > Math.Log(SmallestWeight))];
    }
}

using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>Finds, for one measurement, the parent and the regressors with the highest evidence.</summary>
internal sealed class StructureSearch
{
    // What a measurement may hang on, from fine to coarse, and the group of each class under it.
    private static readonly (string Parent, int[] GroupOfClass)[] Parents =
        [("type", [0, 1, 2]), ("slip", [0, 0, 1]), ("anyone", [0, 0, 0])];

    private readonly double[][] _standard;
    private readonly double[] _centres;
    private readonly double[] _scales;
    private readonly int[] _classes;
    private readonly MeasurementPrior _prior;

    public StructureSearch(Cohort train, MeasurementPrior prior)
    {
        _prior = prior;
        Variable @class = train.Network[VertebralColumn.Class];
        _classes = [.. Enumerable.Range(0, train.Count).Select(row => train.StateOf(@class, row))];
        double[][] values = [.. VertebralColumn.Measurements.Select(m => train.ValuesOf(m).ToArray())];
        _centres = [.. values.Select(static v => v.Average())];
        _scales = [.. values.Select((v, m) => Math.Sqrt(v.Sum(x => (x - _centres[m]) * (x - _centres[m])) / v.Length))];
        _standard = [.. values.Select((v, m) => v.Select(x => (x - _centres[m]) / _scales[m]).ToArray())];
    }

    public (Measurement Measurement, double LogEvidence) Best(int measurement)
    {
        Measurement? best = null;
        double bestEvidence = double.NegativeInfinity;
        for (int subset = 0; subset < 1 << measurement; subset++)
        {
            int[] regressors = [.. Enumerable.Range(0, measurement).Where(m => (subset >> m & 1) == 1)];
            foreach ((string parent, int[] groups) in Parents)
            {
                double evidence = LogEvidence(measurement, regressors, groups);
                if (evidence > bestEvidence)
                {
                    bestEvidence = evidence;
                    best = new Measurement(
                        VertebralColumn.Measurements[measurement], parent, [.. regressors.Select(static m => VertebralColumn.Measurements[m])])
                    {
                        Centre = _centres[measurement],
                        Scale = _scales[measurement],
                        Prior = _prior,
                    };
                }
            }
        }

        return (best!, bestEvidence);
    }

    private double LogEvidence(int measurement, int[] regressors, int[] groups)
    {
        double sum = 0;
        var x = new double[regressors.Length + 1];
        foreach (int group in groups.Distinct())
        {
            LinearGaussian beliefs = LinearGaussian.FromPrior(_prior, x.Length);
            for (int row = 0; row < _classes.Length; row++)
            {
                if (groups[_classes[row]] != group)
                {
                    continue;
                }

                x[0] = 1;
                for (int i = 0; i < regressors.Length; i++)
                {
                    x[i + 1] = _standard[regressors[i]][row];
                }

                // The chain rule: each patient is predicted from those before.
                sum += beliefs.ComputeLogPredictive(x, _standard[measurement][row]);
                beliefs = beliefs.Observe(x, _standard[measurement][row]);
            }
        }

        return sum;
    }
}

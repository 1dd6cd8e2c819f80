using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The state of the measurements during a fit: prior, current posterior, and how both meet the data.</summary>
internal sealed class MeasurementLearner
{
    private readonly ImmutableArray<ImmutableArray<LinearGaussian>> _prior;

    private MeasurementLearner(MeasurementModel prior)
    {
        _prior = prior.Parameters;
        Current = prior;
    }

    public MeasurementModel Current { get; private set; }

    public int Count => Current.Measurements.Length;

    public static MeasurementLearner Create(BayesianNetwork network, ImmutableArray<Measurement> measurements, ICohortSource source)
    {
        ImmutableArray<Measurement> scaled = Standardise(measurements, source);
        return new MeasurementLearner(new MeasurementModel(network, scaled, [.. scaled.Select(m => Enumerable
            .Repeat(LinearGaussian.FromPrior(m.Prior, m.Regressors.Length + 1), network[m.Parent].StateCount).ToImmutableArray())]));
    }

    public LinearStatistics[][] EmptyStatistics() =>
        [.. _prior.Select(static p => p.Select(static g => new LinearStatistics(g.Dimension)).ToArray())];

    public void Update(LinearStatistics[][] statistics) => Current = new MeasurementModel(
        Current.Network,
        Current.Measurements,
        [.. _prior.Select((p, m) => p.Select((g, s) => g.Update(statistics[m][s])).ToImmutableArray())]);

    public void Restore(MeasurementModel model) => Current = model;

    public void Reset() => Current = new MeasurementModel(Current.Network, Current.Measurements, _prior);

    public double Divergence()
    {
        double divergence = 0;
        for (int m = 0; m < _prior.Length; m++)
        {
            for (int s = 0; s < _prior[m].Length; s++)
            {
                divergence += Current.Parameters[m][s].Divergence(_prior[m][s]);
            }
        }

        return divergence;
    }

    private static ImmutableArray<Measurement> Standardise(ImmutableArray<Measurement> measurements, ICohortSource source)
    {
        if (measurements.All(static m => double.IsFinite(m.Centre) && m.Scale > 0))
        {
            return measurements;
        }

        // Weighted mean and variance in one pass (West 1979).
        var weight = new double[measurements.Length];
        var mean = new double[measurements.Length];
        var squares = new double[measurements.Length];
        foreach (Cohort block in source.ReadBlocks())
        {
            for (int m = 0; m < measurements.Length; m++)
            {
                ReadOnlySpan<double> values = block.ValuesOf(measurements[m].Name);
                for (int row = 0; row < values.Length; row++)
                {
                    if (double.IsNaN(values[row]))
                    {
                        continue;
                    }

                    weight[m] += block.Weights[row];
                    double difference = values[row] - mean[m];
                    mean[m] += difference * block.Weights[row] / weight[m];
                    squares[m] += block.Weights[row] * difference * (values[row] - mean[m]);
                }
            }
        }

        return [.. measurements.Select((measurement, m) => measurement with
        {
            Centre = double.IsFinite(measurement.Centre) ? measurement.Centre : weight[m] > 0 ? mean[m] : 0,
            Scale = measurement.Scale > 0 ? measurement.Scale : squares[m] > 0 ? Math.Sqrt(squares[m] / weight[m]) : 1,
        })];
    }
}

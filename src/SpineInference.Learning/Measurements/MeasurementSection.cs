using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The measurements as a model file holds them.</summary>
internal sealed record MeasurementSection
{
    public required MeasurementEntry[] Measurements { get; init; }

    /// <summary>As <see cref="MeasurementNumbers"/> writes them.</summary>
    public required double[] Numbers { get; init; }

    public static MeasurementSection From(MeasurementModel model) => new()
    {
        Measurements = [.. model.Measurements.Select(static m => new MeasurementEntry
        {
            Name = m.Name,
            Parent = m.Parent,
            Regressors = [.. m.Regressors],
            Centre = m.Centre,
            Scale = m.Scale,
            Prior = m.Prior,
        })],
        Numbers = MeasurementNumbers.Write(model),
    };

    /// <exception cref="ArgumentException">Something is unfit.</exception>
    public MeasurementModel ToModel(BayesianNetwork network)
    {
        ImmutableArray<Measurement> measurements = [.. Measurements.Select(static m =>
            new Measurement(m.Name, m.Parent, m.Regressors) { Centre = m.Centre, Scale = m.Scale, Prior = m.Prior })];
        if (measurements.FirstOrDefault(static m => !m.Prior.IsValid) is { } unfit)
        {
            throw new ArgumentException($"Measurement '{unfit.Name}' has an unfit prior.");
        }

        // A model of the right shape tells how the numbers are laid out.
        var shape = new MeasurementModel(network, measurements, [.. measurements.Select(m => Enumerable
            .Repeat(LinearGaussian.FromPrior(m.Prior, m.Regressors.Length + 1), network[m.Parent].StateCount).ToImmutableArray())]);
        return MeasurementNumbers.Read(shape, Numbers);
    }
}

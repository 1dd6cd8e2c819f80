using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SpineInference.DependencyInjection;

/// <summary>The activity source and the instruments. One for a container: its meter comes from the container's factory, where it has
/// one.</summary>
internal sealed class Instruments : IDisposable
{
    // A patient takes about a millisecond on a cold processor and a tenth of it on a warm one; the usual bounds begin at 5 ms.
    private static readonly double[] Bounds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

    private readonly Meter? _own;

    public Instruments(IMeterFactory? factory)
    {
        Source = new ActivitySource(SpineInferenceTelemetry.Name, SpineModel.Version);
        var options = new MeterOptions(SpineInferenceTelemetry.Name) { Version = SpineModel.Version };
        Meter meter = factory is null ? _own = new Meter(options) : factory.Create(options);
        Duration = meter.CreateHistogram(
            SpineInferenceTelemetry.DurationInstrument, "s", "How long a diagnosis took.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
        Diagnoses = meter.CreateCounter<long>(SpineInferenceTelemetry.DiagnosesInstrument, "{diagnosis}", "Diagnoses given.");
        Impossible = meter.CreateCounter<long>(
            SpineInferenceTelemetry.ImpossibleInstrument, "{patient}", "Patients whose findings contradict each other or are impossible together.");
        RedFlags = meter.CreateCounter<long>(SpineInferenceTelemetry.RedFlagsInstrument, "{red_flag}", "Red flags that fired, by rule.");
    }

    public ActivitySource Source { get; }

    public Histogram<double> Duration { get; }

    public Counter<long> Diagnoses { get; }

    public Counter<long> Impossible { get; }

    public Counter<long> RedFlags { get; }

    public void Dispose()
    {
        Source.Dispose();
        _own?.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SpineInference.DependencyInjection.Tests;

/// <summary>Keeps every measurement of one container's meter.</summary>
internal sealed class RecordedMeasurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> _all = new();

    /// <param name="scope">The meter factory of the container; meters of others are passed over.</param>
    public RecordedMeasurements(object scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SpineInferenceTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IEnumerable<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> Of(string name) =>
        _all.Where(m => m.Instrument.Name == name);

    public IEnumerable<string> Texts => _all.Select(static m => $"{m.Instrument.Name} {string.Join(", ", m.Tags)}");

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument, value, tags.ToArray().ToDictionary(StringComparer.Ordinal)));
}

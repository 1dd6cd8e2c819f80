using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using TraceActivity = System.Diagnostics.Activity;

namespace SpineInference.AspNetCore.Tests;

/// <summary>Reads everything that leaves the service but its answers, and looks for the patient.</summary>
[Collection(nameof(Alone))]
public sealed partial class SilenceTests
{
    // What only the patients below hold. Ids of rules are counted over all patients, and what is asked stands in queries: neither is here.
    private static readonly string[] Telling =
    [
        "Zaphod-4711", "foot-drop", "footdrop", "tiptoe", "retention", "lateral-calf", "primary-care", "male", "birthDate", "1970-02-0", "left", "compressed", "prolapsed",
        "heel-wlak", "RiskAssessment", "Observation",
    ];

    [Fact]
    public async Task LogsTracesAndMetrics_OfAnyLevel_TellNothingOfThePatient()
    {
        using var logs = new RecordedLogs();
        var traces = new ConcurrentQueue<string>();
        var measurements = new ConcurrentQueue<string>();
        using ActivityListener listener = Listen(traces);
        using MeterListener meters = Measure(measurements);
        await using (Service service = await Service.StartAsync(static options => options.MaximumRecordBytes = 100_000, logs))
        {
            string named = TestPatients.FootDrop.Replace("p1", "Zaphod-4711", StringComparison.Ordinal);
            string flagged = TestPatients.Retention.Replace("p2", "Zaphod-4711", StringComparison.Ordinal);
            foreach (string path in (string[])["/diagnose", "/diagnose?interval=0.9&explain=true&next=1", "/explain?simulations=10", "/next"])
            {
                Assert.Equal(200, (int)(await service.PostAsync(path, named)).Status);
                Assert.Equal(200, (int)(await service.PostAsync(path, flagged)).Status);
                Assert.Equal(400, (int)(await service.PostAsync(path, TestPatients.Faulty)).Status);
                Assert.Equal(400, (int)(await service.PostAsync(path, TestPatients.Contradictory)).Status);
            }

            Assert.Equal(200, (int)(await service.PostAsync("/batch", $"{named.ReplaceLineEndings("")}\n{TestPatients.Contradictory}\n{{\"id\": \"Zaphod-4711\", \"x\": 1}}", "application/jsonl")).Status);
            Assert.Equal(200, (int)(await service.PostAsync("/fhir/$nerve-root-risk", TestRecords.Bundle("Zaphod-4711"))).Status);
            Assert.Equal(422, (int)(await service.PostAsync("/fhir/$nerve-root-risk", TestRecords.ContradictoryBundle("Zaphod-4711"))).Status);
            Assert.Equal(200, (int)(await service.PostAsync("/cds-services/nerve-root-patient-view", TestRecords.Call("patient-view", "Zaphod-4711"))).Status);
            Assert.Equal(400, (int)(await service.PostAsync("/cds-services/nerve-root-patient-view", TestRecords.Call("order-select", "Zaphod-4711"))).Status);
        }

        string[] texts = [.. logs.Entries.Select(static e => e.Text), .. traces, .. measurements];
        Assert.Contains(texts, static t => t.Contains("/diagnose", StringComparison.Ordinal));
        Assert.Contains(texts, static t => t.Contains("spine_inference.diagnoses", StringComparison.Ordinal));
        Assert.Contains(traces, static t => t.Contains("spine_inference.diagnose", StringComparison.Ordinal));
        Assert.All(texts, static text => Assert.All(Telling, word => Assert.False(
            Whole(text).Contains(word, StringComparison.OrdinalIgnoreCase), $"'{word}' stands in: {text}")));
    }

    // Addresses of the service's own endpoints and the hash of the model are no words about a patient.
    private static string Whole(string text) => Hash().Replace(text, "");

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    private static ActivityListener Listen(ConcurrentQueue<string> traces)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Text(TraceActivity activity) =>
        $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {string.Join(", ", activity.TagObjects)} {string.Join(", ", activity.Events.SelectMany(static e => e.Tags))} {string.Join(", ", activity.Baggage)}";

    private static MeterListener Measure(ConcurrentQueue<string> measurements)
    {
        var listener = new MeterListener { InstrumentPublished = static (instrument, l) => l.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            measurements.Enqueue($"{instrument.Name} {string.Join(", ", tags.ToArray())}");
    }
}

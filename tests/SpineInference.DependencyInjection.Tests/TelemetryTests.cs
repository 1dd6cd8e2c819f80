using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TraceActivity = System.Diagnostics.Activity;

namespace SpineInference.DependencyInjection.Tests;

public sealed class TelemetryTests : IDisposable
{
    private readonly RecordedLogs _logs = new();
    private readonly RecordedActivities _activities = new();
    private readonly IHost _host;
    private readonly RecordedMeasurements _measurements;
    private readonly ISpineDiagnostician _diagnostician;

    public TelemetryTests()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs);
        builder.Services.AddSpineInference();
        _host = builder.Build();
        _measurements = new RecordedMeasurements(_host.Services.GetRequiredService<IMeterFactory>());
        _diagnostician = _host.Services.GetRequiredService<ISpineDiagnostician>();
    }

    [Fact]
    public void Diagnose_WithAListener_LeavesAnActivityWithTheDocumentedTags()
    {
        Patient patient = TestPatients.WithFootDrop(_diagnostician.Model);
        _diagnostician.Diagnose(patient);
        TraceActivity activity = Assert.Single(_activities.All);
        Assert.Equal(SpineInferenceTelemetry.DiagnoseActivity, activity.OperationName);
        Assert.Equal(SpineModel.Version, activity.Source.Version);
        Assert.Equal(ActivityStatusCode.Unset, activity.Status);
        var expected = new Dictionary<string, object?>
        {
            [SpineInferenceTelemetry.ModelNameTag] = "default",
            [SpineInferenceTelemetry.ModelHashTag] = SpineModel.Default.Hash,
            [SpineInferenceTelemetry.ModelVersionTag] = SpineModel.Version,
            [SpineInferenceTelemetry.StatementsTag] = 2,
        };
        Assert.Equal(expected, activity.TagObjects.ToDictionary());
    }

    [Fact]
    public void Diagnose_OfContradictoryFindings_MarksTheActivityAndCountsThePatient()
    {
        Assert.Throws<ContradictoryFindingsException>(() => _diagnostician.Diagnose(TestPatients.Contradictory(_diagnostician.Model)));
        TraceActivity activity = Assert.Single(_activities.All);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal(typeof(ContradictoryFindingsException).FullName, activity.GetTagItem(SpineInferenceTelemetry.ErrorTypeTag));
        Assert.Empty(activity.Events);
        (Instrument instrument, double value, Dictionary<string, object?> tags) = Assert.Single(_measurements.Of(SpineInferenceTelemetry.ImpossibleInstrument));
        Assert.Equal("{patient}", instrument.Unit);
        Assert.Equal(1, value);
        Assert.Equal("default", Assert.Single(tags).Value);
        Assert.Empty(_measurements.Of(SpineInferenceTelemetry.DiagnosesInstrument));
        Assert.Contains(_logs.Entries, static e => e.Level == LogLevel.Warning);
    }

    [Fact]
    public void Diagnose_WhereALegIsNotNamed_IsToldByItsTypeAlone()
    {
        Assert.Throws<ArgumentException>(() => _diagnostician.Diagnose(TestPatients.LegNotNamed(_diagnostician.Model)));
        Dictionary<string, object?> tags = Assert.Single(_measurements.Of(SpineInferenceTelemetry.DurationInstrument)).Tags;
        Assert.Equal("System.ArgumentException", tags[SpineInferenceTelemetry.ErrorTypeTag]);
        Assert.Empty(_measurements.Of(SpineInferenceTelemetry.ImpossibleInstrument));
        Assert.Single(_logs.Entries, static e => e.Level == LogLevel.Warning);
    }

    [Fact]
    public void Diagnose_IsMeasured_InSecondsAndCounted()
    {
        var watch = Stopwatch.StartNew();
        _diagnostician.Diagnose(TestPatients.WithFootDrop(_diagnostician.Model));
        _diagnostician.Diagnose(TestPatients.WithFootDrop(_diagnostician.Model));
        double total = watch.Elapsed.TotalSeconds;
        (Instrument Instrument, double Value, Dictionary<string, object?> Tags)[] durations = [.. _measurements.Of(SpineInferenceTelemetry.DurationInstrument)];
        Assert.Equal(2, durations.Length);
        Assert.All(durations, static d => Assert.Equal("s", d.Instrument.Unit));
        Assert.All(durations, static d => Assert.True(d.Value > 0));
        Assert.True(durations.Sum(static d => d.Value) <= total);
        Histogram<double> histogram = Assert.IsType<Histogram<double>>(durations[0].Instrument);
        Assert.Contains(0.001, histogram.Advice!.HistogramBucketBoundaries!);
        Assert.Equal(2, _measurements.Of(SpineInferenceTelemetry.DiagnosesInstrument).Sum(static m => m.Value));
        Assert.Equal("{diagnosis}", _measurements.Of(SpineInferenceTelemetry.DiagnosesInstrument).First().Instrument.Unit);
    }

    [Fact]
    public void Diagnose_WithRedFlags_CountsThemByRuleAndUrgency()
    {
        Diagnosis diagnosis = _diagnostician.Diagnose(TestPatients.WithRetention(_diagnostician.Model));
        (Instrument Instrument, double Value, Dictionary<string, object?> Tags)[] flags = [.. _measurements.Of(SpineInferenceTelemetry.RedFlagsInstrument)];
        Assert.Equal(diagnosis.RedFlags.Select(static f => f.Id), flags.Select(static f => (string)f.Tags[SpineInferenceTelemetry.RuleTag]!));
        Assert.Contains(flags, static f => f.Tags[SpineInferenceTelemetry.RuleTag] is "cauda-equina" && f.Tags[SpineInferenceTelemetry.UrgencyTag] is "emergency");
        Assert.Contains(flags, static f => f.Tags[SpineInferenceTelemetry.RuleTag] is "severe-weakness" && f.Tags[SpineInferenceTelemetry.UrgencyTag] is "same-day");
        Assert.All(flags, static f => Assert.Equal("{red_flag}", f.Instrument.Unit));
    }

    [Fact]
    public async Task LogsAndTraces_OfAnyLevel_TellNothingOfThePatient()
    {
        await _host.StartAsync();
        SpineModel model = _diagnostician.Model;
        _diagnostician.Diagnose(TestPatients.WithRetention(model));
        Assert.Throws<ContradictoryFindingsException>(() => _diagnostician.Diagnose(TestPatients.Contradictory(model)));
        Assert.Throws<ArgumentException>(() => _diagnostician.Diagnose(TestPatients.LegNotNamed(model)));
        await _host.StopAsync();
        var entries = _logs.Entries.Where(static e => e.Text.Contains("The model", StringComparison.Ordinal)).ToArray();
        string[] logs = [.. entries.Select(static e => e.Text)];
        string[] traces = [.. _activities.All.Select(static a => $"{a.DisplayName} {a.StatusDescription} {string.Join(", ", a.TagObjects)} {a.Events.Count()}")];
        Assert.Equal(4, logs.Length);
        Assert.Equal(
            ["ErrorType", "Milliseconds", "ModelHash", "ModelName", "ModelVersion", "Statements", "{OriginalFormat}"],
            entries.SelectMany(static e => e.Keys).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, traces.Length);
        Assert.All(logs.Concat(traces), static text => Assert.All(
            TestPatients.Telling,
            word => Assert.DoesNotContain(word, text.Replace(SpineModel.Default.Hash, "", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Host_AtStart_LogsTheModelThatIsReady()
    {
        await _host.StartAsync();
        string entry = Assert.Single(_logs.Entries, static e => e.Level == LogLevel.Information && e.Text.Contains("is ready", StringComparison.Ordinal)).Text;
        Assert.Contains(SpineModel.Default.Hash, entry, StringComparison.Ordinal);
        await _host.StopAsync();
    }

    public void Dispose()
    {
        _host.Dispose();
        _measurements.Dispose();
        _activities.Dispose();
        _logs.Dispose();
    }
}

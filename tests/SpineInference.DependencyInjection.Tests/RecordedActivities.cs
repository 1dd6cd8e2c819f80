using System.Collections.Concurrent;
using System.Diagnostics;
using TraceActivity = System.Diagnostics.Activity;

namespace SpineInference.DependencyInjection.Tests;

/// <summary>Keeps the activities that are children of one's own; those of tests that run beside are passed over.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ActivitySource _source = new("tests");
    private readonly TraceActivity _parent;
    private readonly ConcurrentQueue<TraceActivity> _all = new();

    public RecordedActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SpineInferenceTelemetry.Name || source == _source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == SpineInferenceTelemetry.Name && activity.TraceId == _parent!.TraceId)
                {
                    _all.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _parent = _source.StartActivity("test")!;
    }

    public IReadOnlyCollection<TraceActivity> All => _all;

    public void Dispose()
    {
        _parent.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }
}

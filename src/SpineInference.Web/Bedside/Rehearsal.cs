using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SpineInference.Anatomy;
using SpineInference.Knowledge;
using SpineInference.Web.Components;

namespace SpineInference.Web;

/// <summary>Goes through some clicks before the first one, in memory and on a patient of its own: code that has not run is slow to begin with.</summary>
/// <remarks>The parts of the page are rendered where nobody sees them, by a renderer without a browser, a click at a time with pauses between. It ends as
/// soon as something is stated.</remarks>
internal sealed class Rehearsal(BedsideSession shown, Catalogue catalogue, LaterAssemblies later, ILoggerFactory logs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // What is clicked in turn: enough for flags, advice and marks to come and go.
    private static readonly (Leg Leg, Region Region, string State)[] Clicks =
    [
        (Leg.Left, Region.LateralCalf, PatientEdit.Present), (Leg.Left, Region.BigToe, PatientEdit.Present), (Leg.Left, Region.Sole, PatientEdit.Absent),
        (Leg.Right, Region.Saddle, PatientEdit.Present), (Leg.Right, Region.Saddle, PatientEdit.Absent), (Leg.Left, Region.Groin, PatientEdit.Present),
        (Leg.Left, Region.Groin, PatientEdit.Absent), (Leg.Left, Region.BigToe, PatientEdit.Absent),
    ];

    /// <summary>Goes through them.</summary>
    public async Task Run()
    {
        var session = new BedsideSession(shown.Model);
        using var desk = new AnalysisDesk(session, new NoBrowser(), later);
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(session).AddSingleton(desk).AddSingleton(catalogue).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, logs);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            await renderer.RenderComponentAsync<BodyChart>();
            await Task.Delay(Pause);
            await renderer.RenderComponentAsync<Components.Answer>();
            await renderer.RenderComponentAsync<Stated>();
            foreach (ChartFamily family in catalogue.Families)
            {
                foreach ((Leg leg, Region region, string state) in Clicks)
                {
                    await Task.Delay(Pause);
                    if (!shown.IsEmpty)
                    {
                        return;
                    }

                    if (family.OfRegion.TryGetValue(region, out DescribedFinding? finding))
                    {
                        session.Set(PatientEdit.State(session.Patient, finding, leg, state));
                    }
                }
            }
        });
    }

    // What is rehearsed asks no worker for anything, and nothing of the browser.
    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => new(new TaskCompletionSource<TValue>().Task);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}

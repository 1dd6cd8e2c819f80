using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SpineInference.Anatomy;
using SpineInference.Knowledge;
using SpineInference.Web.Components;

namespace SpineInference.Web;

/// <summary>Goes through some clicks before the first one, in memory and on a patient of its own: code that has not run is slow to begin with.</summary>
/// <remarks>The parts of the page are rendered where nobody sees them, by a renderer without a browser, a click at a time with pauses between; then the worker
/// is asked for what belongs to that patient, and what it says is rendered, too. It ends as soon as something is stated.</remarks>
internal sealed class Rehearsal(BedsideSession shown, Catalogue catalogue, LaterAssemblies later, IJSRuntime js, ILoggerFactory logs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // The interpreter prepares a method a second time, with care, when it was entered or went round a loop a thousand times: 40 ms for the bars, in the
    // middle of a click. They go round some 25 times whenever they are rendered.
    private const int Renderings = 40;
    private const int RenderingsAtOnce = 2;

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
        var beside = new Beside(js);
        using var desk = new AnalysisDesk(session, beside, later);
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(session).AddSingleton(desk).AddSingleton(catalogue).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, logs);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            await renderer.RenderComponentAsync<BodyChart>();
            await Task.Delay(Pause);
            await renderer.RenderComponentAsync<Components.Answer>();
            await renderer.RenderComponentAsync<Stated>();
            await renderer.RenderComponentAsync<Summary>();
            foreach (Patient patient in Patients(session))
            {
                if (!await IsFree())
                {
                    return;
                }

                session.Set(patient);
            }

            beside.Open();
            while (desk.Decision is null && desk.DoneVersion < session.Version && !beside.IsClosed)
            {
                if (!await IsFree())
                {
                    return;
                }
            }

            beside.Close();
            for (int i = 0; i < Renderings; i += RenderingsAtOnce)
            {
                if (!await IsFree())
                {
                    return;
                }

                for (int k = 0; k < RenderingsAtOnce; k++)
                {
                    session.Imagine(null);
                }
            }
        });
        beside.Close();
    }

    // After a pause, in which the page can be used.
    private async Task<bool> IsFree()
    {
        await Task.Delay(Pause);
        return shown.IsEmpty;
    }

    // One after the other, each with one statement more than the one before it.
    private IEnumerable<Patient> Patients(BedsideSession session)
    {
        foreach (ChartFamily family in catalogue.Families)
        {
            foreach ((Leg leg, Region region, string state) in Clicks)
            {
                if (family.OfRegion.TryGetValue(region, out DescribedFinding? finding))
                {
                    yield return PatientEdit.State(session.Patient, finding, leg, state);
                }
            }
        }
    }

    // What is rehearsed asks the worker for nothing until this is opened, and nothing else of the browser ever; where there is no worker this closes, for the page
    // is not to compute it.
    private sealed class Beside(IJSRuntime js) : IJSRuntime
    {
        private readonly TaskCompletionSource _opened = new();

        public bool IsClosed { get; private set; }

        public void Open() => _opened.TrySetResult();

        public void Close() => IsClosed = true;

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            bool isEarly = !_opened.Task.IsCompleted;
            await _opened.Task;
            if (isEarly)
            {
                // The patient it is about is long gone.
                return default!;
            }

            if (!IsClosed && await js.InvokeAsync<TValue?>(identifier, args) is { } written)
            {
                return written;
            }

            Close();
            return await new TaskCompletionSource<TValue>().Task;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}

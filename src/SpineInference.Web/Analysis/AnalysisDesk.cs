using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace SpineInference.Web;

/// <summary>Has computed beside the page what belongs to the patient shown, the most wanted first, and drops what is out of date.</summary>
internal sealed class AnalysisDesk : IDisposable
{
    // The browser paints the answer first.
    private static readonly TimeSpan Paint = TimeSpan.FromMilliseconds(1);

    // Nothing is asked for between two quick clicks: it would be out of date, and take processor time from the answer to the second.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    // The long ones wait until the clinician pauses.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly BedsideSession _session;
    private readonly IJSRuntime _js;
    private readonly LaterAssemblies _later;
    private bool _isRunning;
    private bool _isOnlyReasons;
    private TimeSpan _breath;
    private int _asked;

    /// <summary>Begins to follow a session.</summary>
    public AnalysisDesk(BedsideSession session, IJSRuntime js, LaterAssemblies later)
    {
        _later = later;
        _session = session;
        _js = js;
        session.Changed += Clear;
        session.Shown += RunLater;
    }

    /// <summary>Raised when a result has come, or all are out of date.</summary>
    public event Action? Changed;

    /// <summary>The hypothesis that is explained, as chosen: variable and state; <see langword="null"/> for the most probable cause.</summary>
    public (string Variable, string State)? Chosen { get; private set; }

    /// <summary>Why.</summary>
    public ReasonsResult? Reasons { get; private set; }

    /// <summary>What to ask next.</summary>
    public NextResult? Next { get; private set; }

    /// <summary>What would be without each finding.</summary>
    public ImmutableArray<WithoutResult> Without { get; private set; } = [];

    /// <summary>Whether it is decided.</summary>
    public DecisionResult? Decision { get; private set; }

    /// <summary>The intervals.</summary>
    public IntervalsResult? Intervals { get; private set; }

    /// <summary>Whether the findings belong together.</summary>
    public CoherenceResult? Coherence { get; private set; }

    /// <summary>What could not be computed, and why; <see langword="null"/> where nothing failed.</summary>
    public string? Fault { get; private set; }

    /// <summary>The version of the session that everything shown belongs to; smaller while something is being computed.</summary>
    public int DoneVersion { get; private set; }

    /// <summary>What the long ones wait for, however it ends.</summary>
    public Task Beforehand { get; set; } = Task.CompletedTask;

    /// <summary>The hypothesis that is explained.</summary>
    public (string Variable, string State) Hypothesis => Chosen ?? (QuestionView.Cause, _session.Diagnosis?.Cause.MostProbable.Id ?? "");

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Changed -= Clear;
        _session.Shown -= RunLater;
    }

    /// <summary>Explains another answer.</summary>
    public void Choose(string variable, string state)
    {
        Chosen = (variable, state);
        _isOnlyReasons = !_isRunning && DoneVersion == _session.Version;
        if (_isOnlyReasons)
        {
            // The rest is as it was.
            Reasons = null;
            Run(Paint);
        }
        else
        {
            Begin();
        }
    }

    /// <summary>Computes everything for the patient shown.</summary>
    public void Begin()
    {
        Clear();
        Run(Paint);
    }

    // Who listens is told when the answer is on the screen: taking down what is out of date must not delay it.
    private void Clear()
    {
        _asked++;
        _isOnlyReasons = false;
        DoneVersion = 0;
        (Next, Without, Decision, Intervals, Coherence, Reasons, Fault) = (null, [], null, null, null, null, null);
    }

    private void RunLater() => Run(Breath);

    private async void Run(TimeSpan breath)
    {
        _breath = breath;
        _asked++;
        DoneVersion = 0;
        Changed?.Invoke();
        if (!_isRunning)
        {
            _isRunning = true;
            try
            {
                int asked;
                do
                {
                    asked = _asked;
                    try
                    {
                        await Follow(asked);
                    }
                    catch (Exception fault) when (fault is not OutOfMemoryException)
                    {
                        // Nothing waits for this: what goes wrong here would end the page, and the answer stands without it.
                        (Fault, DoneVersion) = (fault.Message, _session.Version);
                        Changed?.Invoke();
                    }
                }
                while (asked != _asked);
            }
            finally
            {
                _isRunning = false;
            }
        }
    }

    private async Task Follow(int asked)
    {
        // More may have been stated since.
        await Task.Delay(_breath);
        if (asked != _asked)
        {
            return;
        }

        if (_session.Diagnosis is not { } diagnosis)
        {
            DoneVersion = _session.Version;
            Changed?.Invoke();
            return;
        }

        int version = _session.Version;
        string patient = WrittenPatient.Of(diagnosis.Patient);
        (string variable, string state) = Hypothesis;
        if (_isOnlyReasons)
        {
            Reasons = await Ask(AnalysisKind.Reasons, AnalysisJson.Default.ReasonsResult, $"{variable} {state}");
        }
        else
        {
            await Whole();
        }

        if (asked == _asked)
        {
            DoneVersion = version;
            Changed?.Invoke();
        }

        async Task Whole()
        {
            Next = await Ask(AnalysisKind.Next, AnalysisJson.Default.NextResult) ?? Next;
            Reasons = await Ask(AnalysisKind.Reasons, AnalysisJson.Default.ReasonsResult, $"{variable} {state}") ?? Reasons;
            if (await Ask(AnalysisKind.Without, AnalysisJson.Default.ImmutableArrayWithoutResult) is { IsDefault: false } without)
            {
                Without = without;
            }

            Decision = await Ask(AnalysisKind.Decision, AnalysisJson.Default.DecisionResult) ?? Decision;
            await Task.WhenAll(Task.Delay(Pause), Task.WhenAny(Beforehand));
            Intervals = await Ask(AnalysisKind.Intervals, AnalysisJson.Default.IntervalsResult) ?? Intervals;
            Coherence = await Ask(AnalysisKind.Coherence, AnalysisJson.Default.CoherenceResult) ?? Coherence;
        }

        async Task<T?> Ask<T>(AnalysisKind kind, JsonTypeInfo<T> type, string about = "")
        {
            if (asked != _asked)
            {
                return default;
            }

            // What came before is shown while this is computed.
            Changed?.Invoke();
            try
            {
                return await Computed(kind, type, about);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The answer stands without it, and the page says what is missing.
                Fault = fault.Message;
                return default;
            }
        }

        async Task<T?> Computed<T>(AnalysisKind kind, JsonTypeInfo<T> type, string about)
        {
            string? written = await _js.InvokeAsync<string?>("spine.compute", kind.ToString(), patient, about);
            if (asked != _asked)
            {
                return default;
            }

            if (written is null)
            {
                // Without a worker (an old browser) it is computed here, at the price of a pause.
                await _later.LoadNumerics();
                written = Analyst.Compute(kind, diagnosis, about);
            }

            return JsonSerializer.Deserialize(written, type);
        }
    }
}

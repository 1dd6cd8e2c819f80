using System.Collections.Immutable;

namespace SpineInference.Web;

/// <summary>The patient at the bedside: what is stated, the answer to it, and the way back.</summary>
/// <remarks>Used from the page's one thread. Every change computes the answer at once and then tells who listens.</remarks>
internal sealed class BedsideSession
{
    private const int LongestHistory = 200;

    private readonly List<Patient> _before = [];
    private readonly List<Patient> _after = [];

    /// <summary>Begins with a patient of whom nothing is known.</summary>
    public BedsideSession(SpineModel model)
    {
        Model = model;
        Patient = model.Patient();
        Note = new Note(Patient);
        Answer();
    }

    /// <summary>Raised after every change.</summary>
    public event Action? Changed;

    /// <summary>Raised a moment after a change, when the answer to it can be on the screen; once for several changes at once.</summary>
    public event Action? Shown;

    /// <summary>Raised when another answer is imagined, or no longer.</summary>
    public event Action? Imagined;

    /// <summary>The model.</summary>
    public SpineModel Model { get; }

    /// <summary>The patient as stated.</summary>
    public Patient Patient { get; private set; }

    /// <summary>The same, for looking up.</summary>
    public Note Note { get; private set; }

    /// <summary>The answer; <see langword="null"/> where the statements admit none.</summary>
    public Diagnosis? Diagnosis { get; private set; }

    /// <summary>Why there is no answer; <see langword="null"/> where there is one.</summary>
    public string? Fault { get; private set; }

    /// <summary>The red flags of the patient, whether there is an answer or not.</summary>
    public ImmutableArray<RedFlag> RedFlags => Diagnosis?.RedFlags ?? Patient.RedFlags;

    /// <summary>The red-flag questions that were not asked.</summary>
    public ImmutableArray<RedFlagQuestion> UnaskedRedFlags => Diagnosis?.UnaskedRedFlags ?? Patient.UnaskedRedFlags;

    /// <summary>What is imagined, in words; <see langword="null"/> where nothing is.</summary>
    public string? ImaginedWords { get; private set; }

    /// <summary>The answer that is imagined, beside the one that stands.</summary>
    public Diagnosis? ImaginedDiagnosis { get; private set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; private set; }

    /// <summary>Whether there is a change to take back.</summary>
    public bool CanUndo => _before.Count > 0;

    /// <summary>Whether there is a change to make again.</summary>
    public bool CanRedo => _after.Count > 0;

    /// <summary>Whether anything at all is stated.</summary>
    public bool IsEmpty => Patient is { Age: null, Sex: Sex.Unknown, Setting: Setting.Unknown, Complaint: Complaint.Unknown, ComplaintSide: null, Observations.IsEmpty: true };

    /// <summary>Goes on to a patient.</summary>
    public void Set(Patient patient)
    {
        _before.Add(Patient);
        if (_before.Count > LongestHistory)
        {
            _before.RemoveAt(0);
        }

        _after.Clear();
        Show(patient);
    }

    /// <summary>Takes the last change back.</summary>
    public void Undo() => Move(_before, _after);

    /// <summary>Makes it again.</summary>
    public void Redo() => Move(_after, _before);

    /// <summary>Shows what the answer would be, beside the one that stands.</summary>
    /// <param name="words">What is imagined; <see langword="null"/> ends it.</param>
    /// <param name="patient">The patient as imagined.</param>
    public void Imagine(string? words, Patient? patient = null)
    {
        (ImaginedWords, ImaginedDiagnosis) = (null, null);
        if (words is not null && patient is not null)
        {
            try
            {
                (ImaginedWords, ImaginedDiagnosis) = (words, patient.Diagnose());
            }
            catch (Exception refusal) when (refusal is ContradictoryFindingsException or ArgumentException)
            {
                // What cannot be is not shown.
                ImaginedWords = null;
            }
        }

        Imagined?.Invoke();
    }

    private void Move(List<Patient> from, List<Patient> to)
    {
        if (from.Count > 0)
        {
            to.Add(Patient);
            Patient patient = from[^1];
            from.RemoveAt(from.Count - 1);
            Show(patient);
        }
    }

    private void Show(Patient patient)
    {
        Patient = patient;
        Note = new Note(patient);
        (ImaginedWords, ImaginedDiagnosis) = (null, null);
        Answer();
        Changed?.Invoke();
        TellLater(Version);
    }

    // The browser paints the answer before what stands around it is rendered.
    private async void TellLater(int version)
    {
        await Task.Delay(1);
        if (version == Version)
        {
            Shown?.Invoke();
        }
    }

    private void Answer()
    {
        Version++;
        Fault = null;
        try
        {
            Diagnosis = Patient.Diagnose();
        }
        catch (Exception refusal) when (refusal is ContradictoryFindingsException or ArgumentException)
        {
            Diagnosis = null;
            Fault = refusal.Message;
        }
    }
}

using System.Collections.Immutable;

namespace SpineInference.Tool.Asking;

/// <summary>An interview: which question comes next, and what the answers so far state. Knows nothing of any console.</summary>
/// <remarks>Red flags first, the most urgent before the others; then who the patient is; then whichever finding tells most about root and cause.
/// What is not known stays unknown and is not asked again; what is asked is never taken to be absent.</remarks>
internal sealed class Interview
{
    // A longer list is not read; what is left is the next question.
    private const int MostParts = 10;

    private readonly QuestionWriter _writer;
    private readonly Stack<(Patient Patient, ImmutableHashSet<string> Passed)> _before = new();
    private ImmutableHashSet<string> _passed = [];

    /// <param name="patient">What is known at the start.</param>
    /// <param name="options">How far one may look.</param>
    /// <exception cref="ContradictoryFindingsException">Findings contradict each other, or are impossible together.</exception>
    /// <exception cref="ArgumentException">It is not said which leg a finding is of.</exception>
    public Interview(Patient patient, NextFindingsOptions options)
    {
        Patient = patient;
        Diagnosis = patient.Diagnose();
        _writer = new QuestionWriter(patient.Model, options);
    }

    /// <summary>The patient as stated so far.</summary>
    public Patient Patient { get; private set; }

    /// <summary>The answer so far.</summary>
    public Diagnosis Diagnosis { get; private set; }

    /// <summary>Whether there is an answer to take back.</summary>
    public bool CanGoBack => _before.Count > 0;

    /// <summary>The next question; <see langword="null"/> where no further one is worth asking.</summary>
    public AskedQuestion? Next() => _writer.OfRedFlags(Patient)
        .Select(q => q with { Parts = [.. q.Parts.Where(p => !_passed.Contains(p.Id)).Take(MostParts)] })
        .Where(static q => !q.Parts.IsEmpty)
        .Concat(QuestionWriter.OfContext(Patient))
        .Concat(_writer.OfFindings(Diagnosis))
        .FirstOrDefault(q => !q.Parts.IsEmpty || !_passed.Contains(q.Id));

    /// <summary>Takes an answer; the question is not asked again.</summary>
    /// <returns>Why it cannot be, and then nothing has changed; <see langword="null"/> where it can.</returns>
    public string? Take(AskedQuestion question, AskedAnswer answer) => Take(question, [answer]);

    /// <summary>Takes the answers to the parts of a question together.</summary>
    /// <returns>Why they cannot be, and then nothing has changed; <see langword="null"/> where they can.</returns>
    public string? Take(AskedQuestion question, IEnumerable<AskedAnswer> answers)
    {
        try
        {
            Patient patient = answers.Aggregate(Patient, static (p, a) => a.State is { } state ? state(p) : p);
            Diagnosis diagnosis = ReferenceEquals(patient, Patient) ? Diagnosis : patient.Diagnose();
            _before.Push((Patient, _passed));
            (Patient, Diagnosis, _passed) = (patient, diagnosis, _passed.Union(question.Parts.Select(static p => p.Id).DefaultIfEmpty(question.Id)));
            return null;
        }
        catch (ContradictoryFindingsException contradiction)
        {
            return contradiction.Message;
        }
        catch (ArgumentException refusal)
        {
            return NetworkLoading.WithoutParameter(refusal);
        }
    }

    /// <summary>Takes the last answer back; its question is asked again.</summary>
    public void Back()
    {
        (Patient, _passed) = _before.Pop();
        Diagnosis = Patient.Diagnose();
    }
}

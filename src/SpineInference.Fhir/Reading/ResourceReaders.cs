using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>The readers of all resources that findings are read from, and what they found.</summary>
internal sealed class ResourceReaders
{
    private readonly ObservationReader _observations;
    private readonly ConditionReader _conditions;
    private readonly ReportReader _reports;
    private readonly ResponseReader _responses;

    public ResourceReaders(SpineModel model, FindingCatalog catalog, FhirReadOptions options, ReadingLog log)
    {
        _observations = new ObservationReader(model, catalog, options, log, Candidates, Contexts);
        _conditions = new ConditionReader(model, catalog, options, log, Candidates);
        _reports = new ReportReader(model, catalog, options, log, Candidates);
        _responses = new ResponseReader(catalog, log, _observations);
    }

    /// <summary>Statements of findings.</summary>
    public List<Candidate> Candidates { get; } = [];

    /// <summary>What is said of complaint, its side and setting.</summary>
    public List<ContextCandidate> Contexts { get; } = [];

    /// <summary>Reads a resource where it is about the patient.</summary>
    /// <param name="entry">The resource.</param>
    /// <param name="check">Who the patient is; <see langword="null"/> where that is not known.</param>
    /// <returns>Whether it was read.</returns>
    public bool Read(BundleEntry entry, SubjectCheck? check)
    {
        switch (entry.Resource)
        {
            case R4.Observation observation when check?.IsAboutPatient(observation.Subject, entry.Place) != false:
                _observations.Read(observation, entry.Place);
                return true;
            case R4.Condition condition when check?.IsAboutPatient(condition.Subject, entry.Place) != false:
                _conditions.Read(condition, entry.Place);
                return true;
            case R4.DiagnosticReport report when check?.IsAboutPatient(report.Subject, entry.Place) != false:
                _reports.Read(report, entry.Place);
                return true;
            case R4.QuestionnaireResponse response when check?.IsAboutPatient(response.Subject, entry.Place) != false:
                _responses.Read(response, entry.Place);
                return true;
            default:
                return false;
        }
    }
}

using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;
using Status = Hl7.Fhir.Model.DiagnosticReport.DiagnosticReportStatus;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads the coded conclusions of DiagnosticReports: what an image or a test of nerves was found to show.</summary>
/// <remarks>The Observations that a report refers to are read where they stand in the Bundle; its text is read by nobody, and that is listed.</remarks>
internal sealed class ReportReader(
    SpineModel model, FindingCatalog catalog, FhirReadOptions options, ReadingLog log, List<Candidate> candidates)
{
    private readonly CodeReader _codes = new(catalog, options, log);
    private readonly SiteReader _sites = new(catalog, options, log);

    public void Read(R4.DiagnosticReport report, Place place)
    {
        if (report.Status is not (Status.Final or Status.Amended or Status.Corrected or Status.Appended or Status.Preliminary))
        {
            log.List(place.At("status"), NotUnderstoodReason.Status, $"Status '{report.StatusElement?.Literal ?? "(none)"}': the report is not used; expected final, amended, corrected, appended or preliminary.");
            return;
        }

        if (report.ConclusionCode.Count == 0)
        {
            log.List(place.At("conclusionCode"), NotUnderstoodReason.NoValue,
                "The report has no coded conclusion: nothing was read from the report itself. Its Observations are read where they stand in the Bundle.");
        }

        if (!string.IsNullOrWhiteSpace(report.Conclusion) || report.PresentedForm.Count > 0)
        {
            string path = string.IsNullOrWhiteSpace(report.Conclusion) ? "presentedForm" : "conclusion";
            log.List(place.At(path), NotUnderstoodReason.IgnoredElement, "The text of a report is not read; code what it says in conclusionCode or in Observations.");
        }

        TimeRange time = TimeOf(report, place);
        foreach ((int index, R4.CodeableConcept concept) in report.ConclusionCode.Index())
        {
            ReadConclusion(concept, time, place.At($"conclusionCode[{index}]"));
        }
    }

    private void ReadConclusion(R4.CodeableConcept? concept, TimeRange time, Place place)
    {
        if (_codes.TryRead(concept, place, out CodeTarget? target)
            && WithoutValue.Suffices(target, "a conclusion", catalog, place, log)
            && _sites.TryRead(target, [], place, out Leg?[] legs)
            && new ValueReader(model, catalog, _codes, log).Truth(target, true, place) is { } read)
        {
            candidates.AddRange(legs.Select(leg => new Candidate(
                Observation.Of(read.Finding, read.Finding.IsOfLeg ? leg : null, read.Kind), target.Code, time, place)));
        }
    }

    private TimeRange TimeOf(R4.DiagnosticReport report, Place place)
    {
        if (!TimeRange.TryRead(report.Effective, out TimeRange time))
        {
            log.List(place.At("effective"), NotUnderstoodReason.IgnoredElement,
                $"The time ({report.Effective?.TypeName}) says no dateTime or Period: the report counts as of unknown time.");
        }
        else if (report.Effective is null && report.IssuedElement is { } issued)
        {
            _ = TimeRange.TryRead(issued, out time);
        }

        return time;
    }
}

using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads Conditions: a problem that is there, was refuted, or is over.</summary>
internal sealed class ConditionReader(
    SpineModel model, FindingCatalog catalog, FhirReadOptions options, ReadingLog log, List<Candidate> candidates)
{
    private readonly CodeReader _codes = new(catalog, options, log);
    private readonly SiteReader _sites = new(catalog, options, log);

    public void Read(R4.Condition condition, Place place)
    {
        if (!_codes.TryRead(condition.Code, place.At("code"), out CodeTarget? target))
        {
            return;
        }

        if (!WithoutValue.Suffices(target, "a Condition", catalog, place.At("code"), log))
        {
            return;
        }

        if (IsThere(condition, target, place) is not { } isThere || !_sites.TryRead(target, condition.BodySite, place, out Leg?[] legs))
        {
            return;
        }

        if (new ValueReader(model, catalog, _codes, log).Truth(target, isThere.Truth, place) is { } read)
        {
            candidates.AddRange(legs.Select(leg => new Candidate(
                Observation.Of(read.Finding, read.Finding.IsOfLeg ? leg : null, read.Kind), target.Code, isThere.Time, place)));
        }
    }

    /// <summary>Whether the condition is there, and as of when; <see langword="null"/> where that is not decided.</summary>
    private (bool Truth, TimeRange Time)? IsThere(R4.Condition condition, CodeTarget target, Place place)
    {
        if (!TimeRange.TryParse(condition.RecordedDate, out TimeRange recorded) && condition.RecordedDate is not null)
        {
            log.List(place.At("recordedDate"), NotUnderstoodReason.IgnoredElement, $"'{condition.RecordedDate}' is no dateTime: the condition counts as of unknown time.");
        }

        string? verification = CodeOf(condition.VerificationStatus, FhirSystems.VerificationStatus);
        switch (verification)
        {
            case "refuted":
                return (false, recorded);
            case "entered-in-error":
                log.List(place.At("verificationStatus"), NotUnderstoodReason.Status, "The condition was entered in error: it is not used.");
                return null;
            case "confirmed":
                break;
            case null when condition.VerificationStatus is null:
                break;
            default:
                log.List(place.At("verificationStatus"), NotUnderstoodReason.Undecided,
                    $"Verification status '{verification ?? condition.VerificationStatus?.Text ?? "(no known code)"}': '{target.Id}' stays unknown; expected confirmed or refuted.");
                return null;
        }

        string? clinical = CodeOf(condition.ClinicalStatus, FhirSystems.ClinicalStatus);
        switch (clinical)
        {
            case "active" or "recurrence" or "relapse" when condition.Abatement is null:
                return (true, recorded);
            case "resolved" when !FindingCatalog.History.Contains(target.Id):
                // When it was first recorded says nothing of when it was over, but does for the patient's age.
                _ = TimeRange.TryRead(condition.Abatement, out TimeRange abated);
                return (false, abated with { Days = abated.Days ?? recorded.Days });
            case "resolved":
                log.List(place.At("clinicalStatus"), NotUnderstoodReason.Undecided,
                    $"'{target.Id}' tells of the past, and that it is resolved neither confirms nor denies it: it is not used. State it as an Observation.");
                return null;
            default:
                string got = clinical ?? condition.ClinicalStatus?.Text ?? "(none)";
                log.List(place.At("clinicalStatus"), NotUnderstoodReason.Undecided, condition.Abatement is null
                    ? $"Clinical status '{got}': '{target.Id}' stays unknown; expected active, recurrence, relapse or resolved."
                    : $"Clinical status '{got}', and the condition has abated: '{target.Id}' stays unknown; expected resolved.");
                return null;
        }
    }

    private static string? CodeOf(R4.CodeableConcept? concept, string system)
    {
        string[] codes = [.. (concept?.Coding ?? []).Where(c => c?.System == system && c.Code is not null).Select(static c => c!.Code!).Distinct()];
        return codes.Length == 1 ? codes[0] : null;
    }
}

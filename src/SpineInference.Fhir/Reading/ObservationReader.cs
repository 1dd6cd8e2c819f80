using System.Collections.Immutable;
using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads Observations and their components.</summary>
internal sealed class ObservationReader(
    SpineModel model, FindingCatalog catalog, FhirReadOptions options, ReadingLog log, List<Candidate> candidates, List<ContextCandidate> contexts)
{
    private readonly CodeReader _codes = new(catalog, options, log);
    private readonly SiteReader _sites = new(catalog, options, log);

    public void Read(R4.Observation observation, Place place)
    {
        if (observation.Status is not (R4.ObservationStatus.Final or R4.ObservationStatus.Amended or R4.ObservationStatus.Corrected or R4.ObservationStatus.Preliminary))
        {
            log.List(place.At("status"), NotUnderstoodReason.Status, $"Status '{observation.StatusElement?.Literal ?? "(none)"}': the observation is not used; expected final, amended, corrected or preliminary.");
            return;
        }

        if (observation.Focus.Count > 0)
        {
            log.List(place.At("focus"), NotUnderstoodReason.OtherSubject, "The observation is about its focus, not about the patient: it is not used.");
            return;
        }

        TimeRange time = TimeOf(observation, place);
        R4.CodeableConcept[] sites = observation.BodySite is { } site ? [site] : [];
        bool isPanel = observation is { Value: null, DataAbsentReason: null } && observation.Interpretation.Count == 0 && observation.Component.Count > 0
            && !observation.Extension.Exists(static e => e?.Url == FhirSystems.LikelihoodRatio);
        if (!isPanel)
        {
            var observed = new ObservedValue(observation.Value, observation.DataAbsentReason, observation.Interpretation, observation.Extension);
            ReadPart(observation.Code, observed, sites, time, place);
        }

        for (int i = 0; i < observation.Component.Count; i++)
        {
            Place at = place.At($"component[{i}]");
            if (observation.Component[i] is not { } component)
            {
                continue;
            }

            if (component.ModifierExtension.Count > 0)
            {
                log.List(at.At("modifierExtension"), NotUnderstoodReason.ModifierExtension,
                    $"'{component.ModifierExtension[0]?.Url}' may change the meaning of the component and is not known: the component is not used.");
                continue;
            }

            var observed = new ObservedValue(component.Value, component.DataAbsentReason, component.Interpretation, component.Extension);
            ReadPart(component.Code, observed, sites, time, at);
        }
    }

    private void ReadPart(R4.CodeableConcept? code, ObservedValue observed, IReadOnlyList<R4.CodeableConcept> sites, TimeRange time, Place place)
    {
        if (!_codes.TryRead(code, place.At("code"), out CodeTarget? target))
        {
            return;
        }

        if (FindingCatalog.IsContext(target.Id))
        {
            ReadContext(target, observed, time, place);
            return;
        }

        if (!_sites.TryRead(target, sites, place, out Leg?[] legs))
        {
            return;
        }

        var values = new ValueReader(model, catalog, _codes, log);
        if (values.Read(target, observed, place.At("value")) is { } read)
        {
            candidates.AddRange(legs.Select(leg => new Candidate(
                new Observation(read.Finding, read.Finding.IsOfLeg ? leg : null, read.Kind, read.LikelihoodRatio), target.Code, time, place)));
        }
    }

    private void ReadContext(CodeTarget target, ObservedValue observed, TimeRange time, Place place)
    {
        if (observed.DataAbsentReason is not null || observed.Value is null)
        {
            log.List(place, NotUnderstoodReason.NoValue, $"'{target.Id}' has no value: it stays unknown.");
            return;
        }

        int faults = log.Faults.Count;
        ImmutableArray<string> states = catalog.Contexts.First(c => c.Id == target.Id).Variable.States;
        string? state = observed.Value is R4.CodeableConcept concept ? _codes.StateOf(concept, target, place.At("value")) : null;
        if (log.Faults.Count > faults)
        {
            return;
        }

        if (state is null)
        {
            log.List(place.At("value"), NotUnderstoodReason.UnusableValue, $"The value of '{target.Id}' is no code of {FhirSystems.State}; expected {string.Join(", ", states)}.");
        }
        else if (!states.Contains(state))
        {
            log.Fault(place.At("value"), $"'{target.Id}' has no state '{state}'. Its states: {string.Join(", ", states)}.");
        }
        else
        {
            contexts.Add(new ContextCandidate(target.Id, state, target.Code, time, place));
        }
    }

    private TimeRange TimeOf(R4.Observation observation, Place place)
    {
        if (!TimeRange.TryRead(observation.Effective, out TimeRange time))
        {
            log.List(place.At("effective"), NotUnderstoodReason.IgnoredElement,
                $"The time ({observation.Effective?.TypeName}) says no dateTime, instant or Period: the observation counts as of unknown time.");
            return time;
        }

        if (observation.Effective is null && observation.IssuedElement is { } issued)
        {
            _ = TimeRange.TryRead(issued, out time);
        }

        return time;
    }
}

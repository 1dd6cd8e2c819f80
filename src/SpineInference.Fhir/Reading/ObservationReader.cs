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
        var own = new ObservedValue(observation.Value, observation.DataAbsentReason, observation.Interpretation, observation.Extension);
        bool hasOwn = own is not { Value: null, DataAbsentReason: null } || observation.Interpretation.Count > 0
            || observation.Extension.Exists(static e => e?.Url == FhirSystems.LikelihoodRatio);
        R4.Observation.ComponentComponent? presence = observation.Component.Find(IsPresence);
        if (presence is not null && hasOwn)
        {
            log.Fault(place.At("component"), "The observation has a value and a component that says whether the finding is there; expected one. Leave one of them out.");
            return;
        }

        // What only holds components together states nothing, unless it is coded as a finding.
        if (presence is not null)
        {
            if (IsReadable(presence, place.At($"component[{observation.Component.IndexOf(presence)}]")))
            {
                ReadPart(observation.Code, Of(presence), sites, time, place);
            }
        }
        else if (hasOwn || observation.Component.Count == 0 || _codes.IsKnown(observation.Code))
        {
            ReadPart(observation.Code, own, sites, time, place);
        }

        foreach ((int index, R4.Observation.ComponentComponent component) in observation.Component.Index())
        {
            Place at = place.At($"component[{index}]");
            if (component is not null && !ReferenceEquals(component, presence) && IsReadable(component, at))
            {
                ReadPart(component.Code, Of(component), sites, time, at);
            }
        }
    }

    private static ObservedValue Of(R4.Observation.ComponentComponent component) =>
        new(component.Value, component.DataAbsentReason, component.Interpretation, component.Extension);

    private bool IsPresence(R4.Observation.ComponentComponent? component) => (component?.Code?.Coding ?? []).Exists(c =>
        c is { System: { } system, Code: { } code } && (options.PresenceComponents.Contains(new FhirCode(system, code)) || options.PresenceComponents.Contains(CodeForms.Canonical(system, code))));

    private bool IsReadable(R4.Observation.ComponentComponent component, Place place)
    {
        if (component.ModifierExtension.Count == 0)
        {
            return true;
        }

        log.List(place.At("modifierExtension"), NotUnderstoodReason.ModifierExtension,
            $"'{component.ModifierExtension[0]?.Url}' may change the meaning of the component and is not known: the component is not used.");
        return false;
    }

    private void ReadPart(R4.CodeableConcept? code, ObservedValue observed, IReadOnlyList<R4.CodeableConcept> sites, TimeRange time, Place place)
    {
        if (_codes.TryRead(code, place.At("code"), out CodeTarget? target))
        {
            ReadTarget(target, observed, sites, time, place);
        }
    }

    /// <summary>Reads what was observed of a finding, complaint, its side or setting.</summary>
    public void ReadTarget(CodeTarget target, ObservedValue observed, IReadOnlyList<R4.CodeableConcept> sites, TimeRange time, Place place)
    {
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
                Observation.Of(read.Finding, read.Finding.IsOfLeg ? leg : null, read.Kind, read.LikelihoodRatio), target.Code, time, place)));
            if (values.ReadVeryLowIndex(target, observed) is { } low)
            {
                candidates.Add(new Candidate(Observation.Of(low), target.Code, time, place));
            }
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

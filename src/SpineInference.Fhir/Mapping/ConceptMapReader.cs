using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Fhir.Reading;
using Equivalence = Hl7.Fhir.Model.ConceptMapEquivalence;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Mapping;

/// <summary>Reads a ConceptMap, element by element, with all faults.</summary>
internal sealed class ConceptMapReader
{
    private readonly ReadingLog _log = new();
    private readonly MapEntries _entries = new();
    private readonly FindingCatalog _catalog;
    private readonly HashSet<string> _states;
    private readonly string _reference;

    private ConceptMapReader(R4.ConceptMap map, SpineModel model)
    {
        _catalog = new FindingCatalog(model);
        _states = [.. _catalog.Findings.SelectMany(static f => f.States), .. _catalog.Contexts.SelectMany(static c => c.Variable.States)];
        _reference = map.Id is null ? map.Url ?? "ConceptMap" : $"ConceptMap/{map.Id}";
    }

    public static FhirConceptMap Read(ReadOnlySpan<byte> utf8, SpineModel model)
    {
        R4.ConceptMap? map = ResourceJson.Parse<R4.ConceptMap>(utf8, out ImmutableArray<Fault> faults);
        return map is not null && faults.IsEmpty ? Read(map, model) : throw new FhirFormatException(faults);
    }

    public static FhirConceptMap Read(R4.ConceptMap map, SpineModel model)
    {
        var reader = new ConceptMapReader(map, model);
        reader._log.Guarded(new Place(reader._reference, "ConceptMap"), () => reader.ReadMap(map));
        return reader._log.Faults.Count == 0
            ? new FhirConceptMap(map.Url, reader._entries, [.. reader._log.Listed])
            : throw new FhirFormatException([.. reader._log.Faults], [.. reader._log.Listed]);
    }

    private bool ReadMap(R4.ConceptMap map)
    {
        var root = new Place(_reference, "ConceptMap");
        if (map.Status == R4.PublicationStatus.Retired)
        {
            _log.Fault(root.At("status"), "The map is retired. Bring the one that took its place.");
        }

        if (map.ImplicitRules is not null || map.ModifierExtension.Count > 0)
        {
            string rule = map.ImplicitRules ?? map.ModifierExtension[0]?.Url ?? "";
            _log.Fault(root, $"'{rule}' may change the meaning of the whole map and is not known. Leave it out if the map can be read without.");
        }

        foreach ((int index, R4.ConceptMap.GroupComponent group) in map.Group.Index())
        {
            if (group is not null)
            {
                ReadGroup(group, root.At($"group[{index}]"));
            }
        }

        if (_log.Faults.Count == 0 && _entries is { Codes.Count: 0, NarrowerCodes.Count: 0, States.Count: 0, Legs.Count: 0 })
        {
            _log.Fault(root.At("group"), $"The map gives no code that can be used. Expected a group whose target is {FhirSystems.Finding}, {FhirSystems.State} or {FhirSystems.Leg}, with elements that are equal, equivalent, wider or subsumes.");
        }

        return true;
    }

    private void ReadGroup(R4.ConceptMap.GroupComponent group, Place place)
    {
        if (group.Target is not (FhirSystems.Finding or FhirSystems.State or FhirSystems.Leg))
        {
            _log.List(place.At("target"), NotUnderstoodReason.UnknownCode, $"The group maps to '{group.Target ?? "(nothing)"}': it is not used; expected {FhirSystems.Finding}, {FhirSystems.State} or {FhirSystems.Leg}.");
            return;
        }

        if (string.IsNullOrEmpty(group.Source))
        {
            _log.Fault(place.At("source"), "The group does not say the system of its codes. Give it as a URI.");
            return;
        }

        if (group.ModifierExtension.Count > 0)
        {
            _log.Fault(place.At("modifierExtension"), $"'{group.ModifierExtension[0]?.Url}' may change the meaning of the group and is not known. Leave it out if the group can be read without.");
        }

        if (group.Unmapped is not null)
        {
            _log.List(place.At("unmapped"), NotUnderstoodReason.IgnoredElement, "What is to be done with codes that the map does not hold is not followed: they stay unknown.");
        }

        foreach ((int index, R4.ConceptMap.SourceElementComponent element) in group.Element.Index())
        {
            Place at = place.At($"element[{index}]");
            if (string.IsNullOrEmpty(element?.Code))
            {
                _log.Fault(at.At("code"), "The element has no code. Give it, or leave the element out.");
                continue;
            }

            var source = new FhirCode(group.Source, element.Code);
            if (element.Target.Count == 0)
            {
                _log.List(at.At("target"), NotUnderstoodReason.UnusableCode, $"{source} is mapped to nothing: it stays unknown.");
            }

            foreach ((int i, R4.ConceptMap.TargetElementComponent target) in element.Target.Index())
            {
                if (target is not null)
                {
                    ReadTarget(source, group.Target, target, at.At($"target[{i}]"));
                }
            }
        }
    }

    private void ReadTarget(FhirCode source, string system, R4.ConceptMap.TargetElementComponent target, Place place)
    {
        if (target.ModifierExtension.Count > 0 || target.DependsOn.Count > 0 || target.Product.Count > 0)
        {
            _log.List(place, NotUnderstoodReason.ModifierExtension, $"{source} is mapped under a condition or together with other elements, which is not followed: it is not used.");
            return;
        }

        bool isExact = target.Equivalence is Equivalence.Equal or Equivalence.Equivalent;
        if (!isExact && target.Equivalence is not (Equivalence.Wider or Equivalence.Subsumes))
        {
            _log.List(place.At("equivalence"), NotUnderstoodReason.UnusableCode,
                $"{source} to '{target.Code}' is '{target.EquivalenceElement?.Literal ?? "(none)"}': the code does not imply the finding, and it is not used; expected equal, equivalent, wider or subsumes.");
            return;
        }

        if (string.IsNullOrEmpty(target.Code))
        {
            _log.Fault(place.At("code"), $"{source} has a target without a code. Give it, or leave the target out.");
            return;
        }

        switch (system)
        {
            case FhirSystems.Finding:
                AddFinding(source, target.Code, isExact, place.At("code"));
                break;
            case FhirSystems.State when _states.Contains(target.Code):
                Add(_entries.States, source, target.Code, place.At("code"));
                break;
            case FhirSystems.State:
                _log.Fault(place.At("code"), $"{FhirSystems.State} has no code '{target.Code}'; expected a state of a finding, such as present, absent or reduced.");
                break;
            case FhirSystems.Leg when Legs.TryParse(target.Code, out Leg leg):
                Add(_entries.Legs, source, leg, place.At("code"));
                break;
            default:
                _log.Fault(place.At("code"), $"{FhirSystems.Leg} has no code '{target.Code}'; expected 'left' or 'right'.");
                break;
        }
    }

    private void AddFinding(FhirCode source, string own, bool isExact, Place place)
    {
        if (!_catalog.TryParse(own, source, isExact, out _, out string? refusal))
        {
            _log.Fault(place, refusal);
        }
        else if ((isExact ? _entries.NarrowerCodes : _entries.Codes).ContainsKey(source))
        {
            _log.Fault(place, $"{source} is mapped twice, once as the finding and once as a part of one. Keep one.");
        }
        else
        {
            Add(isExact ? _entries.Codes : _entries.NarrowerCodes, source, own, place);
        }
    }

    private void Add<T>(ImmutableDictionary<FhirCode, T>.Builder table, FhirCode source, T value, Place place)
        where T : notnull
    {
        if (table.TryGetValue(source, out T? before) && !before.Equals(value))
        {
            _log.Fault(place, $"{source} is mapped to '{before}' and to '{value}'; expected one. Keep the one that it means.");
            return;
        }

        table[source] = value;
    }
}

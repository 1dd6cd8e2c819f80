using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Finds out which finding a coded concept names.</summary>
internal sealed class CodeReader(FindingCatalog catalog, FhirReadOptions options, ReadingLog log)
{
    private readonly string _remedy = $"Code it in {FhirSystems.Finding}, in a code of the table of codes, or map its code {options.Names.Codes}.";

    /// <summary>Whether a concept names a finding, complaint or setting, or tries to.</summary>
    public bool IsKnown(R4.CodeableConcept? concept) => (concept?.Coding ?? []).Exists(c =>
        c is { System: { } system, Code: { } code }
        && (system == FhirSystems.Finding || CodeForms.TryFind(options.Codes, system, code, out _) || CodeForms.TryFind(options.NarrowerCodes, system, code, out _) || FhirCodeTable.Find(CodeForms.Canonical(system, code)) is not null));

    /// <summary>The finding; otherwise the reason is listed, or the fault reported.</summary>
    public bool TryRead(R4.CodeableConcept? concept, Place place, [NotNullWhen(true)] out CodeTarget? target)
    {
        target = null;
        var targets = new List<CodeTarget>();
        var refused = new List<FhirCodeEntry>();
        int faults = log.Faults.Count;
        foreach (R4.Coding coding in concept?.Coding ?? [])
        {
            if (coding is null || string.IsNullOrEmpty(coding.System) || string.IsNullOrEmpty(coding.Code))
            {
                continue;
            }

            if (GermanExtensions.NotAssured(coding) is { } certainty)
            {
                log.List(place, NotUnderstoodReason.Undecided,
                    $"Beside the code {coding.System}|{coding.Code} stands the certainty '{certainty}' (A excluded, V suspected, Z a state after it): it is not used; expected G, assured.");
                return false;
            }

            int before = targets.Count;
            Resolve(new FhirCode(coding.System, coding.Code), place, targets, refused);
            if (targets.Count > before && !TrySide(coding, targets, place))
            {
                return false;
            }
        }

        if (log.Faults.Count > faults)
        {
            return false;
        }

        if (targets.Count == 0)
        {
            ListUnread(concept, place, refused);
            return false;
        }

        foreach (FhirCodeEntry diagnosis in refused.Where(static e => e.Use is CodeUse.Diagnosis or CodeUse.PresentWithDiagnosis))
        {
            log.List(place, NotUnderstoodReason.Diagnosis, OfDiagnosis(diagnosis));
        }

        return TryUnite(targets, place, out target);
    }

    /// <summary>The state of a finding that a coded value names: one of ours, or a code that names the finding with a state.</summary>
    public string? StateOf(R4.CodeableConcept value, CodeTarget target, Place place)
    {
        var states = new SortedSet<string>(StringComparer.Ordinal);
        foreach (R4.Coding coding in value.Coding)
        {
            if (coding is not { System: { } system, Code: { } code })
            {
                continue;
            }

            bool isMapped = CodeForms.TryFind(options.States, system, code, out string? mapped);
            if (system == FhirSystems.State || isMapped)
            {
                states.Add(mapped ?? code);
                continue;
            }

            var named = new List<CodeTarget>();
            Resolve(new FhirCode(system, code), place, named, []);
            if (named is [{ State: { } state } only] && only.Id == target.Id && (only.Leg is null || only.Leg == target.Leg))
            {
                states.Add(state);
            }
        }

        if (states.Count > 1)
        {
            log.Fault(place, $"The value names several states ({string.Join(", ", states)}); expected one. Keep the one that was found.");
        }

        return states.Count == 1 ? states.Min : null;
    }

    // German records tell the side beside the code, and not in the body site.
    private bool TrySide(R4.Coding coding, List<CodeTarget> targets, Place place)
    {
        CodeTarget target = targets[^1];
        if (target.Id == FindingCatalog.AnkleBrachialIndex || FindingCatalog.IsContext(target.Id) || !catalog[target.Id].IsOfLeg)
        {
            return true;
        }

        Leg[]? sides = GermanExtensions.Sides(coding);
        switch (sides)
        {
            case null:
                log.List(place, NotUnderstoodReason.BodySite,
                    $"The side beside the code of '{target.Id}' is not known, a finding of a leg: the statement is not used. Expected L, R or B.");
                return false;
            case [Leg side] when target.Leg is null || target.Leg == side:
                targets[^1] = target with { Leg = side };
                return true;
            case [] or [_, _] when target.Leg is null:
                targets[^1] = target with { IsOfBothLegs = sides is [_, _] };
                return true;
            case []:
                return true;
            default:
                log.Fault(place, $"The code {target.Code} says {target.Leg!.Value.Id}, the side beside it another. Correct one of them.");
                return false;
        }
    }

    private void Resolve(FhirCode code, Place place, List<CodeTarget> targets, List<FhirCodeEntry> refused)
    {
        string? refusal;
        CodeTarget? target;
        bool isExact = CodeForms.TryFind(options.Codes, code.System, code.Code, out string? own);
        if ((isExact || CodeForms.TryFind(options.NarrowerCodes, code.System, code.Code, out own)) && own is not null)
        {
            if (catalog.TryParse(own, code, isExact, out target, out refusal))
            {
                targets.Add(target);
            }
            else
            {
                // The caller's table is checked before reading; a code that only another model has ends up here.
                log.Fault(place, refusal);
            }
        }
        else if (code.System == FhirSystems.Finding)
        {
            if (catalog.TryParse(code.Code, code, true, out target, out refusal))
            {
                targets.Add(target);
            }
            else
            {
                log.Fault(place, refusal);
            }
        }
        else if (FhirCodeTable.Find(CodeForms.Canonical(code.System, code.Code)) is { } entry)
        {
            if (entry.Use is CodeUse.Diagnosis or CodeUse.TooBroad or CodeUse.PresentWithDiagnosis)
            {
                refused.Add(entry);
            }

            if (entry.Finding is null)
            {
                return;
            }

            if (catalog.TryParse(entry.Finding, code, entry.Use == CodeUse.PresentOrAbsent, out target, out refusal))
            {
                targets.Add(target);
            }
            else
            {
                log.Fault(place, refusal);
            }
        }
    }

    private bool TryUnite(List<CodeTarget> targets, Place place, [NotNullWhen(true)] out CodeTarget? target)
    {
        target = null;
        string[] ids = [.. targets.Select(static t => t.Id).Distinct()];
        string[] states = [.. targets.Where(static t => t.State is not null).Select(static t => t.State!).Distinct()];
        if (ids.Length > 1 || states.Length > 1)
        {
            log.List(place, NotUnderstoodReason.AmbiguousCode,
                $"The codes name different findings ({string.Join(", ", targets.Select(static t => t.Code))}); expected one. Split them into resources of their own.");
            return false;
        }

        Leg[] legs = [.. targets.Where(static t => t.Leg is not null).Select(static t => t.Leg!.Value).Distinct()];
        if (legs.Length > 1)
        {
            log.Fault(place, $"The codes name both legs ({string.Join(", ", targets.Select(static t => t.Code))}); expected one. State each leg in a resource of its own.");
            return false;
        }

        bool isOfBoth = targets.Exists(static t => t.IsOfBothLegs);
        if (isOfBoth && legs.Length > 0)
        {
            log.Fault(place, $"One code names one leg, another both ({string.Join(", ", targets.Select(static t => t.Code))}). Correct one of them.");
            return false;
        }

        // A code without a state is the wider: with it, the value says which state was found.
        CodeTarget chosen = targets.Find(static t => t.State is null) ?? targets[0];
        target = chosen with { Leg = legs.Length == 1 ? legs[0] : null, SaysAbsent = targets.Exists(static t => t.SaysAbsent), IsOfBothLegs = isOfBoth };
        return true;
    }

    private void ListUnread(R4.CodeableConcept? concept, Place place, List<FhirCodeEntry> refused)
    {
        if (refused.Find(static e => e.Use == CodeUse.Diagnosis) is { } diagnosis)
        {
            log.List(place, NotUnderstoodReason.Diagnosis, OfDiagnosis(diagnosis));
        }
        else if (refused.Count > 0)
        {
            log.List(place, NotUnderstoodReason.UnusableCode,
                $"{refused[0].Code} ({refused[0].Meaning}) is not used: {refused[0].Note}. Code the finding in {FhirSystems.Finding}.");
        }
        else
        {
            string got = string.Join(", ", (concept?.Coding ?? []).Where(static c => c is not null).Select(static c => $"{c.System}|{c.Code}"));
            string text = string.IsNullOrEmpty(concept?.Text) ? "" : $" (text '{concept.Text}')";
            log.List(place, NotUnderstoodReason.UnknownCode, $"{(got.Length == 0 ? "No code" : $"Unknown code {got}")}{text}. {_remedy}");
        }
    }

    private static string OfDiagnosis(FhirCodeEntry entry) =>
        $"{entry.Code} ({entry.Meaning}) names a diagnosis, which is what the model infers, not a finding: as such it is not used"
        + (entry.Note is null ? "." : $"; {entry.Note}.");
}

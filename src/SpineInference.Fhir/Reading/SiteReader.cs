using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads the side of a finding from code and body site.</summary>
internal sealed class SiteReader(FindingCatalog catalog, FhirReadOptions options, ReadingLog log)
{
    // HPO's modifiers of side, read in several public files that give id and label together.
    private static readonly Dictionary<FhirCode, Leg[]> Known = new()
    {
        [new FhirCode(FhirSystems.Leg, "left")] = [Leg.Left],
        [new FhirCode(FhirSystems.Leg, "right")] = [Leg.Right],
        [new FhirCode(FhirSystems.Hpo, "HP:0012835")] = [Leg.Left],
        [new FhirCode(FhirSystems.Hpo, "HP:0012834")] = [Leg.Right],
        [new FhirCode(FhirSystems.Hpo, "HP:0012832")] = [Leg.Left, Leg.Right],
    };

    private static readonly string[] Parts = ["", " leg", " lower limb", " lower extremity", " foot"];

    /// <summary>The legs a finding is stated of; one <see langword="null"/> where no side is given or the finding has none.</summary>
    /// <param name="target">The finding.</param>
    /// <param name="sites">The body sites; several mean each of them.</param>
    /// <param name="place">Where the resource is.</param>
    /// <param name="legs">The legs.</param>
    /// <returns>Whether the finding can be used.</returns>
    public bool TryRead(CodeTarget target, IReadOnlyList<R4.CodeableConcept> sites, Place place, out Leg?[] legs)
    {
        legs = target.IsOfBothLegs ? [Leg.Left, Leg.Right] : [target.Leg];
        bool isOfLeg = target.Id is not FindingCatalog.AnkleBrachialIndex && !FindingCatalog.IsContext(target.Id) && catalog[target.Id].IsOfLeg;
        var named = new SortedSet<Leg>();
        foreach (R4.CodeableConcept site in sites.Where(static s => s is not null))
        {
            Place at = place.At("bodySite");
            int faults = log.Faults.Count;
            Leg[] side = SideOf(site, at);
            if (log.Faults.Count > faults)
            {
                return false;
            }

            if (side.Length > 0 && isOfLeg)
            {
                named.UnionWith(side);
            }
            else if (isOfLeg)
            {
                log.List(at, NotUnderstoodReason.BodySite,
                    $"Unknown body site {Describe(site)} of '{target.Id}', a finding of a leg: the statement is not used, since the side it belongs to is not known. Code the leg in {FhirSystems.Leg} (left, right), or map the site {options.Names.Legs}.");
                return false;
            }
            else
            {
                log.List(at, NotUnderstoodReason.IgnoredElement, $"Body site {Describe(site)}: '{target.Id}' is a finding of the patient and has no side. The rest of the resource was used.");
            }
        }

        if (named.Count == 0)
        {
            return true;
        }

        if (target.Leg is { } coded && (named.Count > 1 || !named.Contains(coded)))
        {
            log.Fault(place.At("bodySite"), $"The code {target.Code} says {coded.Id}, the body site {string.Join(" and ", named.Select(static l => l.Id))}. Correct one of them.");
            return false;
        }

        if (target.IsOfBothLegs && named.Count == 1)
        {
            log.Fault(place.At("bodySite"), $"Beside the code {target.Code} both legs are named, in the body site {named.Min.Id} alone. Correct one of them.");
            return false;
        }

        legs = [.. named.Select(static l => (Leg?)l)];
        return true;
    }

    private Leg[] SideOf(R4.CodeableConcept site, Place at)
    {
        var sides = new SortedSet<string>(StringComparer.Ordinal);
        Leg[] found = [];
        foreach (R4.Coding coding in site.Coding)
        {
            if (coding is not { System: { } system, Code: { } value })
            {
                continue;
            }

            Leg[]? side = CodeForms.TryFind(options.Legs, system, value, out Leg leg) ? [leg] : Known.GetValueOrDefault(new FhirCode(system, value));
            if (side is null && system == FhirSystems.Leg)
            {
                log.Fault(at, $"{FhirSystems.Leg} has no code '{value}'; expected 'left' or 'right'.");
            }

            if (side is not null)
            {
                found = side;
                sides.Add(string.Join(" and ", side.Select(static l => l.Id)));
            }
        }

        // The text repeats the codes for people; it is read where they say nothing, and only where it says nothing but the side.
        if (site.Coding.Count == 0 && site.Text is { } text)
        {
            foreach (Leg leg in Legs.All)
            {
                if (Parts.Any(part => string.Equals(text.Trim(), leg.Id + part, StringComparison.OrdinalIgnoreCase)))
                {
                    return [leg];
                }
            }
        }

        if (sides.Count > 1)
        {
            log.Fault(at, $"The codes of the body site contradict each other ({string.Join("; ", sides)}); expected one side. Correct them.");
        }

        return found;
    }

    private static string Describe(R4.CodeableConcept site) =>
        site.Coding.Count > 0 ? string.Join(", ", site.Coding.Where(static c => c is not null).Select(static c => $"{c.System}|{c.Code}")) : $"'{site.Text}'";
}

using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SpineInference.Anatomy;
using SpineInference.Fhir.Reading;
using SpineInference.Knowledge;

namespace SpineInference.Fhir;

/// <summary>The library's own code systems as FHIR resources, for a terminology server to load.</summary>
/// <remarks>Complete, case-sensitive, with the version of the library. Stateless and safe for concurrent use.</remarks>
public static class FhirCodeSystems
{
    private const string OfProperty = "of";
    private const string StateProperty = "state";
    private const string CategoryProperty = "category";
    private const string LegProperty = "leg";

    /// <summary>All of them.</summary>
    /// <param name="model">The model whose findings are coded.</param>
    /// <returns>The code systems.</returns>
    public static ImmutableArray<CodeSystem> CreateAll(SpineModel model) => [CreateFindings(model), CreateStates(model), CreateLegSides(), CreateCauses(), CreateRootLevels()];

    /// <summary>The findings. Grammar of a code: <c>[left.|right.] id [= state]</c>, with complaint, its side, setting and the measured
    /// ankle–brachial index beside them.</summary>
    /// <param name="model">The model whose findings are coded.</param>
    /// <returns>The code system.</returns>
    /// <remarks>The concept of a finding has the properties <c>of</c> (<c>leg</c> or <c>patient</c>), <c>category</c> (how it is obtained)
    /// and <c>state</c> (one for each), and holds the concepts that say more: which leg (property <c>leg</c>), which state.</remarks>
    public static CodeSystem CreateFindings(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var catalog = new FindingCatalog(model);
        CodeSystem system = Create(FhirSystems.Finding, "Finding", "Findings of SpineInference", [
            .. catalog.Findings.Select(OfFinding),
            .. catalog.Contexts.Select(static c => OfContext(c)),
            new CodeSystem.ConceptDefinitionComponent
            {
                Code = FindingCatalog.AnkleBrachialIndex,
                Display = "Ankle-brachial index",
                Definition = "The measured ratio of systolic pressures, a Quantity without unit in (0, 3). Below 0.9 the finding 'ankle-brachial-index-low' is present.",
                Property = [Property(OfProperty, "patient")],
            },
        ]);
        system.HierarchyMeaning = CodeSystem.CodeSystemHierarchyMeaning.IsA;
        system.Property =
        [
            Defined(OfProperty, "What the finding is made in: 'leg' or 'patient'."),
            Defined(CategoryProperty, "How the finding is obtained: history, examination, laboratory, imaging, electrodiagnosis."),
            Defined(StateProperty, $"A state of the finding: a code of {FhirSystems.State}."),
            Defined(LegProperty, $"The leg the code names: a code of {FhirSystems.Leg}."),
        ];
        return system;
    }

    /// <summary>The states of findings, of complaint, of its side and of setting.</summary>
    /// <param name="model">The model whose findings have them.</param>
    /// <returns>The code system.</returns>
    public static CodeSystem CreateStates(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var catalog = new FindingCatalog(model);
        return Create(FhirSystems.State, "State", "States of the findings of SpineInference",
            [.. catalog.Findings.SelectMany(static f => f.States).Concat(catalog.Contexts.SelectMany(static v => v.Variable.States)).Distinct().Select(static s => Concept(s, s.Replace('-', ' ')))]);
    }

    /// <summary>The legs.</summary>
    /// <returns>The code system.</returns>
    public static CodeSystem CreateLegSides() => Create(FhirSystems.Leg, "Leg", "Legs", [.. Legs.All.Select(static l => Concept(l.Id, $"{l.Id} leg"))]);

    /// <summary>The causes.</summary>
    /// <returns>The code system.</returns>
    public static CodeSystem CreateCauses() =>
        Create(FhirSystems.Cause, "Cause", "Causes that SpineInference tells apart", [.. SpineInference.Causes.All.Select(static c => Concept(c.Id, c.PlainName))]);

    /// <summary>The principal root.</summary>
    /// <returns>The code system.</returns>
    public static CodeSystem CreateRootLevels() => Create(FhirSystems.RootLevel, "RootLevel", "Principal nerve root",
        [.. NerveRoots.All.Select(static r => Concept(r.Id, $"nerve root {r.Id}")), Concept("none", "no nerve root")]);

    private static CodeSystem Create(string url, string name, string title, List<CodeSystem.ConceptDefinitionComponent> concepts) => new()
    {
        Id = url.Replace(':', '-'),
        Url = url,
        Version = SpineModel.Version,
        Name = $"SpineInference{name}",
        Title = title,
        Status = PublicationStatus.Active,
        Experimental = false,
        Publisher = "SpineInference contributors",
        CaseSensitive = true,
        Content = CodeSystemContentMode.Complete,
        Count = concepts.Sum(static c => 1 + c.Concept.Count),
        Concept = concepts,
    };

    private static CodeSystem.ConceptDefinitionComponent OfFinding(DescribedFinding finding)
    {
        bool isOfLeg = finding.IsOfLeg;
        ImmutableArray<string> states = finding.States;
        CodeSystem.ConceptDefinitionComponent concept = Concept(finding.Id, finding.Label);
        concept.Definition = $"{finding.Label}{(finding.Plain is null ? "" : $" ({finding.Plain})")}: {string.Join(", ", states)}.{(finding.IsRuleOnly ? " Asked for red-flag rules alone: it does not enter the posterior." : "")}";
        concept.Designation = [.. finding.Synonyms.Distinct().Where(s => s != finding.Label).Select(static s => new CodeSystem.DesignationComponent { Language = "en", Value = s })];
        concept.Property =
        [
            Property(OfProperty, isOfLeg ? "leg" : "patient"),
            Property(CategoryProperty, finding.Category.ToString().ToLowerInvariant()),
            .. states.Select(static s => Property(StateProperty, s)),
        ];
        concept.Concept.AddRange(states.Select(s => Narrower(finding, null, s)));
        foreach (Leg leg in isOfLeg ? Legs.All : [])
        {
            concept.Concept.Add(Narrower(finding, leg, null));
            concept.Concept.AddRange(states.Select(s => Narrower(finding, leg, s)));
        }

        return concept;
    }

    private static CodeSystem.ConceptDefinitionComponent Narrower(DescribedFinding finding, Leg? leg, string? state)
    {
        CodeSystem.ConceptDefinitionComponent concept = Concept(
            $"{(leg is { } named ? $"{named.Id}." : "")}{finding.Id}{(state is null ? "" : $"={state}")}",
            $"{finding.Label}{(leg is { } l ? $", {l.Id} leg" : "")}{(state is null ? "" : $": {state.Replace('-', ' ')}")}");
        if (leg is { } side)
        {
            concept.Property.Add(Property(LegProperty, side.Id));
        }

        if (state is not null)
        {
            concept.Property.Add(Property(StateProperty, state));
        }

        return concept;
    }

    private static CodeSystem.ConceptDefinitionComponent OfContext(DescribedVariable variable)
    {
        CodeSystem.ConceptDefinitionComponent concept = Concept(variable.Id, variable.Label);
        concept.Property = [Property(OfProperty, "patient"), .. variable.Variable.States.Select(static s => Property(StateProperty, s))];
        return concept;
    }

    private static CodeSystem.ConceptDefinitionComponent Concept(string code, string display) => new() { Code = code, Display = display };

    private static CodeSystem.ConceptPropertyComponent Property(string code, string value) => new() { Code = code, Value = new Code(value) };

    private static CodeSystem.PropertyComponent Defined(string code, string description) =>
        new() { Code = code, Type = CodeSystem.PropertyType.Code, Description = description };
}

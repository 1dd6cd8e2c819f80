using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Fhir.Mapping;

/// <summary>The codes of a concept map as they are collected.</summary>
internal sealed class MapEntries
{
    public ImmutableDictionary<FhirCode, string>.Builder Codes { get; } = ImmutableDictionary.CreateBuilder<FhirCode, string>();

    public ImmutableDictionary<FhirCode, string>.Builder NarrowerCodes { get; } = ImmutableDictionary.CreateBuilder<FhirCode, string>();

    public ImmutableDictionary<FhirCode, string>.Builder States { get; } = ImmutableDictionary.CreateBuilder<FhirCode, string>();

    public ImmutableDictionary<FhirCode, Leg>.Builder Legs { get; } = ImmutableDictionary.CreateBuilder<FhirCode, Leg>();
}

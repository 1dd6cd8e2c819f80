using SpineInference.Anatomy;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>What German records say beside a code of ICD-10-GM: how sure the diagnosis is, and on which side.</summary>
internal static class GermanExtensions
{
    private const string Certainty = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";
    private const string Laterality = "http://fhir.de/StructureDefinition/seitenlokalisation";

    /// <summary>The certainty where it is another than assured (<c>G</c>): excluded, suspected, a state after it, or not known.</summary>
    public static string? NotAssured(R4.Coding coding) => CodeOf(coding, Certainty) is { } said && said != "G" ? said : null;

    /// <summary>The legs of a side; empty where none is told, <see langword="null"/> where it is told in a way that is not known.</summary>
    public static Leg[]? Sides(R4.Coding coding) => CodeOf(coding, Laterality) switch
    {
        null => [],
        "L" => [Leg.Left],
        "R" => [Leg.Right],
        "B" => [Leg.Left, Leg.Right],
        _ => null,
    };

    private static string? CodeOf(R4.Coding coding, string url) => coding.Extension.Find(e => e?.Url == url) is not { } extension ? null
        : extension.Value switch { R4.Coding { Code: { } code } => code, R4.Code { Value: { } code } => code, _ => "?" };
}

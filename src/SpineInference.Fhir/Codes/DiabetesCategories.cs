namespace SpineInference.Fhir.Codes;

/// <summary>The kinds of diabetes that ICD-10 and its German modification share; each has codes with and without complications.</summary>
internal static class DiabetesCategories
{
    /// <summary>The categories.</summary>
    public static readonly (string Category, string Meaning)[] All =
    [
        ("E10", "type 1 diabetes mellitus"), ("E11", "type 2 diabetes mellitus"), ("E12", "malnutrition-related diabetes mellitus"),
        ("E13", "other specified diabetes mellitus"), ("E14", "unspecified diabetes mellitus"),
    ];
}

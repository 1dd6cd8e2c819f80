namespace SpineInference.Fhir.Reading;

/// <summary>One form for the several in which records write the same code: systems as OIDs, ICD codes without their dot or with the marks of
/// double coding.</summary>
internal static class CodeForms
{
    private const string OidPrefix = "urn:oid:";
    private const int IcdCategoryLength = 3;

    // Dagger, asterisk and exclamation mark of double coding, and the dash of a category that has finer codes.
    private static readonly char[] Marks = ['+', '*', '!', '†', '-', '.'];

    // The OIDs of HL7's registry for systems that FHIR names by a URI.
    private static readonly Dictionary<string, string> UriOfOid = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.113883.6.90"] = FhirSystems.Icd10Cm,
        ["2.16.840.1.113883.6.3"] = FhirSystems.Icd10,
        ["2.16.840.1.113883.6.96"] = "http://snomed.info/sct",
        ["2.16.840.1.113883.6.1"] = "http://loinc.org",
        ["2.16.840.1.113883.5.83"] = FhirSystems.Interpretation,

        // The name before the institute that keeps it was merged into another.
        ["http://fhir.de/CodeSystem/dimdi/icd-10-gm"] = FhirSystems.Icd10Gm,
    };

    /// <summary>The code in the form that the tables have.</summary>
    public static FhirCode Canonical(string system, string code)
    {
        string bare = system.StartsWith(OidPrefix, StringComparison.OrdinalIgnoreCase) ? system[OidPrefix.Length..] : system;
        string uri = UriOfOid.GetValueOrDefault(bare, system);
        return new FhirCode(uri, uri is FhirSystems.Icd10Cm or FhirSystems.Icd10 or FhirSystems.Icd10Gm ? Dotted(code.TrimEnd(Marks)) : code);
    }

    /// <summary>The entry of a caller's table for a code, in whichever form the caller or the record wrote it.</summary>
    public static bool TryFind<T>(IReadOnlyDictionary<FhirCode, T> table, string system, string code, out T? value) =>
        table.TryGetValue(new FhirCode(system, code), out value) || table.TryGetValue(Canonical(system, code), out value);

    // M21371 for M21.371, as claims write it.
    private static string Dotted(string code) =>
        code.Length > IcdCategoryLength && !code.Contains('.', StringComparison.Ordinal) && code.All(char.IsAsciiLetterOrDigit)
            ? $"{code[..IcdCategoryLength]}.{code[IcdCategoryLength..]}".ToUpperInvariant()
            : code.ToUpperInvariant();
}

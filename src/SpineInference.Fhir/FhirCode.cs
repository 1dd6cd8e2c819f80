namespace SpineInference.Fhir;

/// <summary>A code and the system it belongs to.</summary>
/// <param name="System">URI of the code system.</param>
/// <param name="Code">The code, compared exactly.</param>
public readonly record struct FhirCode(string System, string Code)
{
    /// <summary>System and code with a bar between them, as FHIR searches write it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{System}|{Code}";
}

namespace SpineInference.Fhir;

/// <summary>A part of a record that became a statement about the patient.</summary>
/// <param name="Reference">The resource, such as <c>Observation/o1</c>.</param>
/// <param name="Path">The element, such as <c>Bundle.entry[2].resource</c> or <c>Bundle.entry[2].resource.component[0]</c>.</param>
/// <param name="Code">The code that named the finding.</param>
/// <param name="Statement">What it says.</param>
public sealed record MappedResource(string Reference, string Path, FhirCode Code, Observation Statement)
{
    /// <summary>Resource and statement.</summary>
    public override string ToString() => $"{Reference}: {Statement}";
}

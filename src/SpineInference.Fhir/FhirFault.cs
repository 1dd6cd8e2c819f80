namespace SpineInference.Fhir;

/// <summary>Something in a record that forbids an answer.</summary>
/// <param name="Reference">The resource, such as <c>Observation/o1</c>; empty where the fault is in no one resource.</param>
/// <param name="Path">The element, such as <c>Bundle.entry[2].resource.bodySite</c>.</param>
/// <param name="Message">What was found, what was expected, and what to do.</param>
public sealed record FhirFault(string Reference, string Path, string Message)
{
    /// <summary>Resource, path and message.</summary>
    public override string ToString() => Reference.Length == 0 ? $"{Path}: {Message}" : $"{Reference} ({Path}): {Message}";
}

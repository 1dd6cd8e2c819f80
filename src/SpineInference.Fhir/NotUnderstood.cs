namespace SpineInference.Fhir;

/// <summary>A part of a record that was not used, and why.</summary>
/// <param name="Reference">The resource, such as <c>Observation/o1</c>.</param>
/// <param name="Path">The element, such as <c>Bundle.entry[2].resource.code</c>.</param>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Message">What was found, why it was not used, and what would make it usable.</param>
public sealed record NotUnderstood(string Reference, string Path, NotUnderstoodReason Reason, string Message)
{
    /// <summary>Resource, path and message.</summary>
    public override string ToString() => $"{Reference} ({Path}): {Message}";
}

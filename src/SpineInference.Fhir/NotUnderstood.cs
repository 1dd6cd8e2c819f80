namespace SpineInference.Fhir;

/// <summary>A part of a record that was not used, and why.</summary>
public sealed class NotUnderstood
{
    internal NotUnderstood(string reference, string path, NotUnderstoodReason reason, string message)
    {
        Reference = reference;
        Path = path;
        Reason = reason;
        Message = message;
    }

    /// <summary>The resource, such as <c>Observation/o1</c>.</summary>
    public string Reference { get; }

    /// <summary>The element, such as <c>Bundle.entry[2].resource.code</c>.</summary>
    public string Path { get; }

    /// <summary>The kind of reason.</summary>
    public NotUnderstoodReason Reason { get; }

    /// <summary>What was found, why it was not used, and what would make it usable.</summary>
    public string Message { get; }

    /// <summary>Resource, path and message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Reference} ({Path}): {Message}";
}

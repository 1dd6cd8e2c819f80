namespace SpineInference.Engine.Formats;

/// <summary>How much a fault matters. <see langword="default"/> is <see cref="Error"/>.</summary>
public enum FaultSeverity
{
    /// <summary>The text is refused.</summary>
    Error,

    /// <summary>The text was read, but not exactly as it stands there.</summary>
    Warning,
}

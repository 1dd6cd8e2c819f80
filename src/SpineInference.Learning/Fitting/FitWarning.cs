namespace SpineInference.Learning;

/// <summary>Something the user of a fit should know before trusting it.</summary>
public sealed class FitWarning
{
    internal FitWarning(FitWarningKind kind, string message)
    {
        Kind = kind;
        Message = message;
    }

    /// <summary>What kind of thing.</summary>
    public FitWarningKind Kind { get; }

    /// <summary>What was found, and what to do.</summary>
    public string Message { get; }

    /// <summary>The message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Message;
}

namespace SpineInference.Learning;

/// <summary>Something the user of a fit should know before trusting it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">What was found, and what to do.</param>
public sealed record FitWarning(FitWarningKind Kind, string Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}

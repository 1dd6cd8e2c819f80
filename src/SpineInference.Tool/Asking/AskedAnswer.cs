namespace SpineInference.Tool.Asking;

/// <summary>An answer one may choose.</summary>
/// <param name="Text">Its words.</param>
/// <param name="State">The patient with what it states; <see langword="null"/> where it states nothing.</param>
internal sealed record AskedAnswer(string Text, Func<Patient, Patient>? State)
{
    /// <summary>It is not known, or was not looked for: unknown, never absent.</summary>
    public static AskedAnswer NotKnown { get; } = new("Not known, not looked for", null);

    /// <summary>Some of what is asked is there: it is asked one by one.</summary>
    public static AskedAnswer Some { get; } = new("Yes, some of it", null);

    /// <summary>Takes back the last answer.</summary>
    public static AskedAnswer Back { get; } = new("Back", null);

    /// <summary>Ends the interview with the report.</summary>
    public static AskedAnswer Stop { get; } = new("Stop here and show the report", null);
}

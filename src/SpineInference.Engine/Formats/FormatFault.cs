namespace SpineInference.Engine.Formats;

/// <summary>One fault of a file, and where it stands.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, counted in UTF-16 code units; in JSON files in bytes.</param>
/// <param name="Message">What is wrong, what was found, what was expected and what to do.</param>
public readonly record struct FormatFault(int Line, int Column, string Message)
{
    /// <summary>The fault as <c>line 3, column 7: message</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}

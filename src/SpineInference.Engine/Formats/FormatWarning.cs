namespace SpineInference.Engine.Formats;

/// <summary>Something in a file that was read, but not exactly as it stands there.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, counted in UTF-16 code units; in JSON files in bytes.</param>
/// <param name="Message">What was found and what was made of it.</param>
public readonly record struct FormatWarning(int Line, int Column, string Message)
{
    /// <summary>The warning as <c>line 3, column 7: message</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}

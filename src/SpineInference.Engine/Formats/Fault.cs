namespace SpineInference.Engine.Formats;

/// <summary>One fault of a text that was read, and where it stands: of a network file, of tables, of a column map, of whatever else people write.</summary>
/// <param name="Source">The file or stream, as its reader was given it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, counted in UTF-16 code units; in JSON in bytes.</param>
/// <param name="Message">What is wrong, what was found, what was expected and what to do.</param>
/// <remarks>Immutable.</remarks>
public sealed record Fault(string Source, int Line, int Column, string Message)
{
    /// <summary>Whether the text is refused for it.</summary>
    public FaultSeverity Severity { get; init; }

    /// <summary>The fault as <c>line 3, column 7: message</c>, for a list under the name of the source.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";

    /// <summary>The fault as <c>source(3,7): message</c>, which builds and editors understand.</summary>
    /// <returns>One line where the message is one.</returns>
    public string ToCompilerText() => $"{Source}({Line},{Column}): {Message}";
}

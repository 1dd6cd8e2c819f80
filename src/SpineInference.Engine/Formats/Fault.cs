namespace SpineInference.Engine.Formats;

/// <summary>One fault of something that was read, and where it stands: in a text by line and column, in a table by row and header, in a health
/// record by resource and element.</summary>
/// <remarks>Equality is by value. Immutable and safe for concurrent use.</remarks>
public sealed class Fault : IEquatable<Fault>
{
    private const int LongestField = 80;

    private readonly bool _isOfRecord;

    /// <summary>A fault of a text: of a network file, of tables of knowledge, of a column map, of whatever else people write.</summary>
    /// <param name="source">The file or stream, as its reader was given it.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="message">What is wrong, what was found, what was expected and what to do.</param>
    public Fault(string source, int line, int column, string message)
    {
        Source = source;
        Line = line;
        Column = column;
        Field = "";
        Message = message;
    }

    private Fault(string source, long row, string field, string message, bool isOfRecord)
    {
        Source = source;
        Row = row;
        Field = field;
        Message = message;
        _isOfRecord = isOfRecord;
    }

    /// <summary>The file, stream or resource, as its reader was given it; empty where the fault is in no one resource of a record.</summary>
    public string Source { get; }

    /// <summary>The line, from 1; 0 where the place is no line.</summary>
    public int Line { get; }

    /// <summary>The column, from 1, counted in UTF-16 code units; in JSON in bytes. 0 where the place is no line.</summary>
    public int Column { get; }

    /// <summary>The row of a table, from 1 and without the header; 0 where the fault is of a whole column, or of no table.</summary>
    public long Row { get; }

    /// <summary>The header of the column of a table, or the element of a record, such as <c>Bundle.entry[2].resource.bodySite</c>; empty where it
    /// is of none.</summary>
    public string Field { get; }

    /// <summary>What is wrong, what was found, what was expected and what to do.</summary>
    public string Message { get; }

    /// <summary>Whether what was read is refused for it.</summary>
    public FaultSeverity Severity { get; init; }

    /// <summary>A fault of a table.</summary>
    /// <param name="source">The file, as its reader was given it.</param>
    /// <param name="row">The row, from 1 and without the header; 0 for a whole column or the whole table.</param>
    /// <param name="header">The header of the column; empty where it is of none.</param>
    /// <param name="message">What is wrong, what was found, what was expected and what to do.</param>
    /// <returns>The fault.</returns>
    public static Fault OfTable(string source, long row, string header, string message) => new(source, row, header, message, isOfRecord: false);

    /// <summary>A fault of a record made of resources.</summary>
    /// <param name="resource">The resource, such as <c>Observation/o1</c>; empty where it is in no one resource.</param>
    /// <param name="element">The element, such as <c>Bundle.entry[2].resource.bodySite</c>.</param>
    /// <param name="message">What is wrong, what was found, what was expected and what to do.</param>
    /// <returns>The fault.</returns>
    public static Fault OfRecord(string resource, string element, string message) => new(resource, 0, element, message, isOfRecord: true);

    /// <summary>The same fault so many lines further down: for a text that is part of another.</summary>
    /// <param name="lines">How many lines stand before the part.</param>
    /// <returns>The fault.</returns>
    public Fault MoveDown(long lines) =>
        new(Source, (int)Math.Clamp(Line + lines, 1, int.MaxValue), Column, Message) { Severity = Severity };

    /// <inheritdoc/>
    public bool Equals(Fault? other) => other is not null
        && (Source, Line, Column, Row, Field, Message, Severity)
            == (other.Source, other.Line, other.Column, other.Row, other.Field, other.Message, other.Severity);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Fault);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Line, Column, Row, Field, Message, Severity);

    /// <summary>The fault with its place, for a list under the name of the source: <c>line 3, column 7: message</c>; <c>row 3, column 'foot drop':
    /// message</c>, a long header by its beginning; <c>Observation/o1 (Bundle.entry[2].resource): message</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (Row, Field) switch
    {
        _ when Line > 0 => $"line {Line}, column {Column}: {Message}",
        _ when _isOfRecord => Source.Length == 0 ? $"{Field}: {Message}" : $"{Source} ({Field}): {Message}",
        (0, "") => Message,
        (0, _) => $"column '{Shorten(Field)}': {Message}",
        _ => $"row {Row}, column '{Shorten(Field)}': {Message}",
    };

    /// <summary>The fault as <c>source(3,7): message</c>, which builds and editors understand.</summary>
    /// <returns>One line where the message is one.</returns>
    public string ToCompilerText() => Line > 0 ? $"{Source}({Line},{Column}): {Message}" : $"{Source}: {ToString()}";

    private static string Shorten(string text) => text.Length <= LongestField
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestField - 1]) ? LongestField - 1 : LongestField)}… ({text.Length} characters)";
}

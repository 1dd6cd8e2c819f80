using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Where a variable or a row stands in the tables.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in bytes.</param>
public readonly record struct KnowledgePlace(string File, int Line, int Column)
{
    /// <summary>A fault at this place.</summary>
    /// <param name="message">What is wrong, what was expected, what to do.</param>
    /// <returns>The fault.</returns>
    public Fault ToFault(string message) => new(File, Line, Column, message);

    /// <summary>The place as <c>file(line,column)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{File}({Line},{Column})";

    internal static KnowledgePlace Of(StrictJsonReader reader, LocatedJson value) => new(reader.Source, value.Line, value.Column);
}

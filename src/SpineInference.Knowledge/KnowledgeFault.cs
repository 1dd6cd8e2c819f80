namespace SpineInference.Knowledge;

/// <summary>One fault of a knowledge file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in bytes, from 1.</param>
/// <param name="Message">What is wrong, what was expected, what to do.</param>
public sealed record KnowledgeFault(string File, int Line, int Column, string Message)
{
    /// <summary>The fault as <c>file(line,column): message</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Message}";
}

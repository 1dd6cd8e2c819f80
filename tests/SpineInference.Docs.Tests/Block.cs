namespace SpineInference.Docs.Tests;

/// <summary>A fenced block of a page, or a comment that prepares what the page takes for granted.</summary>
/// <param name="Language">The word after the fence; empty where there is none; <c>setup</c> for the comment.</param>
/// <param name="Line">The line of the page on which the text begins, from 1.</param>
/// <param name="Mark">The comment on the line directly above, without its signs; empty where there is none.</param>
/// <param name="Text">What stands in it, without the fences.</param>
internal sealed record Block(string Language, int Line, string Mark, string Text)
{
    private const string FileMark = "file: ";

    /// <summary>The name under which the page's code finds the block as a file; <see langword="null"/> where it is none.</summary>
    public string? FileName => Mark.StartsWith(FileMark, StringComparison.Ordinal) ? Path.GetFileName(Mark[FileMark.Length..]) : null;
}

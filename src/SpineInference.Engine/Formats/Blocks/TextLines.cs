namespace SpineInference.Engine.Formats;

/// <summary>Where lines end in every text format: LF, CR LF, CR alone, and Unicode's own NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.</summary>
/// <remarks>A comment to the end of its line ends at the first of these, whichever program wrote the file: what stands after it is read, and
/// is a fault where it is none of the format's, so that nothing is lost unsaid.</remarks>
internal static class TextLines
{
    /// <summary>The characters that end a line; CR LF ends one, not two.</summary>
    public const string Ends = "\n\r\u0085\u2028\u2029";

    public static bool IsEnd(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether a line ends after the character at an offset: at the LF of CR LF, not at its CR.</summary>
    public static bool EndsAt(ReadOnlySpan<char> text, int offset) =>
        IsEnd(text[offset]) && !(text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n');

    /// <summary>The place of an offset, found by one pass over what stands before it.</summary>
    public static TextPosition PositionOf(ReadOnlySpan<char> text, int offset)
    {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.Min(offset, text.Length); i++)
        {
            if (EndsAt(text, i))
            {
                line++;
                start = i + 1;
            }
        }

        return new TextPosition(line, offset - start + 1);
    }
}

namespace SpineInference.Engine.Formats;

/// <summary>Measures the tags of an XML text before it is parsed.</summary>
/// <remarks>The framework's parser goes over all attributes of a tag again each time it takes a piece of the text: a tag of n characters costs
/// n². So a tag has a limit, far beyond any that a program writes. Comments, CDATA and processing instructions, which are parsed piece by
/// piece, have none.</remarks>
internal static class XmlTags
{
    public static bool AreWithinLimit(string text, NetworkAssembler assembler)
    {
        int at = 0;
        while ((at = text.IndexOf('<', at)) >= 0)
        {
            int end = EndOf(text, at);
            if (end - at > assembler.Limits.TagLength && text.AsSpan(at) is not ['<', '!' or '?', ..])
            {
                assembler.Faults.Add(
                    TextLines.PositionOf(text, at),
                    $"a tag begins here and is longer than {assembler.Limits.TagLength} characters, the limit (FormatLimits.TagLength).");
                return false;
            }

            at = end;
        }

        return true;
    }

    // Behind the end of the markup that begins here; the end of the text where it never ends.
    private static int EndOf(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            return Behind(text, at + 4, "-->");
        }

        if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
        {
            return Behind(text, at + 9, "]]>");
        }

        if (rest.StartsWith("<?", StringComparison.Ordinal))
        {
            return Behind(text, at + 2, "?>");
        }

        if (rest.StartsWith("<!", StringComparison.Ordinal))
        {
            // A document type: what is declared within it are such tags again.
            return at + 2;
        }

        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '>')
            {
                return i + 1;
            }

            if (text[i] is '"' or '\'')
            {
                int close = text.IndexOf(text[i], i + 1);
                if (close < 0)
                {
                    return text.Length;
                }

                i = close;
            }
        }

        return text.Length;
    }

    private static int Behind(string text, int from, string end)
    {
        int found = text.IndexOf(end, Math.Min(from, text.Length), StringComparison.Ordinal);
        return found < 0 ? text.Length : found + end.Length;
    }
}

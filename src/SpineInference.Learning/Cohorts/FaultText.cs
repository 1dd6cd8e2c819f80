namespace SpineInference.Learning;

/// <summary>Texts of a table as messages show them: bounded, whatever the table holds.</summary>
internal static class FaultText
{
    /// <summary>How many names a message lists.</summary>
    public const int MostListed = 20;

    private const int Longest = 80;

    /// <summary>The text, or its beginning.</summary>
    public static string Shorten(string text) => text.Length <= Longest
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)}… ({text.Length} characters)";

    /// <summary>Texts in quotes, separated by commas; the first of them where there are many.</summary>
    public static string List(IReadOnlyCollection<string> texts)
    {
        string listed = string.Join(", ", texts.Take(MostListed).Select(static t => $"'{Shorten(t)}'"));
        return texts.Count > MostListed ? $"{listed} and {texts.Count - MostListed} more" : listed;
    }
}

namespace SpineInference.Tool;

/// <summary>Breaks what has no blanks and is longer than a line where its parts meet, so that no id in it is torn.</summary>
internal static class LongWords
{
    private static readonly char[] Joints = ['|', ';', '+', '=', ','];

    /// <summary>The text with a line break after the last joint that a line holds, wherever a word is longer than the line.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">How many characters a line holds.</param>
    public static string Fit(string text, int width) => width <= 0 || text.Length <= width
        ? text
        : string.Join(' ', text.Split(' ').Select(w => w.Length <= width ? w : Broken(w, width)));

    private static string Broken(string word, int width)
    {
        var lines = new List<string>();
        string rest = word;
        while (rest.Length > width && rest.LastIndexOfAny(Joints, width - 1) is > 0 and var joint)
        {
            lines.Add(rest[..(joint + 1)]);
            rest = rest[(joint + 1)..];
        }

        return string.Join('\n', lines.Append(rest));
    }
}

using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Text fit for a terminal: what a file says must not steer it.</summary>
internal static class PlainText
{
    /// <summary>The text with every control character but line feeds and tabs replaced.</summary>
    public static string Of(string text) => Replace(text, keepsLines: true);

    /// <summary>The text in one line, with every control character replaced.</summary>
    public static string OfLine(string text) => Replace(text, keepsLines: false);

    /// <summary>A probability as a percentage; what is neither impossible nor certain never reads as if it were.</summary>
    public static string Percent(double probability) => probability switch
    {
        > 0 and < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => probability.ToString("0%", CultureInfo.InvariantCulture),
    };

    private static string Replace(string text, bool keepsLines) => text.Any(c => IsUnfit(c, keepsLines))
        ? string.Concat(text.Select(c => IsUnfit(c, keepsLines) ? '\uFFFD' : c))
        : text;

    // Control characters, and those that turn the direction of what follows.
    private static bool IsUnfit(char c, bool keepsLines) =>
        (char.IsControl(c) && !(keepsLines && c is '\n' or '\r' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A text of a user as it stands in a message: at most 60 characters.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}

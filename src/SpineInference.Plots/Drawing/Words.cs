using System.Globalization;
using System.Text.RegularExpressions;

namespace SpineInference.Plots.Drawing;

/// <summary>Numbers and ids as a reader wants them.</summary>
internal static partial class Words
{
    /// <summary>A probability in percent: whole, but never 0 or 100 for what is neither.</summary>
    public static string Percent(double probability) => probability switch
    {
        > 0 and < 0.005 => "<1 %",
        > 0.995 and < 1 => ">99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * probability:0} %"),
    };

    /// <summary>An interval in percent, with the sign once.</summary>
    public static string Range(double lower, double upper) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * lower:0} to {100 * upper:0} %");

    /// <summary>A row of a table, in words: <c>severity|leg-lesion=L5;zone=foraminal+extraforaminal</c> is "severity, given leg lesion L5 and zone
    /// foraminal or extraforaminal".</summary>
    public static string OfRow(string id)
    {
        int bar = id.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? OfVariable(id) : $"{OfVariable(id[..bar])}, given {Parents(id[(bar + 1)..])}";
    }

    /// <summary>The variable of a row. What stands behind its angle is which contributor of a noisy-MAX it is; the parents say so too. A row that several
    /// variables share has the name of the first.</summary>
    public static string OfVariable(string id) => OfId(id.Split('<')[0]).Replace("…", " and others", StringComparison.Ordinal);

    /// <summary>The parents' states of a row, in words. For which of the variables that share it the row holds is left out: it may be a dozen names.</summary>
    public static string Parents(string states) =>
        string.Join(" and ", OnlyFor().Replace(states, "").Split([';', ',']).Select(static s => OfId(OfEach().Replace(s, " of it").Replace("+", " or ", StringComparison.Ordinal))));

    /// <summary>An id in words.</summary>
    public static string OfId(string id) => id.Replace('-', ' ').Replace('=', ' ').Replace('.', ' ').Replace("@", "", StringComparison.Ordinal).Trim();

    /// <summary>The first letter large.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    // A group of states begins with the sign, behind an equals sign or a plus; what a row is only for stands behind a state.
    [GeneratedRegex("(?<=[^=+])@.*$")]
    private static partial Regex OnlyFor();

    // A group that is another for each variable that shares the row.
    [GeneratedRegex(@"[-.]\{\w+\}")]
    private static partial Regex OfEach();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpineInference.Generator;

/// <summary>The little Markdown that generated pages need.</summary>
internal static partial class Markdown
{
    public static StringBuilder Header(string title) =>
        new StringBuilder().Append("# ").Append(title).Append("\n\n<!-- Written by SpineInference.Generator; edit the knowledge tables instead. -->\n\n");

    public static StringBuilder Row(this StringBuilder text, params ReadOnlySpan<string> cells)
    {
        text.Append('|');
        foreach (string cell in cells)
        {
            text.Append(' ').Append(Cell(cell)).Append(" |");
        }

        return text.Append('\n');
    }

    public static StringBuilder Head(this StringBuilder text, params ReadOnlySpan<string> cells)
    {
        text.Row(cells).Append('|');
        foreach (string _ in cells)
        {
            text.Append(" --- |");
        }

        return text.Append('\n');
    }

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A citation whose DOI leads to the paper.</summary>
    public static string Citation(string citation) => Doi().Replace(citation, static doi =>
        $"[{doi.Value}](https://doi.org/{doi.Groups["name"].Value.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)})");

    // A full stop or comma after it is the sentence's.
    [GeneratedRegex(@"doi:(?<name>10\.\d{4,9}/[^\s|\[\]]*[^\s|\[\].,;)])")]
    private static partial Regex Doi();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}

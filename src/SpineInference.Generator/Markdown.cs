using System.Globalization;
using System.Text;

namespace SpineInference.Generator;

/// <summary>The little Markdown that generated pages need.</summary>
internal static class Markdown
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

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}

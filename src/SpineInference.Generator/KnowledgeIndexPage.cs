using System.Globalization;
using System.Text;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The index of the knowledge pages: how many numbers rest on what, and the reference list.</summary>
internal static class KnowledgeIndexPage
{
    public static string Render(KnowledgeNetwork spine)
    {
        StringBuilder text = Markdown.Header("The knowledge");
        BayesianNetwork network = spine.Network;
        KnowledgeRow[] rows = [.. spine.Knowledge.Variables.SelectMany(static v => v.AllRows)];
        text.Append(CultureInfo.InvariantCulture, $"The network has {network.Variables.Length} variables ({spine.Variables.Count(static v => v.Copy is not null) / 2} of them once for each leg), {network.Rows.Length} probability rows and {network.Parameters.Length} parameters. ");
        text.Append("A row that stands in several places (both legs, several levels) is one parameter and counts once.\n\n");
        text.Head("basis", "rows", "meaning");
        text.Row("literature", Count(rows, Basis.Literature), "the number itself was read in the cited source");
        text.Row("derived", Count(rows, Basis.Derived), "computed from numbers that were read; formula in the note");
        text.Row("expert", Count(rows, Basis.Expert), "judgement, or a number nobody has checked; small effective sample size");
        text.Row("definition", Count(rows, Basis.Definition), "true by definition");
        text.Append("\n## Tables\n\n").Head("table", "variables", "literature", "derived", "expert");
        foreach (KnowledgeTable table in spine.Knowledge.Tables)
        {
            KnowledgeRow[] own = [.. table.Variables.SelectMany(static v => v.AllRows)];
            text.Row(
                $"[{table.Title}]({KnowledgeTablePage.FileName(table)})",
                table.Variables.Length.ToString(CultureInfo.InvariantCulture),
                Count(own, Basis.Literature), Count(own, Basis.Derived), Count(own, Basis.Expert));
        }

        text.Append("\nHow the assembled network compares with published rates: [fidelity](fidelity.md).\n\n## References\n\n").Head("key", "quantity", "citation", "read");
        foreach (KnowledgeReference reference in spine.Knowledge.References.Values)
        {
            text.Row(reference.Key, reference.Quantity, Markdown.Citation(reference.Citation), reference.WasRead ? "yes" : "no");
        }

        return text.ToString();
    }

    private static string Count(KnowledgeRow[] rows, Basis basis) =>
        rows.Count(r => r.Basis == basis).ToString(CultureInfo.InvariantCulture);
}

using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The page of text ids: the grammar, every finding with its states, names and codes, and the ids of values, context and answers.</summary>
internal static class FindingsPage
{
    public static string Render(KnowledgeNetwork spine)
    {
        StringBuilder text = Markdown.Header("Text ids");
        TextIdTables.AppendGrammar(text, spine);
        DescribedFinding[] all = [.. SpineModel.Default.DescribedFindings];
        foreach (IGrouping<FindingCategory, DescribedFinding> group in all.Where(static f => !f.IsRuleOnly).GroupBy(static f => f.Category).OrderBy(static g => g.Key))
        {
            text.Append("## ").Append(group.Key).Append("\n\n");
            AppendTable(text, group);
        }

        text.Append("## Asked for red-flag rules alone\n\n")
            .Append("Of most of these nobody has published how often they are there with and without each cause; of some (a residual over 200 ml) rates are published for what they warn of, and not for the causes that the model tells apart. They are stated as any other finding, [red-flag rules](red-flags.md) read them, and they do **not** enter the posterior: stating one changes no probability. A residual below 200 ml reassures nobody.\n\n");
        AppendTable(text, all.Where(static f => f.IsRuleOnly));
        TextIdTables.AppendValues(text, spine);
        TextIdTables.AppendContextAndAnswers(text, spine);
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, IEnumerable<DescribedFinding> findings)
    {
        text.Head("id", "of", "states", "name", "plain words and synonyms", "codes");
        foreach (DescribedFinding finding in findings)
        {
            text.Row(
                $"`{finding.Id}`",
                finding.IsOfLeg ? "leg" : "patient",
                string.Join(", ", finding.States),
                finding.Label,
                string.Join("; ", (finding.Plain is null ? [] : new[] { finding.Plain }).Concat(finding.Synonyms))
                    + (finding.Note is null ? "" : $". {finding.Note}"),
                string.Join(", ", finding.Codes.Select(static c => $"{c.System} {c.Code}")));
        }

        text.Append('\n');
    }
}

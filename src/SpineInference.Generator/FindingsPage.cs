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
        foreach (IGrouping<FindingCategory, DescribedVariable> group in spine.Variables
            .Where(static v => v.Kind == VariableKind.Finding)
            .DistinctBy(static v => v.Id)
            .GroupBy(static v => v.Source.Category!.Value)
            .OrderBy(static g => g.Key))
        {
            text.Append("## ").Append(group.Key).Append("\n\n").Head("id", "of", "states", "name", "plain words and synonyms", "codes");
            foreach (DescribedVariable finding in group)
            {
                text.Row(
                    $"`{finding.Id}`",
                    finding.Leg is null ? "patient" : "leg",
                    string.Join(", ", finding.Variable.States),
                    finding.Label,
                    string.Join("; ", (finding.Plain is null ? [] : new[] { finding.Plain }).Concat(finding.Synonyms)),
                    string.Join(", ", finding.Source.Codes.Select(static c => $"{c.System} {c.Code}")));
            }

            text.Append('\n');
        }

        TextIdTables.AppendValues(text, spine);
        TextIdTables.AppendContextAndAnswers(text, spine);
        return text.ToString();
    }
}

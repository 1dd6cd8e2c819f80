using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The page of text ids: every finding with its states, names and codes, and the ids of context and answers.</summary>
internal static class FindingsPage
{
    public static string Render(SpineNetwork spine)
    {
        StringBuilder text = Markdown.Header("Text ids");
        text.Append("Grammar: `id = part { \".\" part }`, `part` is lower-case words joined by hyphens. A finding of a leg carries `left.` or `right.` before its id where the side matters.\n\n");
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

        text.Append("## Context and answers\n\n").Head("id", "states");
        foreach (string id in (string[])["age-band", "sex", "setting", "complaint", "root-level", "cause", "slip-mechanism", "slip-direction", "disc-level", "zone", "side", "lesion", "lesion-site", "left.root.L5", "left.severity"])
        {
            text.Row($"`{id}`", string.Join(", ", spine.Network[id].States));
        }

        return text.ToString();
    }
}

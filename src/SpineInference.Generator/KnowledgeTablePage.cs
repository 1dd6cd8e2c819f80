using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>One knowledge file as a page a clinician can review.</summary>
internal static class KnowledgeTablePage
{
    public static string FileName(KnowledgeTable table) =>
        Path.GetFileNameWithoutExtension(table.File)[3..] + ".md";

    public static string Render(KnowledgeNetwork spine, KnowledgeTable table)
    {
        StringBuilder text = Markdown.Header(table.Title);
        text.Append(table.Description).Append('\n');
        KnowledgeSynthesis synthesis = spine.Knowledge.Synthesis;
        if (table.Variables.SelectMany(static v => v.AllRows).Any(r => synthesis.TryGet(r, out _)))
        {
            text.Append("\nProbabilities as written; after an arrow what the model uses, where [studies moved them](../synthesis.md#the-shipped-model).\n");
        }

        foreach (KnowledgeVariable variable in table.Variables)
        {
            AppendVariable(text, variable, synthesis);
        }

        return text.ToString();
    }

    private static void AppendVariable(StringBuilder text, KnowledgeVariable variable, KnowledgeSynthesis synthesis)
    {
        text.Append("\n## ").Append(variable.Label).Append("\n\n`").Append(variable.Id).Append("` — ")
            .Append(variable.Kind.ToString().ToLowerInvariant()).Append(variable.Scope.HasCopies ? " of each leg" : " of the patient")
            .Append("; states ").AppendJoin(", ", variable.States)
            .Append(variable.Parents.IsEmpty ? "; no parents" : "; given ").AppendJoin(", ", variable.Parents.Select(static p => $"`{p}`")).Append(".\n\n");
        if (!variable.Presupposes.IsEmpty)
        {
            text.Append("Proposed only where ").AppendJoin(", or ", variable.Presupposes.Select(static p => $"`{p.Key}` is {string.Join(" or ", p.Value)}")).Append(".\n\n");
        }

        if (variable.Note is not null)
        {
            text.Append(variable.Note).Append("\n\n");
        }

        if (variable.Contributors.IsEmpty)
        {
            AppendRows(text, variable, variable.Rows, synthesis);
            return;
        }

        text.Append("Noisy-MAX: each contributor proposes a state, the largest holds; a contributor without a matching row proposes ")
            .Append(variable.States[0]).Append(".\n\n");
        foreach (KnowledgeContributor contributor in variable.Contributors)
        {
            text.Append(contributor.Parents.IsEmpty ? "Leak" : "Contributor ").AppendJoin(", ", contributor.Parents.Select(static p => $"`{p}`")).Append(":\n\n");
            AppendRows(text, variable, contributor.Rows, synthesis);
            text.Append('\n');
        }
    }

    private static void AppendRows(StringBuilder text, KnowledgeVariable variable, IEnumerable<KnowledgeRow> rows, KnowledgeSynthesis synthesis)
    {
        text.Head("when", "probabilities", "basis", "source", "effective n", "interval", "note");
        foreach (KnowledgeRow row in rows)
        {
            text.Row(
                When(row),
                row.SameAs is null ? Probabilities(variable, row, synthesis) : $"as `{row.SameAs}`",
                row.Basis.ToString().ToLowerInvariant(),
                string.Join(", ", row.Sources),
                row.Basis == Basis.Definition ? "" : Markdown.Number(row.EffectiveSampleSize),
                string.Join("; ", row.Intervals.Select(static i => $"{i.Key} {Markdown.Number(i.Value.Low)}–{Markdown.Number(i.Value.High)}")),
                row.Note ?? "");
        }
    }

    private static string Probabilities(KnowledgeVariable variable, KnowledgeRow row, KnowledgeSynthesis synthesis)
    {
        bool isMoved = synthesis.TryGet(row, out var moved);
        return string.Join(", ", variable.States.Index().Where(s => row.Probabilities[s.Index] > 0).Select(s =>
            $"{s.Item} {Markdown.Number(row.Probabilities[s.Index])}{(isMoved ? " → " + Markdown.Number(moved[s.Index]) : "")}"));
    }

    private static string When(KnowledgeRow row)
    {
        string when = row.IsOtherwise ? "otherwise" : row.When.IsEmpty ? "always" : string.Join("; ", row.When.Select(static w => $"{w.Key} = {string.Join(" or ", w.Value)}"));
        return row.Only.IsEmpty ? when : $"{when} (only {string.Join("; ", row.Only.Select(static o => $"{o.Key} {string.Join(", ", o.Value)}"))})";
    }
}

using System.Collections.Immutable;
using Spectre.Console;
using SpineInference.Knowledge;

namespace SpineInference.Tool;

/// <summary>Findings as a table for people.</summary>
internal static class FindingsTable
{
    public static void Write(TextPage page, ImmutableArray<DescribedVariable> findings)
    {
        Table table = TextPage.NewTable("id", "of", "by", "states", "name", "also called");
        foreach (DescribedVariable finding in findings)
        {
            table.AddRow(
                TextPage.Cell(finding.Id, Color.Green),
                TextPage.Cell(finding.Leg is null ? "patient" : "leg"),
                TextPage.Cell(AnswerJson.IdOf(finding.Source.Category!.Value)),
                TextPage.Cell(string.Join(", ", finding.Variable.States)),
                TextPage.Cell(finding.Label),
                TextPage.Cell(string.Join("; ", (finding.Plain is null ? [] : new[] { finding.Plain }).Concat(finding.Synonyms).Distinct())));
        }

        page.Write(table);
        page.Flush();
    }
}

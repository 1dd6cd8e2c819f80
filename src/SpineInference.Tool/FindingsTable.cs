using System.Collections.Immutable;
using Spectre.Console;
using SpineInference.Knowledge;

namespace SpineInference.Tool;

/// <summary>Findings as a table for people.</summary>
internal static class FindingsTable
{
    public static void Write(TextPage page, ImmutableArray<DescribedFinding> findings)
    {
        PageTable table = new("id", "of", "by", "states", "name", "also called");
        foreach (DescribedFinding finding in findings)
        {
            table.AddRow(
                TextPage.Cell(finding.Id, Color.Green),
                TextPage.Cell(finding.IsOfLeg ? "leg" : "patient"),
                TextPage.Cell(finding.Category.Id),
                TextPage.Cell(string.Join(", ", finding.States)),
                TextPage.Cell(finding.IsRuleOnly ? $"{finding.Label} (for red-flag rules alone)" : finding.Label),
                TextPage.Cell(string.Join("; ", (finding.Plain is null ? [] : new[] { finding.Plain }).Concat(finding.Synonyms).Distinct())));
        }

        page.Write(table);
        page.Flush();
    }
}

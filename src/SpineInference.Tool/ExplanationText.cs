using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Tool;

/// <summary>The reasons for a diagnosis as a page for people.</summary>
internal static class ExplanationText
{
    /// <summary>Writes what speaks for and against an answer.</summary>
    public static void WriteReasons(TextPage page, Diagnosis diagnosis, Answer answer)
    {
        Explanation explanation = diagnosis.Explain(answer);
        page.Heading($"Why {explanation.Hypothesis}?");
        foreach (string sentence in explanation.Sentences)
        {
            page.Line(sentence);
        }
    }

    /// <summary>Writes the weight of every finding, seen in each way.</summary>
    public static void WriteWeights(TextPage page, Diagnosis diagnosis, Answer answer)
    {
        Explanation explanation = diagnosis.Explain(answer);
        if (explanation.Reasons.IsEmpty)
        {
            return;
        }

        page.Gap();
        PageTable table = new("finding", "alone", "given the rest", "in order", $"against {explanation.Rival}");
        foreach (Reason reason in explanation.Reasons)
        {
            table.AddRow(
                TextPage.Cell(reason.Label),
                TextPage.Cell($"{reason.Alone}"),
                TextPage.Cell($"{reason.GivenRest}"),
                TextPage.Cell($"{reason.InOrder}", reason.InOrder.Nats >= 0 ? Color.Green : Color.Red),
                TextPage.Cell($"{reason.AgainstRival}"));
        }

        page.Write(table);
    }

    /// <summary>Writes what the diagnosis would be without each finding.</summary>
    public static void WriteWhatIf(TextPage page, Diagnosis diagnosis)
    {
        page.Heading("What if a finding were not known?");
        PageTable table = new(["without", .. Questions.Principal.Select(static q => q.Label), "largest change", ""]);
        foreach (WhatIf whatIf in diagnosis.WithoutEach().OrderByDescending(static w => w.LargestChange))
        {
            table.AddRow([
                TextPage.Cell(whatIf.Finding.ToString()),
                .. Questions.Principal.Select(q => TextPage.Cell(Best(whatIf.After.Ask(q)))),
                TextPage.Cell(PlainText.Percent(whatIf.LargestChange)),
                TextPage.Cell(whatIf.ChangesTheAnswer ? "another answer" : "", Color.Yellow)]);
        }

        page.Write(table);
    }

    /// <summary>Writes whether the findings belong together.</summary>
    public static void WriteConflict(TextPage page, FindingsCoherence coherence)
    {
        page.Heading("Do the findings belong together?");
        foreach (string sentence in coherence.Sentences)
        {
            page.Line(sentence);
        }

        page.Line($"Best joint explanation: {coherence.Explanation}.");
    }

    /// <summary>Writes which numbers of the model an answer hangs on.</summary>
    public static void WriteSensitivity(TextPage page, SensitivityReport report)
    {
        page.Heading($"Which numbers does {report.Hypothesis} ({PlainText.Percent(report.Probability)}) hang on?");
        PageTable table = new("number of the model", "plausible", "answer at its ends");
        foreach (TornadoBar bar in report.Tornado)
        {
            table.AddRow(
                TextPage.Cell(report.NameOf(bar.Row, bar.State)),
                TextPage.Cell(Number($"{bar.Range.Lower:0.00} to {bar.Range.Upper:0.00}")),
                TextPage.Cell(Number($"{bar.AtLower:0.00} to {bar.AtUpper:0.00}")));
        }

        page.Write(table);
        foreach (RankingThreshold threshold in report.Thresholds)
        {
            page.Line(Number(
                $"{report.Rival} draws level if {report.NameOf(threshold.Row, threshold.State)} moves from {threshold.Probability:0.000} to {threshold.Threshold:0.000}; plausible to {threshold.TailProbability:P1}."));
        }
    }

    /// <summary>Writes what to look for next.</summary>
    public static void WriteNext(TextPage page, NextFindings next, bool isWhole)
    {
        page.Heading("What next?");
        WriteUnasked(page, next.RedFlags, isWhole);
        page.Line(Number($"Open: {next.EntropyBits:0.00} bits about root and cause."));
        if (next.Findings.IsEmpty)
        {
            page.Line("No further finding promises enough to be worth a proposal.");
            return;
        }

        PageTable table = new(["finding", "by", "bits", "if", .. next.Questions.Select(static q => $"then {q.Label}")]);
        foreach (NextFinding finding in next.Findings)
        {
            bool isFirst = true;
            foreach (FindingOutcome outcome in finding.Outcomes)
            {
                table.AddRow([
                    TextPage.Cell(isFirst ? finding.Label : ""),
                    TextPage.Cell(isFirst ? finding.Category.Id : ""),
                    TextPage.Cell(isFirst ? Number($"{finding.Bits:0.00}") : ""),
                    TextPage.Cell($"{outcome.State} ({PlainText.Percent(outcome.Probability)})"),
                    .. outcome.Answers.Select(static a => TextPage.Cell(Best(a)))]);
                isFirst = false;
            }
        }

        page.Write(table);
    }

    /// <summary>Writes the red-flag questions that were not asked: those of emergencies written out, of the others, unless all are wanted, what each looks
    /// for, a line for each urgency.</summary>
    public static void WriteUnasked(TextPage page, ImmutableArray<RedFlagQuestion> questions, bool isWhole)
    {
        RedFlagQuestion[] writtenOut = [.. questions.Where(q => isWhole || q.Urgency == Urgency.Emergency)];
        foreach (RedFlagQuestion question in writtenOut)
        {
            page.Line($"NOT ASKED {question}", question.Urgency == Urgency.Emergency ? Color.Red : Color.Yellow);
        }

        foreach (IGrouping<Urgency, RedFlagQuestion> group in questions.Except(writtenOut).GroupBy(static q => q.Urgency))
        {
            page.Line($"NOT ASKED {group.Key.PlainName}: {string.Join(", ", group.Select(static q => q.Rule.Replace('-', ' ')))}", Color.Yellow);
        }

        if (writtenOut.Length < questions.Length)
        {
            page.Line("--questions writes these out.");
        }
    }

    private static string Best(Distribution distribution) => $"{distribution.RankedOutcomes[0].Name} {PlainText.Percent(distribution.RankedOutcomes[0].Probability)}";

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

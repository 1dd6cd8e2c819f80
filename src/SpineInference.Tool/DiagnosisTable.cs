using System.Globalization;
using Spectre.Console;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tool;

/// <summary>A diagnosis as a page for people.</summary>
internal static class DiagnosisTable
{
    private const double SmallestShown = 0.01;
    private const double SurelyNone = 0.9;
    private const int MostShown = 5;
    private const int BarWidth = 20;

    public static void Write(TextPage page, Diagnosis diagnosis, string? id, AnswerOptions options, bool withQuestions)
    {
        WriteAnswer(page, diagnosis, id, options, withQuestions);
        page.Gap();
        Close(page, diagnosis);
    }

    /// <summary>All of it but the model's name at the end.</summary>
    public static void WriteAnswer(TextPage page, Diagnosis diagnosis, string? id, AnswerOptions options, bool withQuestions)
    {
        Open(page, diagnosis, id);
        page.Gap();
        page.Write(Posteriors(diagnosis, options.IntervalMass));
        page.Write(Roots(diagnosis));
        page.Line($"Pain or numbness where the sciatic nerve runs, whatever its cause: {PlainText.Percent(diagnosis.SciaticaProbability)}");
        page.Line($"log P(findings | context) {diagnosis.LogEvidence.ToString("0.00", CultureInfo.InvariantCulture)}");
        page.Gap();
        WriteAdvice(page, diagnosis);
        if (options.NextCount == 0)
        {
            ExplanationText.WriteUnasked(page, diagnosis.UnaskedRedFlags, withQuestions);
        }

        if (options.Explains)
        {
            foreach (Answer answer in diagnosis.PrincipalAnswers)
            {
                ExplanationText.WriteReasons(page, diagnosis, answer);
            }
        }

        if (options.NextCount > 0)
        {
            ExplanationText.WriteNext(page, diagnosis.ProposeFindings(options.NextCount), withQuestions);
        }
    }

    /// <summary>The patient as understood, what must not be missed, and what was taken to be so.</summary>
    public static void Open(TextPage page, Diagnosis diagnosis, string? id)
    {
        page.Line(id is null ? diagnosis.Patient.ToString() : $"{id}: {diagnosis.Patient}");
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            page.Line($"RED FLAG {flag}", Color.Red);
        }

        foreach (Doubt doubt in diagnosis.Doubts)
        {
            page.Line($"CHECK {doubt.Text}", Color.Yellow);
        }

        foreach (Assumption assumption in diagnosis.Assumptions)
        {
            page.Line($"Taken: {assumption.Text}");
        }
    }

    // What is done next, and apart from it when to come back.
    private static void WriteAdvice(TextPage page, Diagnosis diagnosis)
    {
        page.Line(string.Join(' ', diagnosis.NextSteps));
        page.Gap();
        foreach (AdviceSentence sentence in diagnosis.ReturnAdvice)
        {
            page.Line(sentence.Text);
        }

        page.Gap();
    }

    /// <summary>The model, and what it is not.</summary>
    public static void Close(TextPage page, Diagnosis diagnosis)
    {
        page.Line($"Model {diagnosis.ModelVersion} ({diagnosis.ModelHash[..12]}). It supports a clinician and does not replace one.", Color.Grey);
        page.Flush();
    }

    private static PageTable Posteriors(Diagnosis diagnosis, double? mass)
    {
        PageTable table = mass is { } share
            ? new("question", "answer", "probability", string.Create(CultureInfo.InvariantCulture, $"{share:0.###%} interval"), "") { Picture = 4 }
            : new("question", "answer", "probability", "") { Picture = 3 };
        DiagnosisIntervals? intervals = mass is null ? null : diagnosis.ComputeIntervals();
        foreach (Question question in Questions.All.Where(q => IsShown(diagnosis, q)))
        {
            string label = question.Label;
            bool isFirst = true;
            foreach (Outcome outcome in diagnosis.Ask(question).RankedOutcomes.Take(MostShown).Where(static (o, i) => i == 0 || o.Probability >= SmallestShown))
            {
                string bar = new('\u2588', (int)Math.Round(outcome.Probability * BarWidth));
                string probability = PlainText.Percent(outcome.Probability);
                string[] cells = intervals is null
                    ? [label, outcome.Name, probability, bar]
                    : [label, outcome.Name, probability, Interval(intervals[outcome].ComputeCentralInterval(mass!.Value)), bar];
                table.AddRow(cells.Select((c, i) => TextPage.Cell(c, isFirst && i == 1 ? Color.Green : null)));
                (label, isFirst) = ("", false);
            }
        }

        return table;
    }

    // What was stated is no answer, and of what is surely not there nothing is to be told.
    private static bool IsShown(Diagnosis diagnosis, Question question) =>
        !(question.Equals(Questions.Complaint) && diagnosis.Patient.Complaint != Complaint.Unknown)
        && !(question.HasNone && diagnosis.Ask(question).None >= SurelyNone && !Questions.Principal.Contains(question));

    private static string Interval(CredibleInterval interval) => $"{PlainText.Percent(interval.Lower)} to {PlainText.Percent(interval.Upper)}";

    private static PageTable Roots(Diagnosis diagnosis)
    {
        NerveRoot[] roots = [.. NerveRoots.All.Where(static r => r != NerveRoot.L1)];
        PageTable table = new(["root", .. roots.Select(static r => r.Id)]);
        foreach (Leg leg in Legs.All)
        {
            foreach (RootState state in (ReadOnlySpan<RootState>)[RootState.Irritated, RootState.Compressed])
            {
                table.AddRow([
                    TextPage.Cell($"{leg.Id}, {state.ToString().ToLowerInvariant()}"),
                    .. roots.Select(r => TextPage.Cell(PlainText.Percent(diagnosis.Root(leg, r)[state])))]);
            }
        }

        return table;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Tests.Vignettes;

namespace SpineInference.Tests.PublishedCases;

/// <summary>Writes the answers to the fresh cases as a page, and as a line of the record of runs.</summary>
internal static class FreshCaseReport
{
    public const string RunsHeader =
        "date,version,model,root_n,root_first,root_first_two,root_log_score,root_log_low,root_log_high,"
        + "cause_n,cause_first,cause_first_two,cause_log_score,cause_log_low,cause_log_high,flags_expected,flags_fired";

    private const int FirstScoreColumn = 3;

    /// <summary>The columns of a run without its date.</summary>
    public static string Run(ImmutableArray<PublishedCaseAnswer> answers)
    {
        int expected = answers.Sum(static a => a.Case.Flags.Length);
        return string.Join(',', SpineModel.Version, SpineModel.Default.Hash, RootScore(answers).Columns(), CauseScore(answers).Columns(), Invariant($"{expected},{expected - answers.Sum(static a => a.MissedFlags.Length)}"));
    }

    /// <summary>The page.</summary>
    /// <param name="set">The cases.</param>
    /// <param name="answers">The answers of the model as it is.</param>
    /// <param name="firstRun">The first line of the record of runs: the day on which the cases were fresh.</param>
    public static string Page(PublishedCaseSet set, ImmutableArray<PublishedCaseAnswer> answers, string firstRun)
    {
        string[] first = firstRun.Split(',');
        FreshCaseScore root = FreshCaseScore.Parse(first.AsSpan(FirstScoreColumn, FreshCaseScore.ColumnCount));
        FreshCaseScore cause = FreshCaseScore.Parse(first.AsSpan(FirstScoreColumn + FreshCaseScore.ColumnCount, FreshCaseScore.ColumnCount));
        var text = new StringBuilder();
        text.Append(Invariant($"# {set.Title}\n\n"));
        text.Append("You leave with how the model answered published cases on the day it was first asked about them, how far its sureness is to be believed, and how it answers them now.\n\n");
        text.Append(Invariant($"**Read before they were asked, asked once.** {answers.Length} published and teaching cases were read, and their findings, cause, root and expected red flags written down\n"));
        text.Append(Invariant($"and committed, before any model had answered one of them. Then the model was asked, once: on {first[0]}, library {first[1]}, model `{first[2][..16]}`. Nothing was changed because of\n"));
        text.Append("what it said that day. From the moment somebody mends something because of one of these cases, **they stop measuring**: the rows of that day stand, and every later answer tells\n");
        string runs = Path.GetFileName(set.RunsPath);
        text.Append(Invariant($"where the model fails and no longer how often. Every model that was asked stays on record in [{runs}]({runs}).\n\n"));
        text.Append("The mix is roughly what a spine clinic meets: discs, narrow canals and slips are half of it or more; nerves beyond the spine, joints, arteries, feet, pain without nerve injury and\n");
        text.Append("serious disease are the rest. Its shares are no clinic's, and such cases are told for being clear or for being odd. One reader, who knew the authors' answer and not the model's, told the findings from\n");
        text.Append("excerpts, abstracts or full cases (*read*); what image, operation or electrodiagnosis settled was left out. Intervals are of chance alone: Wilson's for shares, the bootstrap's over cases for\n");
        text.Append("the log score (mean natural logarithm of the probability given to the accepted answers; 0 is perfect). The findings stand in\n");
        text.Append(Invariant($"`tests/SpineInference.Tests/PublishedCases/{set.Name}.jsonl`, the rules of reading, what could not be said and what was left out in\n"));
        text.Append(Invariant($"[{set.Name}.md](../../tests/SpineInference.Tests/PublishedCases/{set.Name}.md) beside it.\n\n"));
        text.Append("| | cases | first | among the first two | log score |\n| --- | --- | --- | --- | --- |\n");
        text.Append(Invariant($"| cause, first asked | {cause.Cells()} |\n| root (or none), first asked | {root.Cells()} |\n"));
        text.Append(Invariant($"| cause, model `{SpineModel.Default.Hash[..16]}` | {CauseScore(answers).Cells()} |\n| root (or none), the same | {RootScore(answers).Cells()} |\n\n"));
        text.Append(Invariant($"When first asked, {first[^1]} of {first[^2]} expected red flags fired. Below is the model of today.\n\n"));
        text.Append(set.Mended);
        AppendSureness(text, answers);
        PublishedCaseReport.AppendAnswers(text, answers);
        return text.ToString();
    }

    private static void AppendSureness(StringBuilder text, ImmutableArray<PublishedCaseAnswer> answers)
    {
        var scored = new VignetteScore("cause", answers.Where(static a => a.CauseRank > 0).Select(CauseOf));
        PublishedCaseAnswer[] calm = [.. answers.Where(static a => a.Case.Flags.IsEmpty)];
        string[] alarmed = [.. calm.Where(static a => a.Diagnosis.Urgency != Urgency.Routine).Select(Alarm)];
        string[] silent = [.. answers.Where(static a => !a.MissedFlags.IsEmpty).Select(static a => $"{string.Join(", ", a.MissedFlags)} in {Alarm(a)}")];
        text.Append(Invariant($"The first cause is given {scored.Answers.Average(static a => a.Ranked[0].Probability):F2} on average and is right in {scored.Top1 / (double)scored.Count:F2} of cases. "));
        text.Append(Invariant($"To name the cases' own commonest cause each time would be right in {scored.MajorityTop1} of {scored.Count}, the two commonest in {scored.MajorityTop2}; their shares score {scored.MajorityLogScore:F2}.\n\n"));
        text.Append(Invariant($"Of {calm.Length} cases in which the reader expected no red flag, {alarmed.Length} {(alarmed.Length == 1 ? "is" : "are")} not routine{Told(alarmed)}. Expected flags that are silent, and what fires there instead{Told(silent)}.\n"));
    }

    private static string Alarm(PublishedCaseAnswer answer) =>
        $"{answer.Case.Id} ({answer.Diagnosis.Urgency.Id}{string.Concat(answer.Diagnosis.RedFlags.Select(static f => $", `{f.Id}`"))})";

    private static string Told(string[] items) => items.Length == 0 ? ": none" : $": {string.Join("; ", items)}";

    private static FreshCaseScore CauseScore(ImmutableArray<PublishedCaseAnswer> answers) =>
        FreshCaseScore.Of(answers.Where(static a => a.CauseRank > 0).Select(CauseOf));

    private static FreshCaseScore RootScore(ImmutableArray<PublishedCaseAnswer> answers) =>
        FreshCaseScore.Of(answers.Where(static a => a.RootRank > 0).Select(static a =>
            new VignetteAnswer(a.Case.Id, a.Case.Roots, [.. a.Diagnosis.RootLevel.Ranked.Select(static o => (o.Id, o.Probability))])));

    private static VignetteAnswer CauseOf(PublishedCaseAnswer answer) =>
        new(answer.Case.Id, answer.Case.Causes, [.. answer.Diagnosis.Cause.Ranked.Select(static o => (o.Id, o.Probability))]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

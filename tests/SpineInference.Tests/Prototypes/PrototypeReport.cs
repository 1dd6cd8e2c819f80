using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Prototypes;

/// <summary>Writes the answers as a page.</summary>
internal static class PrototypeReport
{
    public static string Page(ImmutableArray<PrototypeAnswer> answers)
    {
        var text = new StringBuilder();
        text.Append("# Prototype patients\n\n");
        text.Append("You leave with how the model answers invented patients, each the textbook picture of a root, a cause or a mimic, and where it is wrong.\n\n");
        text.Append("No real patient stands behind them, and nothing was tuned to them: this is a report, not a target. The patients and what is expected of\n");
        text.Append("each stand in `tests/SpineInference.Tests/Prototypes/prototypes.jsonl`, written from general clinical knowledge. Accepted are the first root and the\n");
        text.Append("first cause, and ranges of single probabilities; `syn` stands for stenosis and degenerative slip together.\n\n");
        text.Append("| verdict | meaning | patients |\n| --- | --- | --- |\n");
        Row(text, answers, PrototypeVerdict.Ok, "first answers accepted, every range holds");
        Row(text, answers, PrototypeVerdict.Degree, Invariant($"first answers hold and a range is missed by less than {PrototypeAnswer.NearRange}, or the best accepted answer is within {PrototypeAnswer.NearFirst:0.00} of the first"));
        Row(text, answers, PrototypeVerdict.Wrong, "the rest");
        text.Append(Invariant($"\nRed flags: {answers.Count(static a => !a.MissedFlags.IsEmpty)} patients of {answers.Count(static a => !a.Case.Flags.IsEmpty)} miss one that must fire; {answers.Count(static a => !a.FalseFlags.IsEmpty)} fire one that must not.\n"));
        text.Append("Debatable by their author's own word: A01 (L2 or L3), J01 (the range is strict).\n\n");
        text.Append("<!-- Written by the test of the prototypes; set SPINEINFERENCE_UPDATE=1 to write it anew. -->\n\n");
        text.Append("| patient | what it shows | root | cause | verdict | what is missed |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (PrototypeAnswer answer in answers)
        {
            Outcome<NerveRoot> root = answer.Diagnosis.RootLevel.MostProbable;
            Outcome<Cause> cause = answer.Diagnosis.Cause.MostProbable;
            text.Append(Invariant($"| {answer.Case.Id} | {answer.Case.Why} | {root.Id} {root.Probability:0.00} | {cause.Id} {cause.Probability:0.00} | {Word(answer.Verdict)} | {Missed(answer)} |\n"));
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, ImmutableArray<PrototypeAnswer> answers, PrototypeVerdict verdict, string meaning) =>
        text.Append(Invariant($"| {Word(verdict)} | {meaning} | {answers.Count(a => a.Verdict == verdict)} |\n"));

    private static string Word(PrototypeVerdict verdict) => verdict == PrototypeVerdict.Ok ? "OK" : verdict.ToString().ToLowerInvariant();

    private static string Missed(PrototypeAnswer answer) => string.Join("; ",
    [
        .. answer.Misses,
        .. answer.MissedFlags.Select(static f => f == "ANY" ? "no red flag fires" : $"flag `{f}` does not fire"),
        .. answer.FalseFlags.Select(static f => $"flag `{f}` fires"),
    ]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

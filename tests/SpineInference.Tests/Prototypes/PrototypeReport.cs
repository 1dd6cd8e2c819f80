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

        text.Append("\n## Why the rest stand\n\n");
        text.Append("Each was read as a clinician would, and the rows behind it against their sources. Mended is what contradicts its source; a number is not moved\n");
        text.Append("because a patient here would like another.\n\n| patient | why |\n| --- | --- |\n");
        foreach (PrototypeAnswer answer in answers.Where(static a => a.Verdict != PrototypeVerdict.Ok))
        {
            text.Append(Invariant($"| {answer.Case.Id} | {(Reasons.TryGetValue(answer.Case.Id, out string? reason) ? reason : "Not read yet.")} |\n"));
        }

        return text.ToString();
    }

    private static readonly ImmutableDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["A01"] = "Of discs at 62 the places that reach L3 (the recess of L2/3, the foramen of L3/4) are several times as common as those that reach L2 (C088 to C095). The strength that speaks for L2 (hip flexion) is weighed against that which speaks for L3 (adduction), both judged: no rate of either by root is published. L2 or L3 is what can be said.",
        ["A12"] = "One numb place at the back of the thigh. Discs strike S2 alone in less than a hundredth (pattern *next* at L5/S1); no series gives more.",
        ["B03"] = "Short by .04. The level on the image and the root fit a lateral disc L4/5; a recess lesion of L3/4 that the image missed keeps a fifth.",
        ["B05"] = "L3 and L4 share knee jerk, quadriceps and stretch test; at 58 far-lateral discs at L3/4 are .30 to .37 of that level (C095), and take L3. Only the numb shin speaks for L4.",
        ["C02"] = "By a hundredth: both legs hurt in .30 of referred pain (S286), which judgement had at .25.",
        ["D06"] = "By a hundredth: a slip that is seen where the signs fit is nearly always the cause in this picture.",
        ["F01"] = "By a hundredth or two: the leg is worse than the back in .28 to .34 of narrow canals and slips (S617 to S619), which judgement had at .45 to .55, so that the disc gets their share.",
        ["F08"] = "Polyneuropathy drops both feet; only the left was told, and one complained-of leg speaks against what strikes both (decision 0040). The published .18 of dropped feet (C080) does not tell how many had one.",
        ["F13"] = "By a hundredth: brain and cord, a fifth of it, weaken the same muscles without pain; nothing was said of the reflexes.",
        ["G03"] = "The test is positive in .82 of tarsal tunnels and, by judgement, .25 of other painful feet, which are far commoner in primary care; the studies compared with healthy feet (C225).",
        ["G05"] = "L5 keeps a quarter: a reflex is changed in .42 of operated L4/5 discs too, as in .49 of L5/S1, and pain in the sole follows no root closely.",
        ["K05"] = "The image is clean and the signs are those of S1. What else hurts S1 alone is rarer than a prolapse that an image misses (a twentieth, by judgement).",
    }.ToImmutableDictionary(StringComparer.Ordinal);

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

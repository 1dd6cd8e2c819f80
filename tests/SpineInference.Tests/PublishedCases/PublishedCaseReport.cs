using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SpineInference.Tests.PublishedCases;

/// <summary>Writes the answers to the published cases as a page: the one of the rare causes, and what both pages have in common.</summary>
internal static class PublishedCaseReport
{
    public static string Page(ImmutableArray<PublishedCaseAnswer> answers)
    {
        var text = new StringBuilder();
        text.Append("# Published cases, rich in rare causes\n\n");
        text.Append("You leave with how the model answers published and teaching cases that were gathered to find its faults, and which it gets wrong.\n\n");
        text.Append("The mix is deliberately one of rare mimics and of dangers; its shares are no clinic's. One reader told the findings from excerpts, abstracts or full cases\n");
        text.Append("(*read*), knowing the authors' answer and not the model's; the image, operation or electrodiagnosis that settled a case was left out. Thin ones: D10, P22, N09,\n");
        text.Append("F01 to F04 (teaching); S19 tells a known aneurysm, which its excerpt does not say. Faults of structure were found with these cases and mended since, so **they\n");
        text.Append("measure nothing any more**: they tell where the model still fails. No number of the tables is theirs. The findings told of each stand in\n");
        text.Append("`tests/SpineInference.Tests/PublishedCases/published-cases.jsonl`.\n\n");
        text.Append("| | cases | first | among the first two |\n| --- | --- | --- | --- |\n");
        Score(text, "cause", [.. answers.Select(static a => a.CauseRank)]);
        Score(text, "root (or none)", [.. answers.Select(static a => a.RootRank)]);
        AppendAnswers(text, answers);
        return text.ToString();
    }

    /// <summary>Writes the flags, the scores by cause, how sure and how right, and the cases.</summary>
    public static void AppendAnswers(StringBuilder text, ImmutableArray<PublishedCaseAnswer> answers)
    {
        int expected = answers.Sum(static a => a.Case.Flags.Length);
        text.Append(Invariant($"\nRed flags that the reader expected: {expected - answers.Sum(static a => a.MissedFlags.Length)} of {expected} fire.\n\n"));
        text.Append("## By cause\n\n| cause | cases | first | among the first two |\n| --- | --- | --- | --- |\n");
        foreach (IGrouping<string, PublishedCaseAnswer> group in answers.Where(static a => a.CauseRank > 0).GroupBy(static a => a.Case.Causes[0]))
        {
            Score(text, $"`{group.Key}`", [.. group.Select(static a => a.CauseRank)]);
        }

        text.Append("\n## How sure, how right\n\n| first cause has | cases | right |\n| --- | --- | --- |\n");
        foreach ((double low, double high) in ((double, double)[])[(0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0, 0.5)])
        {
            PublishedCaseAnswer[] some = [.. answers.Where(a => a.CauseRank > 0 && First(a).Probability >= low && First(a).Probability < high)];
            text.Append(Invariant($"| {low:0.0} to {Math.Min(1, high):0.0} | {some.Length} | {some.Count(static a => a.CauseRank == 1)} |\n"));
        }

        text.Append("\n<!-- Written by the test of the published cases; set SPINEINFERENCE_UPDATE=1 to write it anew. -->\n\n## The cases\n\n");
        text.Append("| case | source | read | its cause | first cause | its root | first root | urgency | flags missed |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (PublishedCaseAnswer answer in answers)
        {
            Diagnosis diagnosis = answer.Diagnosis;
            text.Append(Invariant($"| {answer.Case.Id} | {answer.Case.Source} | {answer.Case.Read} | {Listed(answer.Case.Causes)} | {Mark(answer.CauseRank)}{First(answer).Id} {First(answer).Probability:0.00} | {Listed(answer.Case.Roots)} | {Mark(answer.RootRank)}{diagnosis.RootLevel.MostProbable.Id} {diagnosis.RootLevel.MostProbable.Probability:0.00} | {diagnosis.Urgency.Id} | {string.Join(", ", answer.MissedFlags)} |\n"));
        }

        text.Append("\n≠ marks a first answer that is not the authors’.\n");
    }

    private static Outcome<Cause> First(PublishedCaseAnswer answer) => answer.Diagnosis.Cause.MostProbable;

    private static string Mark(int rank) => rank > 1 ? "≠ " : "";

    private static string Listed(ImmutableArray<string> ids) => ids.IsEmpty ? "–" : string.Join(" or ", ids);

    private static void Score(StringBuilder text, string of, ImmutableArray<int> ranks) =>
        text.Append(Invariant($"| {of} | {ranks.Count(static r => r > 0)} | {ranks.Count(static r => r == 1)} | {ranks.Count(static r => r is 1 or 2)} |\n"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

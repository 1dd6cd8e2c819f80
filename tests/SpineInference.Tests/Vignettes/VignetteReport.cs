using System.Globalization;
using System.Text;

namespace SpineInference.Tests.Vignettes;

/// <summary>Writes the results as Markdown, and as a line of the record of runs.</summary>
internal static class VignetteReport
{
    /// <summary>What stands before the marker is written by hand; what follows is generated.</summary>
    public const string Marker = "<!-- results -->\n";

    public const string RunsHeader =
        "date,version,model,root_n,root_top1,root_top2,root_log_score,cause_n,cause_top1,cause_top2,cause_log_score,merged_cause_top1";

    /// <summary>The columns of a run without its date.</summary>
    public static string Run(VignetteEvaluation evaluation) => string.Join(',',
        SpineModel.Version, evaluation.Model.Hash, Columns(evaluation.Root), Columns(evaluation.Cause),
        evaluation.MergedCause.Top1.ToString(CultureInfo.InvariantCulture));

    public static string Results(VignetteEvaluation evaluation)
    {
        var text = new StringBuilder();
        text.Append("\n## Results\n\n");
        text.Append("<!-- Written by the test of the teaching cases; set SPINEINFERENCE_UPDATE=1 to write it anew. -->\n\n");
        Line(text, $"Library {SpineModel.Version}, model `{evaluation.Model.Hash[..16]}`. {evaluation.CaseCount} cases; {evaluation.MinorCount} excluded for an age under 18.\n\n");
        text.Append("| question | n | top-1 | top-2 | log score | majority top-1 | majority top-2 | majority log score |\n");
        text.Append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (VignetteScore score in evaluation.Scores)
        {
            Line(text, $"| {score.Title} | {score.Count} | {Share(score.Top1, score.Count)} | {Share(score.Top2, score.Count)} | {score.LogScore:F3} ");
            Line(text, $"| {Share(score.MajorityTop1, score.Count)} | {Share(score.MajorityTop2, score.Count)} | {score.MajorityLogScore:F3} |\n");
        }

        foreach (VignetteScore score in evaluation.Scores)
        {
            Line(text, $"\n### {score.Title}\n\n");
            Line(text, $"Answers of the scored cases: {string.Join(", ", score.Frequencies.Select(f => Invariant($"{f.Id} {f.Share * score.Count:0.#}")))}.\n\n");
            text.Append("| case | answer | first | second | probability of the answer | |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (VignetteAnswer answer in score.Answers)
            {
                string verdict = answer.IsAmongFirst(1) ? "first" : answer.IsAmongFirst(2) ? "second" : "missed";
                Line(text, $"| {answer.Id} | {string.Join(" or ", answer.Accepted)} | {Outcome(answer, 0)} | {Outcome(answer, 1)} | {answer.Probability:F3} | {verdict} |\n");
            }
        }

        return text.ToString();
    }

    private static string Columns(VignetteScore score) => Invariant($"{score.Count},{score.Top1},{score.Top2},{score.LogScore:F4}");

    private static string Outcome(VignetteAnswer answer, int rank) => Invariant($"{answer.Ranked[rank].Id} {answer.Ranked[rank].Probability:F3}");

    private static string Share(int successes, int trials)
    {
        (double low, double high) = VignetteScore.Wilson(successes, trials);
        return Invariant($"{successes}/{trials} = {(double)successes / trials:F2} ({low:F2}–{high:F2})");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(Invariant(line));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using SpineInference.Learning;

namespace SpineInference.Generator;

/// <summary>Judgement graded by the studies that checked it.</summary>
internal static class GradingPage
{
    public static string Render(GradingResult graded, GradingResult asItIs, GradingResult wide)
    {
        StringBuilder text = Markdown.Header("Judgement, graded");
        text.Append("How far judgement was off where a study was read afterwards, as a factor of the widths that it had until then; they have followed since ([how sure the numbers are](../uncertainty.md)). How it is done, which rates grade and what follows from it was ")
            .Append("[written down before it was done](../decisions/0078-how-judgement-is-graded.md). Written by `dotnet run --project src/SpineInference.Generator -- . --evidence`.\n\n");
        text.Head("measure", "value");
        text.Row("rates that grade, of studies", $"{graded.Rates.Length}, {graded.Rates.Select(static r => r.Study.Key).Distinct().Count()}");
        text.Row("of these, judgement's widths carry more than half of what is expected of", graded.Rates.Count(static r => r.GroupShares.Values.Sum() > 0.5).ToString(CultureInfo.InvariantCulture));
        text.Row("rates that the tables were written to follow, or may have been: they narrow and do not grade", graded.ToldCount.ToString(CultureInfo.InvariantCulture));
        text.Row("of these, of a question that several studies ask", graded.ContrastCount.ToString(CultureInfo.InvariantCulture));
        text.Row("steps of the chain taken, worth independent draws", FormattableString.Invariant($"{graded.Acceptance:0.00}, {graded.EffectiveDraws:0}"));
        text.Row("rates within the 90 % interval of all other studies, factors as estimated", Covered(graded));
        text.Row("the same, factors 1", Covered(asItIs));
        Scales(text, "Factors of the widths", "1 where the widths are right. *Learned*: what share of the prior's variance the studies took away; a group is graded from .5 on.", graded);
        Scales(text, "The same with every rate on whose study no row rests", FormattableString.Invariant($"{wide.Rates.Length} rates; {Covered(wide)} within their interval. Among them are rates that a row names, or that were read before rows they hang on were written. This decides nothing."), wide);
        text.Append("\n## Differences between studies\n\nBeyond sampling, as a standard deviation on the scale of comparison, by kind of rate.\n\n");
        text.Head("kind", "median", "90 %", "learned");
        foreach (GradedScale scale in graded.Heterogeneity)
        {
            Row(text, scale);
        }

        text.Append("\n## The rates\n\n*Place*: the probability of a lower number, were the study not known: below .05 or above .95 is a miss. *Hangs on*: what share of the variance that is expected of it each group carries; the rest is published.\n\n");
        text.Head("study", "rate", "published", "tables", "expected without its study", "place", "hangs on");
        foreach (GradedRate rate in graded.Rates)
        {
            string groups = string.Join(", ", rate.GroupShares.Where(static g => g.Value >= 0.1).OrderByDescending(static g => g.Value).Select(static g => FormattableString.Invariant($"{g.Key} {g.Value:0.0}")));
            text.Row(rate.Study.Key, rate.Rate.Id, Number(rate.Rate.Value), Number(rate.Implied), $"{Number(rate.Predicted.Low)}–{Number(rate.Predicted.High)}", rate.Place.ToString("0.00", CultureInfo.InvariantCulture), groups);
        }

        return text.ToString();
    }

    private static void Scales(StringBuilder text, string title, string words, GradingResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{words}\n\n");
        text.Head("group", "factor", "90 %", "learned");
        foreach (GradedScale scale in result.Scales)
        {
            Row(text, scale);
        }
    }

    private static void Row(StringBuilder text, GradedScale scale) =>
        text.Row(scale.Name, Short(scale.Median), $"{Short(scale.Low)}–{Short(scale.High)}", Short(Math.Max(0, scale.Learned)));

    private static string Covered(GradingResult result)
    {
        int inside = result.Rates.Count(static r => r.IsPredicted);
        return FormattableString.Invariant($"{inside} of {result.Rates.Length} ({100 * result.Coverage:0} %)");
    }

    private static string Short(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

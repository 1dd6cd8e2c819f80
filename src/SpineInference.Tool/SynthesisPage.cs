using System.Globalization;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>The report of a synthesis: every rate as published, before, after, and as all other studies expect it.</summary>
internal static class SynthesisPage
{
    public static HtmlPage Of(KnowledgeStudies studies, SynthesisResult result)
    {
        var page = new HtmlPage("Tables and studies together");
        int predicted = result.Rates.Count(static r => r.IsPredicted);
        page.Paragraph(FormattableString.Invariant(
            $"{studies.Studies}; {result.Iterations} steps{(result.HasConverged ? "" : ", not converged")}. {predicted} of {result.Rates.Length} published rates ({Percent(predicted, result.Rates.Length)}) lie within the 90 % interval that tables and all other studies expect."));
        page.Paragraph(FormattableString.Invariant(
            $"Mean error left out, in log-odds: {result.Rates.Average(static r => r.ErrorLeftOut):0.000}; of the tables' numbers: {result.Rates.Average(static r => r.ErrorBefore):0.000}."));
        if (!result.HasConverged)
        {
            page.Warning("It has not converged: give more --iterations before you believe it.");
        }

        (double shape, double effective) = result.AssessReliability();
        page.Paragraph(FormattableString.Invariant(
            $"How far the normal form can be trusted: k-hat {shape:0.00}, {effective:0} effective draws of 1000. Below .5 it serves, below .7 its reweighted draws do; above, the numbers stand but the intervals are a first approximation."));
        page.Heading("Differences between studies");
        page.Table(["kind of rate", "standard deviation, log-odds"], result.Heterogeneity.Select(static h => new[] { h.Key.Length == 0 ? "(no kind)" : h.Key, Number(h.Value) }));
        page.Heading("Rates");
        page.Table(
            ["study", "rate", "published", "tables", "now", "expected without its study", "inside", "weight"],
            result.Rates.Select(static r => new[]
            {
                r.Study.Key, r.Rate.Id, Number(r.Rate.Value), Number(r.Before), Number(r.After),
                $"{Number(r.Predicted.Low)} to {Number(r.Predicted.High)}", r.IsPredicted ? "yes" : "no", Number(r.Weight),
            }),
            firstNumber: 2);
        page.Heading("Left out");
        page.Table(["rate", "reason"], studies.LeftOut.Select(static l => new[] { l.Key, l.Value }), firstNumber: 2);
        return page;
    }

    private static string Percent(int part, int of) => (100.0 * part / Math.Max(1, of)).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

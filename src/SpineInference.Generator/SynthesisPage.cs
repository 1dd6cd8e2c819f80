using System.Globalization;
using System.Text;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Generator;

/// <summary>Tables and studies together: each study left out, each rate beside what all others expect.</summary>
internal static class SynthesisPage
{
    public static string Render(KnowledgeSynthesis moved, KnowledgeStudies studies, SynthesisResult result)
    {
        StringBuilder text = Markdown.Header("Tables and studies together");
        int predicted = result.Rates.Count(static r => r.IsPredicted);
        (double shape, double effective) = result.AssessReliability();
        text.Append("What the [synthesis](../synthesis.md) makes of the tables and the published rates that can be asked of the network, and whether it may be believed: each study is left out, and its rates are held against the 90 % interval that the tables and all other studies expect. ")
            .Append(moved.Count > 0
                ? $"The shipped model uses {moved.Count.ToString(CultureInfo.InvariantCulture)} rows as [studies moved them](../synthesis.md#the-shipped-model). "
                : "The shipped numbers are the tables' own: this synthesis narrows what is believed of them and does not move them ([why](../decisions/0072-numbers-stay-as-written.md)). ")
            .Append("Written by `dotnet run --project src/SpineInference.Generator -- . --evidence`.\n\n");
        text.Head("measure", "value");
        text.Row("studies, rates", $"{studies.Studies.Studies.Length}, {result.Rates.Length}");
        text.Row("left out, with a reason", studies.LeftOut.Count.ToString(CultureInfo.InvariantCulture));
        text.Row("steps to the mode", $"{result.Iterations}{(result.HasConverged ? "" : ", not converged")}");
        text.Row("rates within the interval left out", $"{predicted} ({Percent(predicted, result.Rates.Length)})");
        text.Row("of the tables' own values within the same interval", Before(result));
        text.Row("k-hat of the normal form, effective draws of 1000", FormattableString.Invariant($"{shape:0.00}, {effective:0}"));
        text.Append("\nBetween .85 and .95 of the rates should lie inside. A k-hat above .7 says that the numbers stand but that their intervals are a first approximation.\n");
        AppendErrors(text, studies, result);
        text.Append("\n## Differences between studies\n\nBeyond sampling, as a standard deviation of log-odds (of logarithms for ratios), by kind of rate.\n\n");
        text.Head("kind", "standard deviation");
        foreach ((string kind, double deviation) in result.Heterogeneity)
        {
            text.Row(kind.Length == 0 ? "(none named)" : kind, Number(deviation));
        }

        Append(text, "Misses", "Rates outside the interval that all other studies expect.", result.Rates.Where(static r => !r.IsPredicted));
        Append(text, "All rates", "*Weight*: how much the rate's own deviation was believed; small for an outlier.", result.Rates);
        text.Append("\n## Left out\n\n");
        text.Head("rate", "reason");
        foreach ((string id, string reason) in studies.LeftOut)
        {
            text.Row(id, reason);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, string words, IEnumerable<SynthesizedRate> rates)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{words}\n\n");
        text.Head("study", "rate", "published", "tables", "with studies", "expected without its study", "weight");
        foreach (SynthesizedRate rate in rates)
        {
            text.Row(rate.Study.Key, rate.Rate.Id, Number(rate.Rate.Value), Number(rate.Before), Number(rate.After), $"{Number(rate.Predicted.Low)}–{Number(rate.Predicted.High)}", Number(rate.Weight));
        }
    }

    // The tables were written from their targets; the study files came later, and there the comparison is fair.
    private static void AppendErrors(StringBuilder text, KnowledgeStudies studies, SynthesisResult result)
    {
        text.Append("\n## Does it help?\n\nThe error of a number is its distance from the published one, in log-odds (logarithms for ratios). *Tables*: the numbers as people wrote them. *Synthesised*: the mode without the rate's own study, to first order. ")
            .Append("The tables were written from their own targets, so that only the rates they were not written from compare fairly.\n\n");
        text.Head("rates", "how many", "mean error, tables", "mean error, synthesised without the study", "median, tables", "median, synthesised", "nearer by more than .05", "farther by more than .05", "within the interval left out");
        AppendErrors(text, "that the tables were not written from", [.. result.Rates.Where(r => studies.IsUnseen(r.Study, r.Rate))]);
        AppendErrors(text, "of study files that some row rests on", [.. result.Rates.Where(r => !studies.IsUnseen(r.Study, r.Rate) && !studies.IsTarget(r.Rate.Id))]);
        AppendErrors(text, "of the tables' targets", [.. result.Rates.Where(r => studies.IsTarget(r.Rate.Id))]);
        AppendErrors(text, "all", [.. result.Rates]);
    }

    private static void AppendErrors(StringBuilder text, string name, SynthesizedRate[] rates)
    {
        if (rates.Length == 0)
        {
            return;
        }

        text.Row(
            name,
            rates.Length.ToString(CultureInfo.InvariantCulture),
            Number(rates.Average(static r => r.ErrorBefore)),
            Number(rates.Average(static r => r.ErrorLeftOut)),
            Number(Median(rates.Select(static r => r.ErrorBefore))),
            Number(Median(rates.Select(static r => r.ErrorLeftOut))),
            rates.Count(static r => r.ErrorLeftOut < r.ErrorBefore - 0.05).ToString(CultureInfo.InvariantCulture),
            rates.Count(static r => r.ErrorLeftOut > r.ErrorBefore + 0.05).ToString(CultureInfo.InvariantCulture),
            $"{rates.Count(static r => r.IsPredicted)} ({Percent(rates.Count(static r => r.IsPredicted), rates.Length)})");
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Before(SynthesisResult result)
    {
        int inside = result.Rates.Count(static r => r.Before >= r.Predicted.Low && r.Before <= r.Predicted.High);
        return $"{inside} ({Percent(inside, result.Rates.Length)})";
    }

    private static string Percent(int part, int of) => (100.0 * part / Math.Max(1, of)).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

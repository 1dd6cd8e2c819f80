using System.Globalization;
using SpineInference.Engine.Reasoning;
using SpineInference.Plots.Drawing;

namespace SpineInference.Plots;

public static partial class Charts
{
    // Log-odds beyond this are certainty for the eye.
    private const double LargestDecibans = 40;

    // The earlier, the more it is wanted where there is no room for all.
    private static readonly double[] ProbabilityTicks = [0.5, 0.01, 0.99, 0.1, 0.9, 0.0001, 0.9999, 0.001, 0.999, 0.2, 0.8];

    /// <summary>How the findings, one after the other, carry the odds of a hypothesis from before to after: a waterfall.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>The chart: the weight of each finding in decibans, the probabilities at both ends, and the line of 50 %.</returns>
    public static Chart DrawWaterfall(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        double prior = Clamp(new WeightOfEvidence(explanation.AgainstAll.PriorLogOdds).Decibans);
        double posterior = Clamp(new WeightOfEvidence(explanation.AgainstAll.PosteriorLogOdds).Decibans);
        var steps = new List<(double From, double To)>();
        double at = prior;
        foreach (Reason reason in explanation.Reasons)
        {
            double next = Clamp(at + Math.Clamp(reason.InOrder.Decibans, -2 * LargestDecibans, 2 * LargestDecibans));
            steps.Add((at, next));
            at = next;
        }

        // The line of 50 % lies at 0 and is always in view.
        double[] reached = [0, prior, posterior, .. steps.Select(static s => s.To)];
        double left = reached.Min() - 3;
        double right = reached.Max() + 3;
        (string, string)[] rows =
        [
            ("before any finding", Words.Percent(explanation.AgainstAll.PriorProbability)),
            .. explanation.Reasons.Select(static r => (r.Label, r.InOrder.Decibans.ToString("+0.0 dB;−0.0 dB;0.0 dB", CultureInfo.InvariantCulture))),
            ("after all findings", Words.Percent(explanation.AgainstAll.PosteriorProbability)),
        ];
        return new Chart(new RowSheet($"Evidence for {explanation.Hypothesis}", string.Join(" ", explanation.Sentences), rows)
        {
            Legend = [(Theme.End, "probability, before and after"), (Theme.For, "speaks for"), (Theme.Against, "speaks against")],
            Axis = "probability (even steps of log-odds; 10 dB are odds of 10 to 1)",
            Limits = (left, right),
            Ticks = [.. ProbabilityTicks.Select(static p => (10 * Math.Log10(p / (1 - p)), string.Create(CultureInfo.InvariantCulture, $"{100 * p:0.##} %")))],
            Mark = plot =>
            {
                Marks.Bar(plot, 0, left, prior, Theme.End);
                for (int i = 0; i < steps.Count; i++)
                {
                    (double from, double to) = steps[i];
                    Marks.Bar(plot, -i - 1, from, to, to >= from ? Theme.For : Theme.Against);
                    Marks.Line(plot, from, -i - 0.34, from, -i - 1.34, Theme.Guide, 1);
                }

                Marks.Bar(plot, -steps.Count - 1, left, posterior, Theme.End);
                Marks.Across(plot, 0, Theme.Ink);
            },
        });
    }

    /// <summary>What the probability becomes when single numbers of the model move through their plausible ranges: a tornado.</summary>
    /// <param name="report">The sensitivities.</param>
    /// <returns>The chart: each number in words with its range, and where each of its ends would take the probability.</returns>
    /// <exception cref="ArgumentException">The report has no bars.</exception>
    public static Chart DrawTornado(SensitivityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ThrowIfNothing(report.Tornado.Length, nameof(report));
        double margin = 0.05 * Math.Max(report.Tornado.Max(static b => b.Swing), 1e-6);
        double least = Math.Max(0, report.Tornado.Min(static b => Math.Min(b.AtLower, b.AtUpper)) - margin);
        double most = Math.Min(1, report.Tornado.Max(static b => Math.Max(b.AtLower, b.AtUpper)) + margin);
        (string Label, string Number)[] rows = [.. report.Tornado.Select(b => (NameOf(report, b), $"{Fine(b.AtLower)} → {Fine(b.AtUpper)}"))];
        return new Chart(new RowSheet($"Which numbers move {report.Hypothesis}", string.Join("; ", rows.Select(static r => $"{r.Label}: {r.Number}")), rows)
        {
            Legend = [(Theme.Against, "the number at its low end"), (Theme.For, "at its high end")],
            Axis = $"probability; the dashed line is where it stands now, {Fine(report.Probability)}",
            Limits = (least, most),
            Ticks = [.. EvenTicks(least, most)],
            Mark = plot =>
            {
                for (int i = 0; i < report.Tornado.Length; i++)
                {
                    Marks.Bar(plot, -i, report.Probability, report.Tornado[i].AtLower, Theme.Against);
                    Marks.Bar(plot, -i, report.Probability, report.Tornado[i].AtUpper, Theme.For);
                }

                Marks.Across(plot, report.Probability, Theme.Ink);
            },
        });
    }

    private static string NameOf(SensitivityReport report, TornadoBar bar)
    {
        string name = report.NameOf(bar.Row, bar.State);
        int state = name.LastIndexOf(": ", StringComparison.Ordinal);
        int given = name.IndexOf('|', StringComparison.Ordinal);
        string variable = Words.OfVariable(given < 0 ? name[..state] : name[..given]);
        string parents = given < 0 ? "" : $", given {Words.Parents(name[(given + 1)..state])}";

        // The range is never torn apart.
        string range = Words.Range(bar.Range.Lower, bar.Range.Upper).Replace(' ', '\u00A0');
        return $"{variable} is {Words.OfId(name[(state + 2)..])}{parents} ({range})";
    }

    // Whole percents where a step has at least one.
    private static IEnumerable<(double, string)> EvenTicks(double least, double most)
    {
        double step = ((double[])[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]).FirstOrDefault(s => (most - least) / s <= 6, 0.25);
        for (double at = Math.Ceiling(least / step) * step; at <= most + 1e-9; at += step)
        {
            yield return (at, Fine(at));
        }
    }

    private static string Fine(double probability) => string.Create(CultureInfo.InvariantCulture, $"{100 * probability:0.#} %");

    private static double Clamp(double decibans) => Math.Clamp(decibans, -LargestDecibans, LargestDecibans);
}

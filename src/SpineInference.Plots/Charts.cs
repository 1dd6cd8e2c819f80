using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Plots;

/// <summary>Draws what a diagnosis says, and how firmly.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
/// <example><code>
/// Charts.Roots(diagnosis).Save("roots.svg");
/// Charts.Waterfall(diagnosis.Explain(NerveRoot.L5)).Save("waterfall.svg");
/// Charts.Tornado(diagnosis.AnalyseSensitivity(NerveRoot.L5)).Save("tornado.svg");
/// </code></example>
public static class Charts
{
    // Log-odds beyond this are certainty for the eye.
    private const double LargestDecibans = 40;

    private static readonly Color Neutral = Color.FromHex("#4C72B0");
    private static readonly Color For = Color.FromHex("#2E8B57");
    private static readonly Color Against = Color.FromHex("#B03A2E");

    private static readonly double[] ProbabilityTicks = [0.0001, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 0.9999];

    /// <summary>Bars of probabilities, with credible intervals where there are any.</summary>
    /// <param name="title">What is asked.</param>
    /// <param name="bars">The answers, from the top; at least one.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There is no bar.</exception>
    public static Chart Posteriors(string title, IReadOnlyList<PosteriorBar> bars)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(bars);
        ThrowIfNothing(bars.Count, nameof(bars));
        return new Chart(
            () =>
            {
                var plot = new Plot();
                for (int i = 0; i < bars.Count; i++)
                {
                    AddBar(plot, -i, 0, bars[i].Probability, Neutral);
                    if (bars[i].Interval is { } interval)
                    {
                        AddWhisker(plot, -i, interval);
                    }
                }

                plot.Axes.SetLimits(0, 1, 0.6 - bars.Count, 0.6);
                plot.Axes.Bottom.TickGenerator = Ticks(
                    Enumerable.Range(0, 6).Select(static i => (i / 5.0, $"{20 * i} %")));
                return Finish(plot, title, "probability", bars.Select(static b => b.Label));
            },
            bars.Count);
    }

    /// <summary>The answers to a question, the most probable first; below 0.5 % left out.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="question">The question, one of <see cref="Questions"/>.</param>
    /// <param name="intervals">The diagnosis' intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart Answers(Diagnosis diagnosis, Question question, DiagnosisIntervals? intervals = null, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(question);
        return Posteriors(Title(question), [.. diagnosis.Ask(question).RankedOutcomes.Where(static o => o.Probability >= 0.005).Select(o => Bar(o, intervals, mass))]);
    }

    /// <summary>The causes of a diagnosis, the most probable first.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="intervals">Its intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart Causes(Diagnosis diagnosis, DiagnosisIntervals? intervals = null, double mass = 0.9) =>
        Answers(diagnosis, Questions.Cause, intervals, mass);

    /// <summary>The principal root of a diagnosis, from head to tail, with none at the end.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="intervals">Its intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart Roots(Diagnosis diagnosis, DiagnosisIntervals? intervals = null, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return Posteriors("Principal root", [.. diagnosis.Ask((Question)Questions.RootLevel).Outcomes.OrderBy(static o => o.IsNone).Select(o => Bar(o, intervals, mass))]);
    }

    /// <summary>How the findings, one after the other, carry the odds of a hypothesis from before to after: a waterfall.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>The chart.</returns>
    public static Chart Waterfall(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        double prior = Clamp(new WeightOfEvidence(explanation.AgainstAll.PriorLogOdds).Decibans);
        double posterior = Clamp(new WeightOfEvidence(explanation.AgainstAll.PosteriorLogOdds).Decibans);
        var steps = new List<(string Label, double From, double To)>();
        double at = prior;
        foreach (Reason reason in explanation.Reasons)
        {
            double next = Clamp(at + Math.Clamp(reason.InOrder.Decibans, -2 * LargestDecibans, 2 * LargestDecibans));
            steps.Add((reason.Label, at, next));
            at = next;
        }

        double left = Math.Min(Math.Min(prior, posterior), steps.Select(static s => Math.Min(s.From, s.To)).DefaultIfEmpty(0).Min()) - 3;
        double right = Math.Max(Math.Max(prior, posterior), steps.Select(static s => Math.Max(s.From, s.To)).DefaultIfEmpty(0).Max()) + 6;
        return new Chart(
            () =>
            {
                var plot = new Plot();
                AddBar(plot, 0, left, prior, Neutral);
                for (int i = 0; i < steps.Count; i++)
                {
                    (string _, double from, double to) = steps[i];
                    AddBar(plot, -i - 1, from, to, to >= from ? For : Against);
                    AddText(plot, Math.Max(from, to), -i - 1, (to - from).ToString("+0.0 dB;-0.0 dB;0.0 dB", CultureInfo.InvariantCulture));
                }

                AddBar(plot, -steps.Count - 1, left, posterior, Neutral);
                plot.Axes.SetLimits(left, right, -steps.Count - 1.6, 0.6);
                plot.Axes.Bottom.TickGenerator = Ticks(ProbabilityTicks
                    .Select(static p => (10 * Math.Log10(p / (1 - p)), $"{100 * p:0.##} %".ToString(CultureInfo.InvariantCulture)))
                    .Where(t => t.Item1 >= left && t.Item1 <= right));
                return Finish(
                    plot,
                    $"Evidence for {explanation.Hypothesis}",
                    "probability (even steps of log-odds)",
                    ["before any finding", .. steps.Select(static s => s.Label), "after all findings"]);
            },
            steps.Count + 2);
    }

    /// <summary>What the probability becomes when single numbers of the model move through their plausible ranges: a tornado.</summary>
    /// <param name="report">The sensitivities.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The report has no bars.</exception>
    public static Chart Tornado(SensitivityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ThrowIfNothing(report.Tornado.Length, nameof(report));
        return new Chart(
            () =>
            {
                var plot = new Plot();
                for (int i = 0; i < report.Tornado.Length; i++)
                {
                    TornadoBar bar = report.Tornado[i];
                    AddBar(plot, -i, report.Probability, bar.AtLower, bar.AtLower < report.Probability ? Against : For);
                    AddBar(plot, -i, report.Probability, bar.AtUpper, bar.AtUpper < report.Probability ? Against : For);
                }

                double margin = 0.05 * report.Tornado[0].Swing;
                double least = report.Tornado.Min(static b => Math.Min(b.AtLower, b.AtUpper)) - margin;
                double most = report.Tornado.Max(static b => Math.Max(b.AtLower, b.AtUpper)) + margin;
                plot.Axes.SetLimits(Math.Max(0, least), Math.Min(1, most), 0.6 - report.Tornado.Length, 0.6);
                plot.Add.VerticalLine(report.Probability, 1, Colors.Black);
                return Finish(
                    plot,
                    $"What moves {report.Hypothesis}",
                    FormattableString.Invariant($"probability, now {report.Probability:0.00}"),
                    report.Tornado.Select(b => NameOf(report, b)));
            },
            report.Tornado.Length);
    }

    private static string NameOf(SensitivityReport report, TornadoBar bar)
    {
        string name = report.NameOf(bar.Row, bar.State);
        string id = name.Length > 52 ? $"{name[..24]}…{name[^27..]}" : name;
        return FormattableString.Invariant($"{id} ({bar.Range.Lower:0.00}–{bar.Range.Upper:0.00})");
    }

    private static double Clamp(double decibans) => Math.Clamp(decibans, -LargestDecibans, LargestDecibans);

    private static void ThrowIfNothing(int count, string parameter)
    {
        if (count == 0)
        {
            throw new ArgumentException("There is nothing to draw: expected at least one bar.", parameter);
        }
    }

    private static string Title(Question question) => string.Concat(question.Label[..1].ToUpperInvariant(), question.Label.AsSpan(1));

    private static PosteriorBar Bar(Outcome outcome, DiagnosisIntervals? intervals, double mass) =>
        new(outcome.Name, outcome.Probability, intervals?[outcome].Central(mass));

    private static void AddBar(Plot plot, double position, double from, double to, Color color)
    {
        ScottPlot.Plottables.Rectangle rectangle = plot.Add.Rectangle(Math.Min(from, to), Math.Max(from, to), position - 0.35, position + 0.35);
        rectangle.FillColor = color;
        rectangle.LineWidth = 0;
    }

    private static void AddWhisker(Plot plot, double position, CredibleInterval interval)
    {
        AddLine(plot, interval.Lower, position, interval.Upper, position);
        AddLine(plot, interval.Lower, position - 0.15, interval.Lower, position + 0.15);
        AddLine(plot, interval.Upper, position - 0.15, interval.Upper, position + 0.15);
    }

    private static void AddLine(Plot plot, double x1, double y1, double x2, double y2)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = Colors.Black;
        line.LineWidth = 1.5f;
    }

    private static void AddText(Plot plot, double x, double y, string words)
    {
        ScottPlot.Plottables.Text text = plot.Add.Text(words, x, y);
        text.LabelFontSize = 11;
        text.LabelAlignment = Alignment.MiddleLeft;
        text.OffsetX = 4;
    }

    private static NumericManual Ticks(IEnumerable<(double Position, string Label)> ticks)
    {
        var manual = new NumericManual();
        foreach ((double position, string label) in ticks)
        {
            manual.AddMajor(position, label);
        }

        return manual;
    }

    /// <summary>Writes a label beside each line of a chart, from the top: the first at 0, the next at -1, and so on.</summary>
    internal static void LabelLeft(Plot plot, IEnumerable<string> labels)
    {
        plot.Axes.Left.TickGenerator = Ticks(labels.Select(static (label, i) => ((double)-i, label)));
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = 12;
    }

    private static Plot Finish(Plot plot, string title, string axis, IEnumerable<string> labels)
    {
        LabelLeft(plot, labels);
        plot.Title(title);
        plot.XLabel(axis);
        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        return plot;
    }
}

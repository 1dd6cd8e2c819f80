using System.Globalization;
using ScottPlot;
using SpineInference.Learning;
using SpineInference.Plots.Drawing;

namespace SpineInference.Plots;

public static partial class LearningCharts
{
    // The share of a normal distribution within this many standard deviations is 95 %.
    private const double Deviations = 1.96;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.OpenSquare, MarkerShape.FilledTriangleUp, MarkerShape.OpenDiamond, MarkerShape.Eks, MarkerShape.OpenTriangleDown,
        MarkerShape.OpenCircle, MarkerShape.FilledSquare, MarkerShape.OpenTriangleUp, MarkerShape.FilledDiamond, MarkerShape.Cross, MarkerShape.FilledTriangleDown,
        MarkerShape.OpenCircleWithDot, MarkerShape.Asterisk, MarkerShape.OpenCircleWithCross, MarkerShape.TriUp, MarkerShape.OpenCircleWithEks, MarkerShape.TriDown,
    ];

    private static readonly (double, string)[] PercentTicks = [.. ((double[])[0, 0.25, 0.5, 0.75, 1]).Select(static p => (p, Words.Percent(p)))];

    /// <summary>The calibration of the most probable class: predicted probability against the share that came true, with the 95 % interval of
    /// that share, the number of cases in each bin, and the line of perfect calibration.</summary>
    /// <param name="report">The evaluation.</param>
    /// <returns>The chart. The intervals are Wilson's, with a bin's weight as its number of cases.</returns>
    public static Chart DrawCalibration(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        CalibrationBin[] bins = [.. report.Calibration.Where(static b => b.Weight > 0)];
        return new Chart(new CurveSheet(
            FormattableString.Invariant($"Calibration (expected error {report.ExpectedCalibrationError:F3})"),
            string.Join("; ", bins.Select(static b => FormattableString.Invariant($"predicted {b.MeanPredicted:P0}, came true {b.Observed:P0}, {b.Weight:G5} cases"))))
        {
            Height = 520,
            Horizontal = "predicted probability; above: cases in each bin",
            Vertical = "share that came true, with its 95 % interval",
            X = new Scale(0, 1, PercentTicks),
            Y = new Scale(0, 1.02, PercentTicks),
            Top = [.. bins.Select(static b => ((b.Lower + b.Upper) / 2, b.Weight.ToString("#,0", CultureInfo.InvariantCulture)))],
            Mark = plot =>
            {
                Guide(plot);
                foreach (CalibrationBin bin in bins)
                {
                    (double lower, double upper) = Wilson(bin.Observed, bin.Weight);
                    Marks.Line(plot, bin.MeanPredicted, lower, bin.MeanPredicted, upper, Theme.Ink, 1.5f);
                }

                CurveSheet.Curve(plot, [.. bins.Select(static b => b.MeanPredicted)], [.. bins.Select(static b => b.Observed)], Theme.Plain).MarkerSize = 8;
            },
        });
    }

    /// <summary>The receiver operating characteristic of each class against the rest.</summary>
    /// <param name="predictions">The predictions; classes that never or always occur are left out.</param>
    /// <returns>The chart: each class has a colour, a pattern and a mark that together no other of eighteen has, and its area in the legend.</returns>
    public static Chart DrawRoc(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        (int Class, string Name, double Area)[] classes = [.. Enumerable.Range(0, predictions.Classes.Length)
            .Select(c => (c, predictions.Classes[c], RocCurve.ComputeArea(predictions, c))).Where(static c => !double.IsNaN(c.Item3))];
        return new Chart(new CurveSheet(
            "ROC of each class against the rest (area)",
            string.Join("; ", classes.Select(static c => FormattableString.Invariant($"{c.Name} {c.Area:F3}"))))
        {
            Height = Math.Max(440, 70 + (22 * classes.Length)),
            Horizontal = "1 − specificity",
            Vertical = "sensitivity",
            X = new Scale(0, 1, PercentTicks),
            Y = new Scale(0, 1, PercentTicks),
            Entries = [.. classes.Select(static (c, i) => new CurveEntry(FormattableString.Invariant($"{c.Name} ({c.Area:F3})"), Theme.Curves[i % Theme.Curves.Length], Patterns[i / Theme.Curves.Length % Patterns.Length], Shapes[i % Shapes.Length]))],
            Mark = plot =>
            {
                Guide(plot);
                for (int i = 0; i < classes.Length; i++)
                {
                    var points = RocCurve.ComputePoints(predictions, classes[i].Class);
                    double[] x = [.. points.Select(static p => p.FalsePositiveRate)];
                    double[] y = [.. points.Select(static p => p.TruePositiveRate)];
                    ScottPlot.Plottables.Scatter curve = CurveSheet.Curve(plot, x, y, Theme.Curves[i % Theme.Curves.Length]);
                    curve.MarkerSize = 0;
                    curve.LinePattern = Patterns[i / Theme.Curves.Length % Patterns.Length];

                    // Along the curve, each class at places of its own, so that marks of curves that run together stand beside each other.
                    for (int k = 0; k < 4; k++)
                    {
                        double along = 2 * ((k + ((i + 0.5) / classes.Length)) / 4);
                        (double atX, double atY) = Along(x, y, along);
                        plot.Add.Marker(atX, atY, Shapes[i % Shapes.Length], 9, Theme.Curves[i % Theme.Curves.Length]);
                    }
                }
            },
        });
    }

    /// <summary>The accuracy on the cases kept as the least certain are left undecided.</summary>
    /// <param name="report">The evaluation.</param>
    /// <returns>The chart.</returns>
    public static Chart DrawReject(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        double least = Math.Max(0, Math.Floor(10 * (report.Reject.Min(static r => r.Accuracy) - 0.05)) / 10);
        return new Chart(new CurveSheet(
            "Accuracy on the cases kept",
            string.Join("; ", report.Reject.Select(static r => FormattableString.Invariant($"{r.Rejected:P0} left undecided: {r.Accuracy:P0}"))))
        {
            Height = 280,
            Horizontal = "share left undecided, the least certain first",
            Vertical = "accuracy",
            X = new Scale(0, 1, PercentTicks),
            Y = new Scale(least, 1.02, [.. Enumerable.Range(0, 11).Select(static i => i / 10.0).Where(p => p >= least).Select(static p => (p, Words.Percent(p)))]),
            Mark = plot => CurveSheet.Curve(plot, [.. report.Reject.Select(static r => r.Rejected)], [.. report.Reject.Select(static r => r.Accuracy)], Theme.Plain),
        });
    }

    private static void Guide(Plot plot) => Marks.Line(plot, 0, 0, 1, 1, Theme.Guide, 1).LinePattern = LinePattern.Dashed;

    // Wilson 1927; holds near 0 and 1, where the textbook's interval has no width.
    private static (double Lower, double Upper) Wilson(double share, double count)
    {
        double z = Deviations * Deviations;
        double centre = (share + (z / (2 * count))) / (1 + (z / count));
        double half = Deviations / (1 + (z / count)) * Math.Sqrt((share * (1 - share) / count) + (z / (4 * count * count)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    // The point where the sum of both rates, which only rises along the curve, is what is asked.
    private static (double X, double Y) Along(double[] x, double[] y, double sum)
    {
        int next = 1;
        while (next < x.Length - 1 && x[next] + y[next] < sum)
        {
            next++;
        }

        double from = x[next - 1] + y[next - 1];
        double share = Math.Clamp((sum - from) / Math.Max(1e-12, x[next] + y[next] - from), 0, 1);
        return (x[next - 1] + (share * (x[next] - x[next - 1])), y[next - 1] + (share * (y[next] - y[next - 1])));
    }
}

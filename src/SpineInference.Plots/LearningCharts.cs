using System.Globalization;
using ScottPlot;
using SpineInference.Learning;

namespace SpineInference.Plots;

/// <summary>Draws what a fit did and how good predictions are.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class LearningCharts
{
    private const int SquareBars = 17;
    private const int WideBars = 8;

    private static readonly Color Before = Color.FromHex("#8C8C8C");
    private static readonly Color After = Color.FromHex("#4C72B0");
    private static readonly Color Guide = Color.FromHex("#BBBBBB");

    /// <summary>The bound after each iteration.</summary>
    /// <param name="fit">The fit; it has at least one complete iteration.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The fit has no complete iteration.</exception>
    public static Chart Bound(FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ThrowIfNothing(fit.Bounds.Length, "iteration", nameof(fit));
        return new Chart(
            () =>
            {
                var plot = new Plot();
                AddCurve(plot, [.. Enumerable.Range(1, fit.Bounds.Length).Select(static i => (double)i)], [.. fit.Bounds], After);
                return Finish(plot, "Lower bound of the log evidence", "iteration", "bound");
            },
            WideBars);
    }

    /// <summary>The rows that learned most: the probability of each state before (grey ring) and after (blue, with its interval).</summary>
    /// <param name="fit">The fit; it has at least one row the data visited.</param>
    /// <param name="count">How many rows at most; positive.</param>
    /// <param name="mass">The probability of the intervals, in (0, 1).</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The data visited no row.</exception>
    public static Chart Rows(FitResult fit, int count = 15, double mass = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        (RowReport Row, int State)[] lines = [.. fit.Rows.Where(static r => r.IsVisited)
            .OrderByDescending(static r => r.Information).ThenBy(static r => r.Id, StringComparer.Ordinal).Take(count)
            .SelectMany(r => StatesToShow(fit, r).Select(s => (r, s)))];
        ThrowIfNothing(lines.Length, "visited row", nameof(fit));
        return new Chart(
            () =>
            {
                var plot = new Plot();
                for (int i = 0; i < lines.Length; i++)
                {
                    (RowReport row, int state) = lines[i];
                    (double lower, double upper) = row.Interval(state, mass);
                    ScottPlot.Plottables.LinePlot interval = plot.Add.Line(lower, -i, upper, -i);
                    interval.LineColor = After;
                    interval.LineWidth = 2;
                    plot.Add.Marker(row.Before[state], -i, MarkerShape.OpenCircle, 9, Before);
                    plot.Add.Marker(row.After[state], -i, MarkerShape.FilledCircle, 7, After);
                }

                plot.Axes.SetLimits(-0.02, 1.02, 0.4 - lines.Length, 0.6);
                Finish(plot, "Rows that learned most: before (grey) and after", "probability", "");
                Charts.LabelLeft(plot, lines.Select(l => Label(fit, l.Row, l.State)));
                return plot;
            },
            lines.Length);
    }

    /// <summary>The calibration of the most probable class: predicted probability against the share that came true, with the line of
    /// perfect calibration.</summary>
    /// <param name="report">The evaluation.</param>
    /// <returns>The chart.</returns>
    public static Chart Calibration(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        CalibrationBin[] bins = [.. report.Calibration.Where(static b => b.Weight > 0)];
        return new Chart(
            () =>
            {
                var plot = new Plot();
                AddGuide(plot);
                ScottPlot.Plottables.Scatter curve = AddCurve(
                    plot, [.. bins.Select(static b => b.MeanPredicted)], [.. bins.Select(static b => b.Observed)], After);
                curve.MarkerSize = 8;
                plot.Axes.SetLimits(0, 1, 0, 1);
                return Finish(
                    plot,
                    FormattableString.Invariant($"Calibration (expected error {report.ExpectedCalibrationError:F3})"),
                    "predicted probability",
                    "share that came true");
            },
            SquareBars);
    }

    /// <summary>The receiver operating characteristic of each class against the rest.</summary>
    /// <param name="predictions">The predictions; classes that never or always occur are left out.</param>
    /// <returns>The chart.</returns>
    public static Chart Roc(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new Chart(
            () =>
            {
                var plot = new Plot();
                AddGuide(plot);
                var palette = new ScottPlot.Palettes.Category10();
                for (int c = 0; c < predictions.Classes.Length; c++)
                {
                    double area = RocCurve.Area(predictions, c);
                    if (double.IsNaN(area))
                    {
                        continue;
                    }

                    var points = RocCurve.Points(predictions, c);
                    ScottPlot.Plottables.Scatter curve = AddCurve(
                        plot, [.. points.Select(static p => p.FalsePositiveRate)], [.. points.Select(static p => p.TruePositiveRate)], palette.GetColor(c));
                    curve.MarkerSize = 0;
                    curve.LegendText = FormattableString.Invariant($"{predictions.Classes[c]} ({area:F3})");
                }

                plot.Axes.SetLimits(0, 1, 0, 1);
                plot.ShowLegend(Alignment.LowerRight);
                return Finish(plot, "ROC of each class against the rest (area)", "1 − specificity", "sensitivity");
            },
            SquareBars);
    }

    /// <summary>The accuracy on the cases kept as the least certain are left undecided.</summary>
    /// <param name="report">The evaluation.</param>
    /// <returns>The chart.</returns>
    public static Chart Reject(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Chart(
            () =>
            {
                var plot = new Plot();
                AddCurve(plot, [.. report.Reject.Select(static r => r.Rejected)], [.. report.Reject.Select(static r => r.Accuracy)], After);
                plot.Axes.SetLimitsX(0, 1);
                return Finish(plot, "Accuracy on the cases kept", "share left undecided, the least certain first", "accuracy");
            },
            WideBars);
    }

    // Of two states one tells the other.
    private static int[] StatesToShow(FitResult fit, RowReport row)
    {
        int[] possible = [.. Enumerable.Range(0, row.After.Length).Where(s => row.After[s] > 0)];
        return possible.Length == 2 ? [possible[1]] : possible;
    }

    private static string Label(FitResult fit, RowReport row, int state)
    {
        string id = row.Id.Length > 52 ? $"{row.Id[..24]}…{row.Id[^27..]}" : row.Id;
        string name = row.Variables.IsEmpty ? state.ToString(CultureInfo.InvariantCulture) : fit.Network[row.Variables[0]].States[state];
        return $"{id}: {name}";
    }

    private static void ThrowIfNothing(int count, string what, string parameter)
    {
        if (count == 0)
        {
            throw new ArgumentException($"There is nothing to draw: expected at least one {what}.", parameter);
        }
    }

    private static ScottPlot.Plottables.Scatter AddCurve(Plot plot, double[] x, double[] y, Color color)
    {
        ScottPlot.Plottables.Scatter curve = plot.Add.Scatter(x, y, color);
        curve.LineWidth = 2;
        curve.MarkerSize = 5;
        return curve;
    }

    private static void AddGuide(Plot plot)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(0, 0, 1, 1);
        line.LineColor = Guide;
        line.LinePattern = LinePattern.Dashed;
    }

    private static Plot Finish(Plot plot, string title, string horizontal, string vertical)
    {
        plot.Title(title);
        plot.XLabel(horizontal);
        if (vertical.Length > 0)
        {
            plot.YLabel(vertical);
        }

        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        return plot;
    }
}

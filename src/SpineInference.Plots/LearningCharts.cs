using System.Globalization;
using SpineInference.Learning;
using SpineInference.Plots.Drawing;

namespace SpineInference.Plots;

/// <summary>Draws what a fit did and how good predictions are.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static partial class LearningCharts
{
    /// <summary>The bound after each iteration.</summary>
    /// <param name="fit">The fit; it has at least one complete iteration.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The fit has no complete iteration.</exception>
    public static Chart DrawBound(FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ThrowIfNothing(fit.Bounds.Length, "iteration", nameof(fit));
        double[] bounds = [.. fit.Bounds];
        double room = Math.Max(0.05 * (bounds.Max() - bounds.Min()), 1e-3 * Math.Abs(bounds[^1]));
        return new Chart(new CurveSheet(
            "Lower bound of the log evidence",
            FormattableString.Invariant($"{bounds.Length} iterations, from {bounds[0]:G6} to {bounds[^1]:G6}."))
        {
            Height = 260,
            Horizontal = "iteration",
            Vertical = "bound",
            X = new Scale(1, Math.Max(2, bounds.Length), CurveSheet.EvenTicks(1, Math.Max(2, bounds.Length), whole: true)),
            Y = new Scale(bounds.Min() - room, bounds.Max() + room, CurveSheet.EvenTicks(bounds.Min() - room, bounds.Max() + room, whole: false)),
            Mark = plot => CurveSheet.Curve(plot, [.. Enumerable.Range(1, bounds.Length).Select(static i => (double)i)], bounds, Theme.Plain),
        });
    }

    /// <summary>The rows that learned most, a small chart each: the probability of each state before (ring) and after (disc, with its
    /// interval).</summary>
    /// <param name="fit">The fit; it has at least one row the data visited.</param>
    /// <param name="count">How many rows at most; positive.</param>
    /// <param name="mass">The probability of the intervals, in (0, 1).</param>
    /// <returns>The chart: three small charts beside each other; those of fifteen rows fit a printed page.</returns>
    /// <exception cref="ArgumentException">The data visited no row.</exception>
    public static Chart DrawRows(FitResult fit, int count = 15, double mass = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Panel[] panels = [.. fit.Rows.Where(static r => r.IsVisited)
            .OrderByDescending(static r => r.Information).ThenBy(static r => r.Id, StringComparer.Ordinal).Take(count)
            .Select(r => new Panel(Words.Sentence(Words.OfRow(r.Id)), [.. StatesToShow(r).Select(s => Line(fit, r, s, mass))]))];
        ThrowIfNothing(panels.Length, "visited row", nameof(fit));
        return new Chart(new PanelSheet("Rows that learned most", panels)
        {
            Legend = [(Theme.End, "before (ring)"), (Theme.Plain, FormattableString.Invariant($"after (disc), with its {100 * mass:0.#} % interval"))],
        });
    }

    // Of two states one tells the other.
    private static int[] StatesToShow(RowReport row)
    {
        int[] possible = [.. Enumerable.Range(0, row.After.Length).Where(s => row.After[s] > 0)];
        return possible.Length == 2 ? [possible[1]] : possible;
    }

    private static PanelLine Line(FitResult fit, RowReport row, int state, double mass)
    {
        (double lower, double upper) = row.ComputeInterval(state, mass);
        string name = row.Variables.IsEmpty ? state.ToString(CultureInfo.InvariantCulture) : fit.Network[row.Variables[0]].States[state];
        return new PanelLine(Words.OfId(name), row.Before[state], row.After[state], lower, upper);
    }

    private static void ThrowIfNothing(int count, string what, string parameter)
    {
        if (count == 0)
        {
            throw new ArgumentException($"There is nothing to draw: expected at least one {what}.", parameter);
        }
    }
}

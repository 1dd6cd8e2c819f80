using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>A chart of curves over two axes, with a legend at the right where curves have names.</summary>
internal sealed class CurveSheet(string title, string description) : Sheet(title, description)
{
    private const float BelowPlot = 46;
    private const float EntryHeight = 22;
    private const float EntryLine = 34;

    public required float Height { get; init; }

    public required string Horizontal { get; init; }

    public required string Vertical { get; init; }

    public required Scale X { get; init; }

    public required Scale Y { get; init; }

    /// <summary>Words above the plot.</summary>
    public IReadOnlyList<(double Position, string Label)> Top { get; init; } = [];

    public IReadOnlyList<CurveEntry> Entries { get; init; } = [];

    /// <summary>Puts the curves into the plot.</summary>
    public required Action<Plot> Mark { get; init; }

    public static ScottPlot.Plottables.Scatter Curve(Plot plot, double[] x, double[] y, Color color)
    {
        ScottPlot.Plottables.Scatter curve = plot.Add.Scatter(x, y, color);
        curve.LineWidth = 2;
        curve.MarkerSize = 5;
        return curve;
    }

    /// <summary>Up to seven ticks at round numbers.</summary>
    public static (double, string)[] EvenTicks(double least, double most, bool whole)
    {
        double step = Math.Pow(10, Math.Floor(Math.Log10((most - least) / 2)));
        foreach (double factor in (double[])[1, 2, 5])
        {
            if ((most - least) / (step * factor) <= 6)
            {
                step *= factor;
                break;
            }
        }

        step = whole ? Math.Max(1, step) : step;
        var ticks = new List<(double, string)>();
        for (double at = Math.Ceiling(least / step) * step; at <= most + (1e-9 * step); at += step)
        {
            ticks.Add((at, (Math.Round(at / step) * step).ToString("#,0.########", CultureInfo.InvariantCulture)));
        }

        return [.. ticks];
    }

    protected override float BodyHeightAt(int width) => Height;

    protected override void PaintBody(SKCanvas canvas, PixelRect rect)
    {
        float left = Theme.Margin + Theme.LineHeight + 14 + Y.Ticks.Max(static t => Theme.Width(t.Label));
        float top = Top.Count > 0 ? 26 : 10;
        float right = Theme.Margin + 14;
        if (Entries.Count > 0)
        {
            float x = rect.Right - Theme.Margin - EntryLine - 8 - Entries.Max(static e => Theme.Width(e.Words));
            PaintEntries(canvas, x, rect.Top + top);
            right = rect.Right - x + 16;
        }

        using Plot plot = Theme.NewPlot();
        Mark(plot);
        plot.Axes.SetLimits(X.Least, X.Most, Y.Least, Y.Most);
        plot.Axes.Left.TickGenerator = RowSheet.Manual(Y.Ticks);
        plot.Axes.Bottom.TickGenerator = RowSheet.Manual(X.Ticks);
        plot.Layout.Fixed(new PixelPadding(left, right, BelowPlot, top));
        Theme.Render(plot, canvas, rect);
        foreach ((double position, string label) in Top)
        {
            double share = (position - X.Least) / (X.Most - X.Least);
            Write(canvas, label, (float)(rect.Left + left + (share * (rect.Width - left - right)) - (Theme.Width(label) / 2)), rect.Top + top - Theme.LineHeight - 2, Theme.Quiet);
        }

        WriteBelow(canvas, Horizontal, rect.Left + left, rect.Right - right, rect.Bottom);
        WriteUpwards(canvas, Vertical, rect.Top + top, rect.Bottom - BelowPlot);
    }

    private void PaintEntries(SKCanvas canvas, float x, float y)
    {
        foreach (CurveEntry entry in Entries)
        {
            float middle = y + (EntryHeight / 2) - 2;
            using ScottPlot.Paint paint = ScottPlot.Paint.NewDisposablePaint();
            ScottPlot.Drawing.DrawLine(canvas, paint, new PixelLine(x, middle, x + EntryLine, middle), new LineStyle { Color = entry.Color, Width = 2, Pattern = entry.Pattern });
            ScottPlot.Drawing.DrawMarker(canvas, paint, new Pixel(x + (EntryLine / 2), middle), new MarkerStyle(entry.Shape, 9, entry.Color));
            Write(canvas, entry.Words, x + EntryLine + 8, y, Theme.Ink);
            y += EntryHeight;
        }
    }
}

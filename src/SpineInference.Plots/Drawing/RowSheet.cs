using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>A chart of rows: words at the left, marks along one axis, numbers at the right.</summary>
/// <remarks>Row i lies at height −i of the plot. The numbers stand in a column of their own, where no mark can cover them.</remarks>
internal sealed class RowSheet(string title, string description, IReadOnlyList<(string Label, string Number)> rows) : Sheet(title, description)
{
    // Labels take no more than this share of the width; longer ones are broken into lines.
    private const float ShareOfLabels = 0.42f;
    private const float BelowPlot = 46;
    private const float AbovePlot = 8;

    public required string Axis { get; init; }

    public required (double Least, double Most) Limits { get; init; }

    /// <summary>Ticks in the order of their importance: where two would touch, the earlier stays.</summary>
    public required IReadOnlyList<(double Position, string Label)> Ticks { get; init; }

    /// <summary>Puts the marks into the plot.</summary>
    public required Action<Plot> Mark { get; init; }

    protected override float BodyHeightAt(int width) => BelowPlot + AbovePlot + (rows.Count * RowHeight(Labels(width)));

    protected override void PaintBody(SKCanvas canvas, PixelRect rect)
    {
        string[][] labels = Labels((int)rect.Width);
        float left = Theme.Margin + 8 + labels.SelectMany(static l => l).Max(static l => Theme.Width(l));
        float right = Theme.Margin + 10 + Math.Max(rows.Max(static r => Theme.Width(r.Number)), 14);
        float inner = rect.Width - left - right;
        using Plot plot = Theme.NewPlot();
        Mark(plot);
        plot.Axes.SetLimits(Limits.Least, Limits.Most, 0.5 - rows.Count, 0.5);
        plot.Axes.Left.TickGenerator = Manual(labels.Select(static (l, i) => ((double)-i, string.Join('\n', l))));
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Bottom.TickGenerator = Manual(Fitting(inner, left, right));
        plot.Layout.Fixed(new PixelPadding(left, right, BelowPlot, AbovePlot));
        Theme.Render(plot, canvas, rect);
        WriteBeside(canvas, [.. rows.Select(static r => r.Number)], rect.Right - right + 10, rect.Top + AbovePlot, rect.Bottom - BelowPlot);
        WriteBelow(canvas, Axis, rect.Left + left, rect.Right - right, rect.Bottom);
    }

    internal static NumericManual Manual(IEnumerable<(double Position, string Label)> ticks)
    {
        var manual = new NumericManual();
        foreach ((double position, string label) in ticks)
        {
            manual.AddMajor(position, label);
        }

        return manual;
    }

    private static float RowHeight(string[][] labels) => Math.Max(26, (labels.Max(static l => l.Length) * Theme.LineHeight) + 8);

    private string[][] Labels(int width) => [.. rows.Select(r => Theme.Wrap(r.Label, ShareOfLabels * width))];

    private List<(double, string)> Fitting(float inner, float left, float right)
    {
        var taken = new List<(float From, float To)>();
        var fitting = new List<(double, string)>();
        foreach ((double position, string label) in Ticks.Where(t => t.Position >= Limits.Least - 1e-9 && t.Position <= Limits.Most + 1e-9))
        {
            float centre = (float)((position - Limits.Least) / (Limits.Most - Limits.Least)) * inner;
            float half = (Theme.Width(label) / 2) + 3;
            bool isFree = taken.TrueForAll(t => centre + half < t.From || centre - half > t.To);
            if (isFree && centre - half > -left && centre + half < inner + right)
            {
                taken.Add((centre - half, centre + half));
                fitting.Add((position, label));
            }
        }

        return fitting;
    }
}

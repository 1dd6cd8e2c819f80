using ScottPlot;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>One line of a small chart: a probability before and after, with its interval.</summary>
/// <param name="Label">The state.</param>
/// <param name="Before">Its probability before.</param>
/// <param name="After">Its probability after.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
internal readonly record struct PanelLine(string Label, double Before, double After, double Lower, double Upper);

/// <summary>One small chart.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">Its lines, from the top.</param>
internal sealed record Panel(string Heading, PanelLine[] Lines);

/// <summary>Small charts beside and below each other, all on one scale of probability.</summary>
internal sealed class PanelSheet(string title, Panel[] panels) : Sheet(title, Describe(panels))
{
    private const int WidestPanel = 400;
    private const float Between = 16;
    private const float LineHeight = 18;
    private const float AxisHeight = 26;

    protected override float BodyHeightAt(int width) =>
        Rows(width).Sum(row => HeightOf(row, PanelWidth(width)) + Between) + Theme.Margin;

    protected override void PaintBody(SKCanvas canvas, PixelRect rect)
    {
        float wide = PanelWidth((int)rect.Width);
        float y = rect.Top;
        foreach (Panel[] row in Rows((int)rect.Width))
        {
            float headings = HeadingHeight(row, wide);
            float height = HeightOf(row, wide);
            for (int i = 0; i < row.Length; i++)
            {
                float x = Theme.Margin + (i * (wide + Between));
                string[] heading = Theme.Wrap(row[i].Heading, wide, bold: true);
                for (int l = 0; l < heading.Length; l++)
                {
                    Write(canvas, heading[l], x, y + (l * Theme.LineHeight), Theme.Ink, bold: true);
                }

                float inner = (row[i].Lines.Length * LineHeight) + 10 + AxisHeight;
                PaintPanel(canvas, row[i], new PixelRect(x, x + wide, y + headings + inner, y + headings));
            }

            y += height + Between;
        }
    }

    private static string Describe(Panel[] panels) => string.Join("; ", panels.Select(static p =>
        $"{p.Heading}: {string.Join(", ", p.Lines.Select(static l => $"{l.Label} {Words.Percent(l.Before)} before, {Words.Percent(l.After)} after"))}"));

    private static float PanelWidth(int width) => (width - (2 * Theme.Margin) - ((Columns(width) - 1) * Between)) / Columns(width);

    private static int Columns(int width) => Math.Max(1, (int)Math.Ceiling((width - (2 * Theme.Margin)) / (WidestPanel + Between)));

    private static float HeadingHeight(Panel[] row, float wide) => (row.Max(p => Theme.Wrap(p.Heading, wide, bold: true).Length) * Theme.LineHeight) + 4;

    private static float HeightOf(Panel[] row, float wide) => HeadingHeight(row, wide) + (row.Max(static p => p.Lines.Length) * LineHeight) + 10 + AxisHeight;

    private IEnumerable<Panel[]> Rows(int width) => panels.Chunk(Columns(width));

    private static void PaintPanel(SKCanvas canvas, Panel panel, PixelRect rect)
    {
        using Plot plot = Theme.NewPlot();
        for (int i = 0; i < panel.Lines.Length; i++)
        {
            PanelLine line = panel.Lines[i];
            Marks.Line(plot, line.Lower, -i, line.Upper, -i, Theme.Plain, 2);
            plot.Add.Marker(line.Before, -i, MarkerShape.OpenCircle, 9, Theme.End);
            plot.Add.Marker(line.After, -i, MarkerShape.FilledCircle, 7, Theme.Plain);
        }

        float left = 8 + panel.Lines.Max(static l => Theme.Width(l.Label));
        float right = 8 + panel.Lines.Max(static l => Theme.Width(NumberOf(l)));
        plot.Axes.SetLimits(-0.03, 1.03, 0.5 - panel.Lines.Length, 0.5);
        plot.Axes.Left.TickGenerator = RowSheet.Manual(panel.Lines.Select(static (l, i) => ((double)-i, l.Label)));
        plot.Axes.Bottom.TickGenerator = RowSheet.Manual(rect.Width - left - right < 110 ? [(0, "0"), (1, "100 %")] : [(0, "0"), (0.5, "50"), (1, "100 %")]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Layout.Fixed(new PixelPadding(left, right, AxisHeight, 4));
        Theme.Render(plot, canvas, rect);
        WriteBeside(canvas, [.. panel.Lines.Select(NumberOf)], rect.Right - right + 8, rect.Top + 4, rect.Bottom - AxisHeight);
    }

    private static string NumberOf(PanelLine line) => $"{Words.Percent(line.Before)} → {Words.Percent(line.After)}";
}

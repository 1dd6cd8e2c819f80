using ScottPlot;

namespace SpineInference.Plots.Drawing;

/// <summary>The marks that rows are made of.</summary>
internal static class Marks
{
    public static void Bar(Plot plot, double row, double from, double to, Color color)
    {
        ScottPlot.Plottables.Rectangle rectangle = plot.Add.Rectangle(Math.Min(from, to), Math.Max(from, to), row - 0.34, row + 0.34);
        rectangle.FillColor = color;
        rectangle.LineWidth = 0;
    }

    /// <summary>An interval that reads on a bar and beside it: a dark line within a light one.</summary>
    public static void Whisker(Plot plot, double row, double lower, double upper)
    {
        foreach ((Color color, float width) in ((Color, float)[])[(Theme.Ground, 4.5f), (Theme.Ink, 1.5f)])
        {
            Line(plot, lower, row, upper, row, color, width);
            Line(plot, lower, row - 0.16, lower, row + 0.16, color, width);
            Line(plot, upper, row - 0.16, upper, row + 0.16, color, width);
        }
    }

    public static ScottPlot.Plottables.LinePlot Line(Plot plot, double x1, double y1, double x2, double y2, Color color, float width)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = color;
        line.LineWidth = width;
        line.MarkerSize = 0;
        return line;
    }

    /// <summary>A dashed line across all rows.</summary>
    public static void Across(Plot plot, double x, Color color) => plot.Add.VerticalLine(x, 1.2f, color, LinePattern.Dashed);
}

using ScottPlot;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>What a chart is, before it is painted at a size.</summary>
/// <param name="title">What the chart shows.</param>
/// <param name="description">What can be read from it, in words, for those who do not see it.</param>
internal abstract class Sheet(string title, string description)
{
    public string Title { get; } = title;

    public string Description { get; } = description;

    /// <summary>Colours and what they mean, written below the title.</summary>
    public IReadOnlyList<(Color Color, string Words)> Legend { get; init; } = [];

    /// <summary>Paints the whole.</summary>
    public void Paint(SKCanvas canvas, int width, int height)
    {
        canvas.Clear(Theme.Ground.ToSKColor());
        using var ground = new SKPaint { Color = Theme.Ground.ToSKColor() };
        canvas.DrawRect(0, 0, width, height, ground);
        float y = Theme.Margin;
        foreach (string line in TitleLines(width))
        {
            Write(canvas, line, Theme.Margin, y, Theme.Ink, Theme.TitleSize, bold: true);
            y += LineOfTitle;
        }

        foreach ((Color Color, string Words, float X)[] line in LegendLines(width))
        {
            foreach ((Color color, string words, float x) in line)
            {
                using var paint = new SKPaint { Color = color.ToSKColor() };
                canvas.DrawRect(x, y + 3, Swatch, Swatch, paint);
                Write(canvas, words, x + Swatch + 6, y, Theme.Ink);
            }

            y += Theme.LineHeight + 2;
        }

        PaintBody(canvas, new PixelRect(0, width, height, y + 4));
    }

    /// <summary>The height that gives everything its room at a width.</summary>
    public int HeightAt(int width) => (int)Math.Ceiling(
        Theme.Margin + (TitleLines(width).Length * LineOfTitle) + (LegendLines(width).Count * (Theme.LineHeight + 2)) + 4 + BodyHeightAt(width));

    protected abstract float BodyHeightAt(int width);

    protected abstract void PaintBody(SKCanvas canvas, PixelRect rect);

    /// <summary>Writes one line whose upper left corner is given.</summary>
    protected static void Write(SKCanvas canvas, string text, float x, float y, Color color, float size = Theme.LabelSize, bool bold = false)
    {
        using var font = new SKFont(Fonts.GetTypeface(Theme.Font, bold, italic: false), size);
        using var paint = new SKPaint { Color = color.ToSKColor(), IsAntialias = true };
        canvas.DrawText(text, x, y + size, font, paint);
    }

    /// <summary>Writes a word beside each line of a plot, at its right.</summary>
    protected static void WriteBeside(SKCanvas canvas, IReadOnlyList<string> words, float x, float top, float bottom)
    {
        float height = (bottom - top) / words.Count;
        for (int i = 0; i < words.Count; i++)
        {
            Write(canvas, words[i], x, top + ((i + 0.5f) * height) - (Theme.LineHeight / 2), Theme.Ink);
        }
    }

    /// <summary>Writes the name of a horizontal axis below a plot.</summary>
    protected static void WriteBelow(SKCanvas canvas, string text, float left, float right, float bottom) =>
        Write(canvas, text, Math.Clamp(((left + right) / 2) - (Theme.Width(text) / 2), Theme.Margin, Math.Max(Theme.Margin, right - Theme.Width(text))), bottom - Theme.LineHeight - 4, Theme.Quiet);

    /// <summary>Writes the name of a vertical axis at the left edge, from below.</summary>
    protected static void WriteUpwards(SKCanvas canvas, string text, float top, float bottom)
    {
        canvas.Save();
        canvas.Translate(Theme.Margin, ((top + bottom) / 2) + (Theme.Width(text) / 2));
        canvas.RotateDegrees(-90);
        Write(canvas, text, 0, 0, Theme.Quiet);
        canvas.Restore();
    }

    private const float LineOfTitle = 21;
    private const float Swatch = 10;

    private string[] TitleLines(int width) => Theme.Wrap(Title, width - (2 * Theme.Margin), Theme.TitleSize, bold: true);

    private List<(Color, string, float)[]> LegendLines(int width)
    {
        var lines = new List<(Color, string, float)[]>();
        var line = new List<(Color, string, float)>();
        float x = Theme.Margin;
        foreach ((Color color, string words) in Legend)
        {
            float wide = Swatch + 6 + Theme.Width(words);
            if (line.Count > 0 && x + wide > width - Theme.Margin)
            {
                lines.Add([.. line]);
                line.Clear();
                x = Theme.Margin;
            }

            line.Add((color, words, x));
            x += wide + 20;
        }

        if (line.Count > 0)
        {
            lines.Add([.. line]);
        }

        return lines;
    }
}

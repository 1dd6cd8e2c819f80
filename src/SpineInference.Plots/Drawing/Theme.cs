using ScottPlot;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>The one look of all charts: colours, letters, and how much room words take.</summary>
/// <remarks>The colours stay apart for people who see red and green alike (after Okabe and Ito), and each has at least three times the
/// contrast of the ground. Each part has a colour of its own, by which a dark page finds it.</remarks>
internal static class Theme
{
    public const float TitleSize = 16;
    public const float LabelSize = 12;
    public const float Margin = 12;
    public const float LineHeight = 16;

    public static readonly Color Ground = Color.FromHex("#FEFEFE");
    public static readonly Color Ink = Color.FromHex("#1F2328");
    public static readonly Color Quiet = Color.FromHex("#59636E");
    public static readonly Color Guide = Color.FromHex("#8C959F");
    public static readonly Color Plain = Color.FromHex("#0072B2");
    public static readonly Color End = Color.FromHex("#6A737D");
    public static readonly Color For = Color.FromHex("#0173B2");
    public static readonly Color Against = Color.FromHex("#C4500A");

    /// <summary>Six colours for curves; with a pattern and a mark each they tell more than six apart.</summary>
    public static readonly Color[] Curves =
    [
        Color.FromHex("#0074B4"), Color.FromHex("#C2510C"), Color.FromHex("#007A5E"),
        Color.FromHex("#A9347A"), Color.FromHex("#5A5A5A"), Color.FromHex("#8A6100"),
    ];

    /// <summary>The family of letters: the first without serifs that the machine has. What the library takes for one can have serifs.</summary>
    public static string Font { get; } =
        ((string[])["Liberation Sans", "Arial", "Helvetica", "Helvetica Neue", "Segoe UI", "DejaVu Sans", "Noto Sans", "Open Sans", "Roboto"])
            .FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Sans;

    /// <summary>How wide words are.</summary>
    public static float Width(string text, float size = LabelSize, bool bold = false)
    {
        using var font = new SKFont(Fonts.GetTypeface(Font, bold, italic: false), size);
        return font.MeasureText(text);
    }

    /// <summary>Breaks words into lines no wider than asked; a single word that is wider stays whole.</summary>
    public static string[] Wrap(string text, float width, float size = LabelSize, bool bold = false)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        return [.. lines];
    }

    /// <summary>Gives a plot the look, and no words but those of its axes.</summary>
    public static Plot NewPlot()
    {
        var plot = new Plot();
        plot.Font.Set(Font);

        // The sheet is painted before the plot, which would wipe it.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Color = Guide;
            axis.MajorTickStyle.Color = Guide;
            axis.MinorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = LabelSize;
            axis.TickLabelStyle.ForeColor = Ink;
            axis.Label.FontSize = LabelSize;
            axis.Label.Bold = false;
            axis.Label.ForeColor = Quiet;
        }

        return plot;
    }

    /// <summary>Draws a plot once: the first time it is drawn twice, to find its own layout, so that time goes nowhere.</summary>
    public static void Render(Plot plot, SKCanvas canvas, PixelRect rect)
    {
        using var nowhere = new SKPictureRecorder();
        plot.Render(nowhere.BeginRecording(new SKRect(0, 0, rect.Right, rect.Bottom)), rect);
        plot.Render(canvas, rect);
    }
}

using SkiaSharp;
using SpineInference.Plots.Drawing;

namespace SpineInference.Plots;

/// <summary>A finished chart, to be written as SVG or PNG.</summary>
/// <remarks>Safe for concurrent use: it is drawn anew for each picture. As SVG it carries its title and a description in words, follows a
/// dark page, and prints light. Letters need a font on the machine that draws; without any, a chart has its bars and no words.</remarks>
public sealed class Chart
{
    private readonly Sheet _sheet;

    internal Chart(Sheet sheet) => _sheet = sheet;

    /// <summary>Width in pixels unless another is asked for.</summary>
    public const int DefaultWidth = 800;

    /// <summary>Height in pixels unless another is asked for: room for every row at <see cref="DefaultWidth"/>.</summary>
    public int DefaultHeight => _sheet.HeightAt(DefaultWidth);

    /// <summary>What the chart shows, as it stands above it.</summary>
    public string Title => _sheet.Title;

    /// <summary>What can be read from the chart, in words, for those who do not see it.</summary>
    public string Description => _sheet.Description;

    /// <summary>Draws the chart as SVG.</summary>
    /// <param name="width">Width in pixels; positive.</param>
    /// <param name="height">Height in pixels, positive; 0 for the height that gives every row its room at that width.</param>
    /// <returns>A document of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public string ToSvg(int width = DefaultWidth, int height = 0)
    {
        ThrowIfNoSize(width, height);
        return SvgDocument.Of(_sheet, width, height == 0 ? _sheet.HeightAt(width) : height);
    }

    /// <summary>Draws the chart as PNG.</summary>
    /// <param name="width">Width in pixels; positive.</param>
    /// <param name="height">Height in pixels, positive; 0 for the height that gives every row its room at that width.</param>
    /// <returns>The bytes of a file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public byte[] ToPng(int width = DefaultWidth, int height = 0)
    {
        ThrowIfNoSize(width, height);
        height = height == 0 ? _sheet.HeightAt(width) : height;
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height));
        _sheet.Paint(surface.Canvas, width, height);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Writes the chart to a file, as SVG or PNG by its extension.</summary>
    /// <param name="path">A path that ends in <c>.svg</c> or <c>.png</c>.</param>
    /// <exception cref="ArgumentException">The path ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                File.WriteAllText(path, ToSvg());
                break;
            case ".png":
                File.WriteAllBytes(path, ToPng());
                break;
            default:
                throw new ArgumentException($"'{path}' ends neither in .svg nor in .png: those are the formats a chart has.", nameof(path));
        }
    }

    private static void ThrowIfNoSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
    }
}

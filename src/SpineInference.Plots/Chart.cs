using System.Text.RegularExpressions;
using ScottPlot;

namespace SpineInference.Plots;

/// <summary>A finished chart, to be written as SVG or PNG.</summary>
/// <remarks>Safe for concurrent use: it is drawn anew for each picture. Letters need a font on the machine that draws; without any, a
/// chart has its bars and no words.</remarks>
public sealed partial class Chart
{
    private readonly Func<Plot> _draw;

    internal Chart(Func<Plot> draw, int barCount)
    {
        _draw = draw;
        DefaultHeight = 110 + (30 * barCount);
    }

    /// <summary>Width in pixels unless another is asked for.</summary>
    public const int DefaultWidth = 800;

    /// <summary>Height in pixels unless another is asked for: room for every bar.</summary>
    public int DefaultHeight { get; }

    /// <summary>Draws the chart as SVG.</summary>
    /// <param name="width">Width in pixels; positive.</param>
    /// <param name="height">Height in pixels, positive; 0 for <see cref="DefaultHeight"/>.</param>
    /// <returns>A document of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public string ToSvg(int width = DefaultWidth, int height = 0)
    {
        ThrowIfNoSize(width, height);
        using Plot plot = _draw();
        string svg = plot.GetSvgXml(width, height == 0 ? DefaultHeight : height);

        // The renderer counts its clip paths through the life of the process; counted within the picture, the same chart is the same text.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ClipPath().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return $"clip{numbers[match.Value]}";
        });
    }

    /// <summary>Draws the chart as PNG.</summary>
    /// <param name="width">Width in pixels; positive.</param>
    /// <param name="height">Height in pixels, positive; 0 for <see cref="DefaultHeight"/>.</param>
    /// <returns>The bytes of a file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public byte[] ToPng(int width = DefaultWidth, int height = 0)
    {
        ThrowIfNoSize(width, height);
        using Plot plot = _draw();
        return plot.GetImageBytes(width, height == 0 ? DefaultHeight : height, ImageFormat.Png);
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

    [GeneratedRegex(@"\bcl_[0-9a-f]+\b")]
    private static partial Regex ClipPath();

    private static void ThrowIfNoSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
    }
}

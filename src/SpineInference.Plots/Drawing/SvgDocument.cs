using System.Security;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace SpineInference.Plots.Drawing;

/// <summary>A sheet as SVG that stands by itself or within a page: named, described, and drawn for light, dark and paper.</summary>
internal static partial class SvgDocument
{
    // The renderer knows colours alone; each part has one of its own, by which a dark ground replaces it.
    private static readonly (string Light, string Dark)[] Night =
    [
        ("#FEFEFE", "#16191D"), ("#1F2328", "#E8EAED"), ("#59636E", "#B4BBC4"), ("#8C959F", "#7D8590"), ("#0072B2", "#4BA3E0"),
        ("#6A737D", "#9AA4AF"), ("#0173B2", "#4BA3E1"), ("#C4500A", "#F08A4B"), ("#0074B4", "#4CA3E0"), ("#C2510C", "#F08B4B"),
        ("#007A5E", "#3DBE9B"), ("#A9347A", "#E07BB5"), ("#5A5A5A", "#B5B5B5"), ("#8A6100", "#D9A83A"),
    ];

    private static readonly string Style = string.Concat(
        ".spine-chart{max-width:100%;height:auto}@media screen and (prefers-color-scheme:dark){",
        string.Concat(Night.Select(static n =>
            $".spine-chart [fill=\"{n.Light}\" i]{{fill:{n.Dark}}}.spine-chart [stroke=\"{n.Light}\" i]{{stroke:{n.Dark}}}")),
        "}@media print{.spine-chart{break-inside:avoid}.spine-chart *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}");

    public static string Of(Sheet sheet, int width, int height)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
        {
            sheet.Paint(canvas, width, height);
        }

        string svg = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        svg = Numbered(svg);
        svg = Family().Replace(svg, static m => $"font-family=\"{m.Groups[1].Value}, Liberation Sans, Arial, Helvetica, sans-serif\"");
        int open = svg.IndexOf("<svg", StringComparison.Ordinal);
        int close = svg.IndexOf('>', open);
        string head = $"{svg[open..close]} viewBox=\"0 0 {width} {height}\" class=\"spine-chart\" role=\"img\">"
            + $"<title>{SecurityElement.Escape(sheet.Title)}</title><desc>{SecurityElement.Escape(sheet.Description)}</desc><style>{Style}</style>";
        return string.Concat(svg.AsSpan(0, open), head, svg.AsSpan(close + 1));
    }

    // The renderer counts its clip paths through the life of the process; named by the picture's own text, the same chart is the same
    // document, and two charts on one page do not take each other's.
    private static string Numbered(string svg)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        string counted = ClipPath().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return $"clip-{numbers[match.Value]}";
        });
        uint hash = 2166136261;
        foreach (char c in counted)
        {
            hash = (hash ^ c) * 16777619;
        }

        return counted.Replace("clip-", $"clip-{hash:x8}-", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bcl_[0-9a-f]+\b")]
    private static partial Regex ClipPath();

    [GeneratedRegex("font-family=\"([^\"]*)\"")]
    private static partial Regex Family();
}

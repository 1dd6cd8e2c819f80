using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Learning;

/// <summary>Draws a calibration curve as SVG, beside the line of perfect calibration.</summary>
public static class CalibrationSvg
{
    private const double Margin = 50;
    private const double Size = 400;

    /// <summary>Writes a whole SVG document.</summary>
    /// <param name="bins">The curve; empty bins are left out.</param>
    /// <param name="writer">Receives the text.</param>
    public static void Write(ImmutableArray<CalibrationBin> bins, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CultureInfo invariant = CultureInfo.InvariantCulture;
        double whole = Size + (2 * Margin);
        CalibrationBin[] filled = [.. bins.Where(static b => b.Weight > 0)];
        writer.WriteLine(string.Create(
            invariant, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" font-family=\"sans-serif\" font-size=\"13\">"));
        writer.WriteLine(string.Create(
            invariant, $"<rect x=\"{Margin}\" y=\"{Margin}\" width=\"{Size}\" height=\"{Size}\" fill=\"none\" stroke=\"black\"/>"));
        writer.WriteLine(string.Create(invariant, $"<path d=\"M{X(0)},{Y(0)}L{X(1)},{Y(1)}\" stroke=\"gray\" stroke-dasharray=\"4\"/>"));
        string points = string.Join(' ', filled.Select(b => string.Create(invariant, $"{X(b.MeanPredicted):F2},{Y(b.Observed):F2}")));
        writer.WriteLine($"<polyline points=\"{points}\" fill=\"none\" stroke=\"steelblue\" stroke-width=\"2\"/>");
        foreach (CalibrationBin bin in filled)
        {
            writer.WriteLine(string.Create(
                invariant, $"<circle cx=\"{X(bin.MeanPredicted):F2}\" cy=\"{Y(bin.Observed):F2}\" r=\"4\" fill=\"steelblue\"/>"));
        }

        writer.WriteLine(string.Create(invariant, $"<text x=\"{whole / 2}\" y=\"{whole - 12}\" text-anchor=\"middle\">predicted probability</text>"));
        writer.WriteLine(string.Create(
            invariant, $"<text x=\"16\" y=\"{whole / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {whole / 2})\">share that came true</text>"));
        foreach (double tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            writer.WriteLine(string.Create(
                invariant,
                $"<text x=\"{X(tick)}\" y=\"{Margin + Size + 18}\" text-anchor=\"middle\">{tick}</text><text x=\"{Margin - 6}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{tick}</text>"));
        }

        writer.WriteLine("</svg>");
    }

    private static double X(double probability) => Margin + (Size * probability);

    private static double Y(double share) => Margin + (Size * (1 - share));
}

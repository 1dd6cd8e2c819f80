using System.Globalization;
using System.Text;
using SpineInference.Anatomy;

namespace SpineInference.Web;

/// <summary>One view of the body: where it stands on the chart, and its outline.</summary>
/// <param name="Centre">The midline, in units of the chart.</param>
/// <param name="Top">The height of its upper end.</param>
/// <param name="Width">Units of the chart for one of the drawing, across.</param>
/// <param name="Scale">Units of the chart for one of the drawing, downwards.</param>
/// <param name="LeftSign">On which side of the midline the patient's left leg is seen: 1 right of it, −1 left.</param>
/// <param name="Outline">One half of the outline, drawn from the midline outwards.</param>
/// <remarks>Paths are drawn once, for one half: x is the distance from the midline, y the depth below the upper end; absolute commands M, L, C
/// and Z alone. The other half is the mirror image.</remarks>
internal sealed record BodyFigure(double Centre, double Top, double Width, double Scale, int LeftSign, string Outline)
{
    /// <summary>A path of one half, at its place for a leg.</summary>
    public string PathFor(Leg leg, string half) => Placed(half, leg == Leg.Left ? LeftSign : -LeftSign);

    /// <summary>A path that spans the midline, at its place.</summary>
    public string PathAcross(string whole) => Placed(whole, 1);

    /// <summary>A point of one half, at its place for a leg.</summary>
    public (double X, double Y) PointFor(Leg leg, double x, double y) =>
        (Centre + ((leg == Leg.Left ? LeftSign : -LeftSign) * Width * x), Top + (Scale * y));

    /// <summary>Both halves of the outline, open along the midline.</summary>
    public string Contour => Outlines.Replace("Z", "", StringComparison.Ordinal);

    /// <summary>Both halves of the outline, closed.</summary>
    public string Outlines => $"{Placed(Outline, 1)} {Placed(Outline, -1)}";

    private string Placed(string half, int sign)
    {
        var placed = new StringBuilder(half.Length);
        foreach (string token in half.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            ReadOnlySpan<char> rest = token;
            if (char.IsLetter(rest[0]))
            {
                placed.Append(rest[0]);
                rest = rest[1..];
            }
            else
            {
                placed.Append(' ');
            }

            int comma = rest.IndexOf(',');
            if (comma > 0)
            {
                double x = double.Parse(rest[..comma], CultureInfo.InvariantCulture);
                double y = double.Parse(rest[(comma + 1)..], CultureInfo.InvariantCulture);
                placed.Append(CultureInfo.InvariantCulture, $"{Centre + (sign * Width * x):0.#},{Top + (Scale * y):0.#}");
            }
        }

        return placed.ToString();
    }
}

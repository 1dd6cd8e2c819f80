using System.Globalization;

namespace SpineInference.Web;

/// <summary>Probabilities as text: whole per cent, and never a certainty that is none.</summary>
internal static class Percent
{
    // The number and its sign stay on one line.
    private const char Blank = '\u00a0';

    /// <summary>A probability in per cent: <c>83 %</c>, <c>&lt; 1 %</c>, <c>&gt; 99 %</c>.</summary>
    public static string Of(double probability) => probability switch
    {
        0 => $"0{Blank}%",
        < 0.01 => $"<{Blank}1{Blank}%",
        > 0.99 and < 1 => $">{Blank}99{Blank}%",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * probability, MidpointRounding.AwayFromZero):0}{Blank}%"),
    };

    /// <summary>The same without the sign, for a range.</summary>
    public static string Bare(double probability) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * probability, MidpointRounding.AwayFromZero):0}");

    /// <summary>A change in percentage points, with its sign.</summary>
    public static string Change(double change) =>
        Math.Round(100 * change) == 0 ? "±0" : (change > 0 ? "+" : "−") + string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(Math.Round(100 * change)):0}");

    /// <summary>A length along an axis from 0 to 100, for an attribute of a drawing.</summary>
    public static string Length(double share) => (100 * Math.Clamp(share, 0, 1)).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number for an attribute.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

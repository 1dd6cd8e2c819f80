using System.Globalization;

namespace SpineInference.Formats;

/// <summary>Numbers in files: invariant, finite, and written so that reading gives the same bits.</summary>
internal static class FormatNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a finite number; on failure gives 0, so that a fault already reported causes no second.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number))
        {
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

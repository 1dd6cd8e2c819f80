using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Learning;

/// <summary>Numbers as cells write them.</summary>
internal static class CellNumber
{
    /// <summary>Reads a finite number with its decimal sign.</summary>
    public static bool TryRead(string text, char decimalSign, out double number)
    {
        number = double.NaN;
        return (decimalSign == '.' || !text.Contains('.', StringComparison.Ordinal))
            && double.TryParse(text.Replace(decimalSign, '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    /// <summary>Reads a number, with a unit of the column after it or none, times the column's factor.</summary>
    public static bool TryRead(string text, TableColumn column, char decimalSign, out double number)
    {
        double factor = column.Factor;
        bool isNumber = TryRead(text, decimalSign, out number);
        for (int u = 0; u < column.Units.Length && !isNumber; u++)
        {
            (string unit, double times) = column.Units[u];
            if (text.EndsWith(unit, StringComparison.Ordinal) && TryRead(text[..^unit.Length].TrimEnd(), decimalSign, out number))
            {
                isNumber = true;
                factor *= times;
            }
        }

        number *= factor;
        return isNumber;
    }

    /// <summary>Whether a number lies in one of some ranges.</summary>
    public static bool IsIn(ImmutableArray<ValueRange> ranges, double number)
    {
        foreach (ValueRange range in ranges)
        {
            if (range.Contains(number))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Globalization;

namespace SpineInference.Engine.Formats;

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

    /// <summary>Reads numbers separated by white space; null with a fault where one is none.</summary>
    public static List<double>? ParseList(string text, TextPosition position, string what, FaultList faults)
    {
        var numbers = new List<double>();
        foreach (string item in Words(text))
        {
            if (!TryParse(item, out double number))
            {
                faults.Add(position, $"{what}: number {numbers.Count + 1} is '{NetworkAssembler.Shorten(item)}'; expected a finite decimal number.");
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The words of a text separated by white space.</summary>
    public static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isSpace = i == text.Length || char.IsWhiteSpace(text[i]);
            if (isSpace && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
            else if (!isSpace && start < 0)
            {
                start = i;
            }
        }
    }

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

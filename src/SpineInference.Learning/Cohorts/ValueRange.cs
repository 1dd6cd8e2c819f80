using System.Globalization;

namespace SpineInference.Learning;

/// <summary>The numbers from one bound up to, but without, another: <c>0.9..1.3</c>, <c>..0.9</c>, <c>80..</c>.</summary>
/// <param name="From">The least number of the range; <see langword="null"/> where it has no lower end.</param>
/// <param name="Below">The number that all of the range lie below; <see langword="null"/> where it has no upper end.</param>
public readonly record struct ValueRange(double? From, double? Below)
{
    private const string Dots = "..";

    /// <summary>Whether a number lies within.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Whether it does; never for NaN.</returns>
    public bool Contains(double number) => !(number < From) && !(number >= Below) && !double.IsNaN(number);

    /// <summary>Whether some number lies in both.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>Whether some number does.</returns>
    public bool Overlaps(ValueRange other) => !(other.Below <= From) && !(Below <= other.From);

    /// <summary>Reads a range written as <c>0.9..1.3</c>, <c>..0.9</c> or <c>80..</c>, with decimal points.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    /// <returns>Whether it is one; a range that holds no number is none.</returns>
    public static bool TryParse(string text, out ValueRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        range = default;
        int dots = text.IndexOf(Dots, StringComparison.Ordinal);
        if (dots < 0 || !TryBound(text[..dots], out double? from) || !TryBound(text[(dots + Dots.Length)..], out double? below) || (from is null && below is null))
        {
            return false;
        }

        range = new ValueRange(from, below);
        return !(from >= below);
    }

    /// <summary>The range as <see cref="TryParse"/> reads it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:R}..{Below:R}");

    private static bool TryBound(string text, out double? bound)
    {
        bound = null;
        if (text.Trim().Length == 0)
        {
            return true;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        bound = isNumber ? number : null;
        return isNumber;
    }
}

using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Numbers to so many significant digits, as data.</summary>
internal static class DigitText
{
    /// <summary>So many tell a probability to a millionth, and keep a row readable.</summary>
    public const int Usual = 6;

    private const int Most = 17;

    /// <summary>The option <c>--digits</c>.</summary>
    public static System.CommandLine.Option<int> Option()
    {
        var option = new System.CommandLine.Option<int>("--digits")
        {
            Description = "Significant digits of the numbers of --format csv; 17 read back to the last bit.",
            DefaultValueFactory = static _ => Usual,
        };
        option.MustBeBetween(1, Most);
        return option;
    }

    /// <summary>The number.</summary>
    public static string Of(double number, int digits) => number.ToString($"G{digits}", CultureInfo.InvariantCulture);
}

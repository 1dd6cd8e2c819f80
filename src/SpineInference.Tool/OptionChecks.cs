using System.CommandLine;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Checks of option values that the library of options does not have.</summary>
internal static class OptionChecks
{
    private const double LargestSampleSize = 1e9;

    /// <summary>Refuses a number that is not positive and finite. Text that is no number is left to the option's own parsing, which refuses
    /// it.</summary>
    public static void MustBePositive(this Option option) => option.Must(static n => n > 0 && double.IsFinite(n), "a positive number");

    /// <summary>Refuses a negative number.</summary>
    public static void MustNotBeNegative(this Option option) => option.Must(static n => n >= 0, "a number that is not negative");

    /// <summary>Refuses a number that is no share strictly between 0 and 1.</summary>
    public static void MustBeShare(this Option option) => option.Must(static n => n is > 0 and < 1, "a share between 0 and 1, such as 0.95");

    /// <summary>Refuses a number outside a range.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest number allowed.</param>
    /// <param name="most">The largest.</param>
    public static void MustBeBetween(this Option option, double least, double most) =>
        option.Must(n => n >= least && n <= most, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>Refuses a number that is neither 0 nor at least another.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest number above 0 allowed.</param>
    public static void MustBeZeroOrAtLeast(this Option option, double least) =>
        option.Must(n => n == 0 || n >= least, string.Create(CultureInfo.InvariantCulture, $"0, or a number of at least {least}"));

    /// <summary>Refuses a number that is no sample size: positive, or infinite for a definition.</summary>
    public static void MustBeSampleSize(this Option option) => option.Must(
        static n => n is > 0 and (<= LargestSampleSize or double.PositiveInfinity),
        string.Create(CultureInfo.InvariantCulture, $"a positive number of at most {LargestSampleSize}, or 'Infinity' for definitions"));

    /// <summary>Refuses a number outside 0 to 0.1.</summary>
    public static void MustBeAtMostATenth(this Option option) => option.Must(static n => n is >= 0 and <= 0.1, "a number from 0 to 0.1");

    private static void Must(this Option option, Func<double, bool> isFit, string expected) => option.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(static t => t.Value))
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !isFit(number))
            {
                result.AddError($"{option.Name} is {text}; expected {expected}.");
            }
        }
    });
}

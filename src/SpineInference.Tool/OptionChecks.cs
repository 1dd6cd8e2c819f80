using System.CommandLine;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Checks of option values that the library of options does not have.</summary>
internal static class OptionChecks
{
    /// <summary>Refuses a number that is not positive. Text that is no number is left to the option's own parsing, which refuses it.</summary>
    public static void MustBePositive(this Option option) => option.Must(static n => n > 0, "a positive number");

    /// <summary>Refuses a negative number.</summary>
    public static void MustNotBeNegative(this Option option) => option.Must(static n => n >= 0, "a number that is not negative");

    /// <summary>Refuses a number that is no share strictly between 0 and 1.</summary>
    public static void MustBeShare(this Option option) => option.Must(static n => n is > 0 and < 1, "a share between 0 and 1, such as 0.95");

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

using System.CommandLine;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Checks of option values that the library of options does not have.</summary>
internal static class OptionChecks
{
    /// <summary>Refuses a number that is not positive. Text that is no number is left to the option's own parsing, which refuses it.</summary>
    public static void MustBePositive(this Option option) => option.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(static t => t.Value))
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !(number > 0))
            {
                result.AddError($"{option.Name} is {text}; expected a positive number.");
            }
        }
    });
}

using System.CommandLine;

namespace SpineInference.Tool;

/// <summary>What an answer holds besides the posteriors.</summary>
/// <param name="IntervalMass">The share of each interval, in (0, 1); <see langword="null"/> for no intervals.</param>
/// <param name="Explains">Whether the reasons are told.</param>
/// <param name="NextCount">How many next findings are proposed; 0 for none.</param>
internal sealed record AnswerOptions(double? IntervalMass, bool Explains, int NextCount)
{
    public static Option<double?> IntervalOption()
    {
        var option = new Option<double?>("--interval")
        {
            Description = "Adds an interval for each probability, from the uncertainty of the model's numbers: the share it holds, such as 0.95.",
        };
        option.MustBeShare();
        return option;
    }

    public static Option<int> NextOption(int otherwise)
    {
        var option = new Option<int>("--next")
        {
            Description = "How many findings to propose that would tell most about root and cause; 0 for none.",
            DefaultValueFactory = _ => otherwise,
        };
        option.MustNotBeNegative();
        return option;
    }
}

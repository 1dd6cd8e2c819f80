using System.CommandLine;

namespace SpineInference.Tool;

/// <summary>The options that say what an answer holds besides the posteriors.</summary>
internal static class AnswerSwitches
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

    public static Option<bool> QuestionsOption() => new("--questions")
    {
        Description = "Writes out every red-flag question that was not asked, not only those of emergencies.",
    };
}

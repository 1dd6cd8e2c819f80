namespace SpineInference.Knowledge;

/// <summary>How far off judgement may be, by kind: half-widths of a 90 % interval, as a factor of the odds either way.</summary>
/// <remarks>A factor of 3 about .5 is .25 to .75; about .8, .57 to .92; about .05, .017 to .14. The defaults were graded by 201 rates of 87 studies that
/// were read afterwards, and follow them (docs/decisions/0079): <see cref="BeforeGrading"/> is what was graded. Immutable.</remarks>
public sealed record JudgementWidths
{
    /// <summary>The defaults.</summary>
    public static JudgementWidths Default { get; } = new();

    /// <summary>The widths that were graded: chosen by hand, before any study could say whether they were right.</summary>
    public static JudgementWidths BeforeGrading { get; } = new()
    {
        Context = 3,
        Prior = 3,
        Link = 3,
        Sensitivity = 3,
        Background = 4,
        Posture = 3,
        CommonSensitivity = 0.2,
        CommonBackground = 0.4,
        CommonSplit = 0.3,
    };

    /// <summary>Of <see cref="JudgementKind.Context"/>; above 1.</summary>
    public double Context { get; init; } = 3.3;

    /// <summary>Of <see cref="JudgementKind.Prior"/>; above 1.</summary>
    public double Prior { get; init; } = 3.3;

    /// <summary>Of <see cref="JudgementKind.Link"/>; above 1.</summary>
    public double Link { get; init; } = 3.3;

    /// <summary>Of <see cref="JudgementKind.Sensitivity"/>; above 1.</summary>
    public double Sensitivity { get; init; } = 3.1;

    /// <summary>Of <see cref="JudgementKind.Background"/>; above 1.</summary>
    public double Background { get; init; } = 5.7;

    /// <summary>Of <see cref="JudgementKind.Posture"/>; above 1.</summary>
    public double Posture { get; init; } = 3.3;

    /// <summary>The standard deviation, as log-odds, of what the sensitivities of one author have in common; not negative.</summary>
    public double CommonSensitivity { get; init; } = 0.23;

    /// <summary>The standard deviation, as log-odds, of what the background rates of one author have in common; not negative.</summary>
    public double CommonBackground { get; init; } = 0.46;

    /// <summary>The standard deviation, as log-odds, of what the numbers of one published source have in common; not negative. √½ of .3, as a
    /// synthesis guesses the differences between studies before it has seen any.</summary>
    public double CommonSource { get; init; } = 0.21;

    /// <summary>The standard deviation, as log-odds, with which the priors of one table split into groups; not negative.</summary>
    public double CommonSplit { get; init; } = 0.32;

    /// <summary>The share of their variance that numbers computed together have in common, in [0, 1).</summary>
    public double SharedOfComputed { get; init; } = 0.5;

    /// <summary>The standard deviation of the log-odds of a number of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The standard deviation.</returns>
    /// <exception cref="InvalidOperationException">The factor is not above 1.</exception>
    public double DeviationOf(JudgementKind kind)
    {
        double factor = kind switch
        {
            JudgementKind.Context => Context,
            JudgementKind.Prior => Prior,
            JudgementKind.Link => Link,
            JudgementKind.Sensitivity => Sensitivity,
            JudgementKind.Background => Background,
            _ => Posture,
        };
        return factor > 1 && double.IsFinite(factor)
            ? Math.Log(factor) / Normal90
            : throw new InvalidOperationException($"The width of {kind} is {factor}; expected a factor above 1.");
    }

    /// <summary>The standard normal number below which 95 % lie.</summary>
    internal const double Normal90 = 1.6448536269514722;

    /// <summary>That below which 97.5 % lie.</summary>
    internal const double Normal95 = 1.959963984540054;
}

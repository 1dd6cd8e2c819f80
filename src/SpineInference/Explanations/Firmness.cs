using System.Collections.Immutable;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>How firmly one answer stands: its interval, how often it stays first, what makes it wide.</summary>
/// <remarks>Immutable.</remarks>
public sealed class Firmness
{
    internal Firmness()
    {
    }

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Its probability, and how it spreads.</summary>
    public required UncertainProbability Probability { get; init; }

    /// <summary>The share of the draws, each by its weight, in which it is the first answer to its question, in [0, 1].</summary>
    public required double FirstShare { get; init; }

    /// <summary>How many draws of equal weight stand behind it.</summary>
    public required double EffectiveDrawCount { get; init; }

    /// <summary>The part of its variance that comes from judgement, in [0, 1]: judged numbers, and errors they share.</summary>
    public required double JudgementShare { get; init; }

    /// <summary>The part that comes from studies, in [0, 1]: their sampling, their differences, published numbers of tables.</summary>
    public required double StudyShare { get; init; }

    /// <summary>The numbers its width hangs on most, in words, the first first.</summary>
    public required ImmutableArray<string> HangsOn { get; init; }

    /// <summary>All of it in sentences.</summary>
    public ImmutableArray<string> Sentences
    {
        get
        {
            CredibleInterval interval = Probability.ComputeCentralInterval();
            return
            [
                FormattableString.Invariant($"{Answer.Name}: {Probability.Point:0.00}, {interval.Lower:0.00} to {interval.Upper:0.00} (90 %); first in {100 * FirstShare:0} % of {EffectiveDrawCount:0} effective draws."),
                FormattableString.Invariant($"Of its width, {100 * JudgementShare:0} % comes from judgement and {100 * StudyShare:0} % from studies."),
                .. HangsOn.Select(static (h, i) => i == 0 ? $"It hangs most on {h}." : $"Then on {h}."),
            ];
        }
    }
}

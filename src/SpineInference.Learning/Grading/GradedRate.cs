using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>A rate that grades, beside what is expected of it where its study is left out.</summary>
/// <remarks>Numbers are on the rate's own scale. Immutable.</remarks>
public sealed class GradedRate
{
    internal GradedRate()
    {
    }

    /// <summary>The study.</summary>
    public required Study Study { get; init; }

    /// <summary>The rate as published.</summary>
    public required PublishedRate Rate { get; init; }

    /// <summary>What the network implies.</summary>
    public required double Implied { get; init; }

    /// <summary>The 90 % interval in which the published number is expected by the prior and all other studies, the scales being as these tell them.</summary>
    public required (double Low, double High) Predicted { get; init; }

    /// <summary>The probability, so expected, of a number below the published one: evenly spread between 0 and 1 where the widths are right.</summary>
    public required double Place { get; init; }

    /// <summary>Whether the published number lies within <see cref="Predicted"/>.</summary>
    public bool IsPredicted => Place is >= 0.05 and <= 0.95;

    /// <summary>The prior standard deviation of what the network implies, on the scale of comparison, at the widths as they are.</summary>
    public required double PriorDeviation { get; init; }

    /// <summary>What share of that variance each group carries.</summary>
    public required ImmutableSortedDictionary<string, double> GroupShares { get; init; }

    /// <summary>The rate's id, published number and interval.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Rate.Id}: published {Rate.Value:G3}, expected {Predicted.Low:G3} to {Predicted.High:G3}");
}

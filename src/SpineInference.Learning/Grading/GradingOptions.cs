using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>How a prior is graded.</summary>
/// <remarks>The factor sₖ of a group has log sₖ = μ + δₖ with μ ~ N(log <see cref="Middle"/>, <see cref="Spread"/>²) and
/// δₖ ~ N(0, <see cref="GroupSpread"/>²). Immutable.</remarks>
public sealed record GradingOptions
{
    /// <summary>The defaults: nothing is known of the factors but that 1 is as likely too much as too little.</summary>
    public static GradingOptions Default { get; } = new();

    /// <summary>What factor is expected before any study; positive.</summary>
    public double Middle { get; init; } = 1;

    /// <summary>The standard deviation of the logarithm of what all factors have in common; positive. .5 is a factor of 2.3 either way within 90 %.</summary>
    public double Spread { get; init; } = 0.5;

    /// <summary>The standard deviation of the logarithm of a group's factor about the common one; positive.</summary>
    public double GroupSpread { get; init; } = 0.25;

    /// <summary>Whether all factors stay at 1: the widths as they are, for comparison.</summary>
    public bool AreScalesFixed { get; init; }

    /// <summary>Whether studies differ beyond sampling. Without, every rate is taken at its word.</summary>
    public bool HasHeterogeneity { get; init; } = true;

    /// <summary>The median of what is believed of the standard deviation between studies of a kind; positive.</summary>
    public double HeterogeneityMiddle { get; init; } = 0.5;

    /// <summary>The standard deviation of its logarithm; positive.</summary>
    public double HeterogeneitySpread { get; init; } = 0.5;

    /// <summary>The share of the variance between studies that the rates of one study have in common, in [0, 1).</summary>
    public double SharedWithinStudy { get; init; } = 0.5;

    /// <summary>Degrees of freedom of a rate's own deviation, above 2.</summary>
    public double DegreesOfFreedom { get; init; } = 4;

    /// <summary>How many steps of the chain are kept; at least 100.</summary>
    public int Draws { get; init; } = 12_000;

    /// <summary>How many steps come before them, in which the proposal learns; at least 100.</summary>
    public int BurnIn { get; init; } = 3_000;

    /// <summary>Seed of the chain.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many bytes compiling the program may take; that of <see cref="ExactEngineOptions"/> unless set.</summary>
    public long MemoryLimit { get; init; } = ExactEngineOptions.Default.MemoryLimit;

    /// <summary>The order in which the program's variables are eliminated; <see langword="null"/> to search for a good one.</summary>
    public ImmutableArray<Variable>? EliminationOrder { get; init; }

    internal void Check()
    {
        if (!(Middle > 0 && Spread > 0 && GroupSpread > 0 && HeterogeneityMiddle > 0 && HeterogeneitySpread > 0))
        {
            throw new ArgumentException(
                $"{nameof(Middle)}, {nameof(Spread)}, {nameof(GroupSpread)}, {nameof(HeterogeneityMiddle)} and {nameof(HeterogeneitySpread)} must be positive.");
        }

        if (!(SharedWithinStudy is >= 0 and < 1) || !(DegreesOfFreedom > 2) || Draws < 100 || BurnIn < 100)
        {
            throw new ArgumentException(
                $"{nameof(SharedWithinStudy)} must be at least 0 and below 1, {nameof(DegreesOfFreedom)} above 2, {nameof(Draws)} and {nameof(BurnIn)} at least 100.");
        }
    }
}

using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>How studies are synthesised.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SynthesisOptions
{
    /// <summary>The defaults.</summary>
    public static SynthesisOptions Default { get; } = new();

    /// <summary>The largest number of steps, not negative. With 0 the numbers stay where they are: studies narrow what is believed of them, with
    /// their differences judged from there, and do not move them.</summary>
    public int MaxIterations { get; init; } = 60;

    /// <summary>It has converged when no number moves by more than this many of its prior standard deviations in a step; positive.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Whether differences between studies beyond sampling are estimated. Without, every rate is taken at its word.</summary>
    public bool HasHeterogeneity { get; init; } = true;

    /// <summary>Where nothing tells, studies of a kind differ by about this standard deviation on the scale of comparison; positive. It weighs
    /// as much as <see cref="HeterogeneityWeight"/> rates.</summary>
    public double HeterogeneityGuess { get; init; } = 0.3;

    /// <summary>How many rates <see cref="HeterogeneityGuess"/> is worth; positive.</summary>
    public double HeterogeneityWeight { get; init; } = 2;

    /// <summary>The share of the variance between studies that the rates of one study have in common, in [0, 1).</summary>
    public double SharedWithinStudy { get; init; } = 0.5;

    /// <summary>Degrees of freedom of a rate's own deviation, above 2: few make the synthesis robust to outliers.</summary>
    public double DegreesOfFreedom { get; init; } = 4;

    /// <summary>How many bytes compiling the program may take; that of <see cref="ExactEngineOptions"/> unless set.</summary>
    public long MemoryLimit { get; init; } = ExactEngineOptions.Default.MemoryLimit;

    /// <summary>The order in which the program's variables are eliminated, every variable of the network once; <see langword="null"/> to search
    /// for a good one, which costs most of the time where the network is large.</summary>
    public ImmutableArray<Variable>? EliminationOrder { get; init; }

    /// <summary>The network with the numbers to begin from, of the prior's structure; <see langword="null"/> for the prior's own. With
    /// <see cref="MaxIterations"/> 0 the studies narrow what is believed around these numbers.</summary>
    public BayesianNetwork? Start { get; init; }

    /// <summary>Told after each step, on the calling thread.</summary>
    public IProgress<SynthesisProgress>? Progress { get; init; }

    internal void Check()
    {
        if (MaxIterations < 0 || !(Tolerance > 0))
        {
            throw new ArgumentException($"{nameof(MaxIterations)} must not be negative and {nameof(Tolerance)} positive.");
        }

        if (!(HeterogeneityGuess > 0) || !(HeterogeneityWeight > 0) || !(SharedWithinStudy is >= 0 and < 1) || !(DegreesOfFreedom > 2))
        {
            throw new ArgumentException(
                $"{nameof(HeterogeneityGuess)} and {nameof(HeterogeneityWeight)} must be positive, {nameof(SharedWithinStudy)} at least 0 and below 1, {nameof(DegreesOfFreedom)} above 2.");
        }
    }
}

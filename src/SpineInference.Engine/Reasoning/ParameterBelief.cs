using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What is believed of a network's numbers beyond their values: how far off they may be, and which of them together.</summary>
/// <remarks>Heirs are immutable and safe for concurrent use.</remarks>
public abstract class ParameterBelief
{
    /// <summary>For heirs.</summary>
    /// <param name="network">The network.</param>
    protected ParameterBelief(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The belief in which each row is a Dirichlet vector of its effective sample size, apart from every other row: that of numbers
    /// learned from counted cases.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The belief.</returns>
    public static ParameterBelief FromSampleSizes(BayesianNetwork network) => new DirichletBelief(network);

    /// <summary>Draws parameter vectors.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same draws on every machine.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract ParameterDraws Draw(int count = 1000, int seed = 1, CancellationToken cancellationToken = default);

    /// <summary>Where the variance of a quantity comes from, to first order.</summary>
    /// <param name="gradient">The quantity's derivative by each parameter alone, laid out as <see cref="BayesianNetwork.Parameters"/>.</param>
    /// <returns>The variance, row by row.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public abstract VarianceSplit Split(ReadOnlySpan<double> gradient);

    /// <summary>The standard deviation of one entry, to first order; 0 for one that is known.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <returns>The standard deviation, at least 0.</returns>
    public abstract double StandardDeviationOf(ProbabilityRow row, int state);

    /// <summary>The probability that an entry is at most <paramref name="probability"/>.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <param name="probability">The bound.</param>
    /// <returns>The probability, in [0, 1].</returns>
    public abstract double ComputeCumulativeProbability(ProbabilityRow row, int state, double probability);

    /// <summary>The central interval of one entry.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="state">The entry, by the index of its state.</param>
    /// <param name="mass">The share within, in (0, 1).</param>
    /// <returns>An interval whose ends are possible and not certain.</returns>
    public abstract CredibleInterval RangeOf(ProbabilityRow row, int state, double mass = 0.9);

    /// <summary>Refuses a gradient that does not fit the network.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    protected void ThrowIfWrongLength(ReadOnlySpan<double> gradient)
    {
        if (gradient.Length != Network.Parameters.Length)
        {
            throw new ArgumentException($"Got a gradient of {gradient.Length} entries; expected {Network.Parameters.Length}.", nameof(gradient));
        }
    }
}

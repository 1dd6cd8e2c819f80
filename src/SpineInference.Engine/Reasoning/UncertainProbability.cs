using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>A posterior probability with the uncertainty that comes from the model's parameters.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class UncertainProbability
{
    private readonly double[] _sorted;

    // Of the sorted draws: their weights, which sum to 1, and the places of their middles between 0 and 1.
    private readonly double[] _weights;
    private readonly double[] _places;

    /// <summary>Summarises a probability under several parameter vectors that count alike.</summary>
    /// <param name="point">The probability under the network's own parameters.</param>
    /// <param name="draws">The probability under each draw; at least one. NaN where the evidence was impossible; those do not
    /// count.</param>
    /// <exception cref="ArgumentException">There is no draw that counts.</exception>
    public UncertainProbability(double point, ReadOnlySpan<double> draws)
        : this(point, draws, [])
    {
    }

    /// <summary>Summarises a probability under several parameter vectors.</summary>
    /// <param name="point">The probability under the network's own parameters.</param>
    /// <param name="draws">The probability under each draw; at least one. NaN where the evidence was impossible; those do not
    /// count.</param>
    /// <param name="weights">How much each draw counts, not negative; empty where all count alike.</param>
    /// <exception cref="ArgumentException">There is no draw that counts, or the weights are not as many as the draws, or one is negative.</exception>
    public UncertainProbability(double point, ReadOnlySpan<double> draws, ReadOnlySpan<double> weights)
    {
        if (!weights.IsEmpty && weights.Length != draws.Length)
        {
            throw new ArgumentException($"Got {weights.Length} weights; expected {draws.Length} or none.", nameof(weights));
        }

        Point = point;
        Draws = [.. draws];
        Weights = [.. weights];
        var kept = new List<(double Draw, double Weight)>(draws.Length);
        double sum = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (!(weight >= 0))
            {
                throw new ArgumentException($"Weight {i} is {weight}; expected a number of at least 0.", nameof(weights));
            }

            ImpossibleCount += double.IsNaN(draws[i]) ? 1 : 0;
            if (weight > 0 && !double.IsNaN(draws[i]))
            {
                kept.Add((draws[i], weight));
                sum += weight;
            }
        }

        if (kept.Count == 0)
        {
            throw new ArgumentException("There is no draw under which the evidence is possible.", nameof(draws));
        }

        kept.Sort(static (a, b) => a.Draw.CompareTo(b.Draw));
        _sorted = [.. kept.Select(static k => k.Draw)];
        _weights = [.. kept.Select(k => k.Weight / sum)];
        _places = PlacesOf(_weights, weights.IsEmpty);
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < _sorted.Length; i++)
        {
            mean += _weights[i] * _sorted[i];
            squares += _weights[i] * _weights[i];
        }

        Mean = Math.Clamp(mean, _sorted[0], _sorted[^1]);
        double variance = 0;
        for (int i = 0; i < _sorted.Length; i++)
        {
            variance += _weights[i] * (_sorted[i] - Mean) * (_sorted[i] - Mean);
        }

        EffectiveCount = 1 / squares;
        StandardDeviation = _sorted.Length == 1 || squares >= 1 ? 0 : Math.Sqrt(variance / (1 - squares));
    }

    /// <summary>The probability under the network's own parameters: the answer given everywhere else.</summary>
    public double Point { get; }

    /// <summary>The probability under each draw, in the order of the draws; NaN where the evidence was impossible.</summary>
    public ImmutableArray<double> Draws { get; }

    /// <summary>How much each draw counts; empty where all count alike.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>Under how many draws the evidence was impossible; their entries in <see cref="Draws"/> are NaN, and mean, quantiles and
    /// intervals leave them out.</summary>
    public int ImpossibleCount { get; }

    /// <summary>How many draws of equal weight would be worth as much: all that are possible where they count alike.</summary>
    public double EffectiveCount { get; }

    /// <summary>Mean over the draws, by weight.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over the draws, by weight; 0 for a single one.</summary>
    public double StandardDeviation { get; }

    /// <summary>Median over the draws.</summary>
    public double Median => ComputeQuantile(0.5);

    /// <summary>A quantile over the draws, linear between neighbours.</summary>
    /// <param name="share">The share below it, in [0, 1].</param>
    /// <returns>The probability at the quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1].</exception>
    public double ComputeQuantile(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies in [0, 1].");
        }

        int above = Array.BinarySearch(_places, share);
        above = above < 0 ? ~above : above;
        if (above == 0 || above == _places.Length)
        {
            return above == 0 ? _sorted[0] : _sorted[^1];
        }

        double part = (share - _places[above - 1]) / (_places[above] - _places[above - 1]);
        return Math.Min(_sorted[above], _sorted[above - 1] + (part * (_sorted[above] - _sorted[above - 1])));
    }

    /// <summary>The interval with equal shares of the draws below and above it, widened where it would not hold <see cref="Point"/>.</summary>
    /// <param name="mass">The share within, in (0, 1); the least, where it is widened.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    /// <remarks>The point is that of the network's own parameters, the interval that of the draws around them. Where a small probability has a
    /// long tail they may part; an interval beside a number that it does not hold would say nothing that a reader can use.</remarks>
    public CredibleInterval ComputeCentralInterval(double mass = 0.9)
    {
        ThrowIfNoMass(mass);
        return new CredibleInterval(
            Math.Min(Point, ComputeQuantile((1 - mass) / 2)), Math.Max(Point, ComputeQuantile((1 + mass) / 2)), mass);
    }

    /// <summary>The shortest interval that holds the share of the draws: where belief is densest, if it has one peak.</summary>
    /// <param name="mass">The share within, in (0, 1).</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    public CredibleInterval ComputeHighestDensityInterval(double mass = 0.9)
    {
        ThrowIfNoMass(mass);
        int best = 0;
        int bestEnd = _sorted.Length - 1;
        int end = -1;
        double within = 0;
        for (int first = 0; first < _sorted.Length; first++)
        {
            while (end < _sorted.Length - 1 && within < mass - 1e-12)
            {
                within += _weights[++end];
            }

            if (within < mass - 1e-12)
            {
                break;
            }

            if (_sorted[end] - _sorted[first] < _sorted[bestEnd] - _sorted[best])
            {
                (best, bestEnd) = (first, end);
            }

            within -= _weights[first];
        }

        return new CredibleInterval(_sorted[best], _sorted[bestEnd], mass);
    }

    /// <summary>The point and its central 90 % interval.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        CredibleInterval interval = ComputeCentralInterval();
        return FormattableString.Invariant($"{Point:0.00} ({interval.Lower:0.00} to {interval.Upper:0.00})");
    }

    // Draws that count alike lie evenly from 0 to 1; others where half of their own weight lies below.
    private static double[] PlacesOf(double[] weights, bool alike)
    {
        var places = new double[weights.Length];
        double below = 0;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = alike ? i / Math.Max(1.0, places.Length - 1) : below + (weights[i] / 2);
            below += weights[i];
        }

        return places;
    }

    private static void ThrowIfNoMass(double mass)
    {
        if (!(mass > 0 && mass < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mass), mass, "An interval holds a share in (0, 1).");
        }
    }
}

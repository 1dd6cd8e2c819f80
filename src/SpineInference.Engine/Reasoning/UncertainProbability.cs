using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>A posterior probability with the uncertainty that comes from the model's parameters.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class UncertainProbability
{
    private readonly double[] _sorted;

    /// <summary>Summarises a probability under several parameter vectors.</summary>
    /// <param name="point">The probability under the network's own parameters.</param>
    /// <param name="draws">The probability under each draw; at least one. NaN where the evidence was impossible; those do not
    /// count.</param>
    /// <exception cref="ArgumentException">There is no draw that counts.</exception>
    public UncertainProbability(double point, ReadOnlySpan<double> draws)
    {
        Point = point;
        Draws = [.. draws];
        _sorted = [.. Draws.Where(static d => !double.IsNaN(d)).Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("There is no draw under which the evidence is possible.", nameof(draws));
        }

        Mean = Math.Clamp(_sorted.Average(), _sorted[0], _sorted[^1]);
        StandardDeviation = _sorted.Length == 1 ? 0 : Math.Sqrt(_sorted.Sum(d => (d - Mean) * (d - Mean)) / (_sorted.Length - 1));
    }

    /// <summary>The probability under the network's own parameters: the answer given everywhere else.</summary>
    public double Point { get; }

    /// <summary>The probability under each draw, in the order of the draws; NaN where the evidence was impossible.</summary>
    public ImmutableArray<double> Draws { get; }

    /// <summary>Under how many draws the evidence was impossible; their entries in <see cref="Draws"/> are NaN, and mean, quantiles and
    /// intervals leave them out.</summary>
    public int ImpossibleCount => Draws.Length - _sorted.Length;

    /// <summary>Mean over the draws.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over the draws; 0 for a single one.</summary>
    public double StandardDeviation { get; }

    /// <summary>Median over the draws.</summary>
    public double Median => Quantile(0.5);

    /// <summary>A quantile over the draws, linear between neighbours.</summary>
    /// <param name="share">The share below it, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1].</exception>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies in [0, 1].");
        }

        double place = share * (_sorted.Length - 1);
        int below = (int)place;
        return below == _sorted.Length - 1
            ? _sorted[below]
            : Math.Min(_sorted[below + 1], _sorted[below] + ((place - below) * (_sorted[below + 1] - _sorted[below])));
    }

    /// <summary>The interval with equal shares of the draws below and above it.</summary>
    /// <param name="mass">The share within, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    public CredibleInterval Central(double mass = 0.9)
    {
        ThrowIfNoMass(mass);
        return new CredibleInterval(Quantile((1 - mass) / 2), Quantile((1 + mass) / 2), mass);
    }

    /// <summary>The shortest interval that holds the share of the draws: where belief is densest, if it has one peak.</summary>
    /// <param name="mass">The share within, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    public CredibleInterval HighestDensity(double mass = 0.9)
    {
        ThrowIfNoMass(mass);
        int within = Math.Min(_sorted.Length, (int)Math.Ceiling(mass * _sorted.Length));
        int best = 0;
        for (int first = 1; first + within <= _sorted.Length; first++)
        {
            if (_sorted[first + within - 1] - _sorted[first] < _sorted[best + within - 1] - _sorted[best])
            {
                best = first;
            }
        }

        return new CredibleInterval(_sorted[best], _sorted[best + within - 1], mass);
    }

    /// <summary>The point and its central 90 % interval.</summary>
    public override string ToString()
    {
        CredibleInterval interval = Central();
        return FormattableString.Invariant($"{Point:0.00} ({interval.Lower:0.00} to {interval.Upper:0.00})");
    }

    private static void ThrowIfNoMass(double mass)
    {
        if (!(mass > 0 && mass < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mass), mass, "An interval holds a share in (0, 1).");
        }
    }
}

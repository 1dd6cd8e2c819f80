using System.Globalization;

namespace SpineInference.Engine.Reasoning;

/// <summary>How far something moves the odds of a hypothesis: a difference of log-odds.</summary>
/// <param name="Nats">The difference of natural log-odds. Positive speaks for, negative against. Infinite where the hypothesis became
/// certain or impossible.</param>
/// <remarks>W(h : e) = ln P(e | h) / P(e | rival) = ln odds after − ln odds before. 10 decibans multiply the odds by 10.
/// Source: Good 1950, <i>Probability and the weighing of evidence</i>.</remarks>
public readonly record struct WeightOfEvidence(double Nats) : IComparable<WeightOfEvidence>
{
    /// <summary>The weight in decibans: 10·log₁₀ of the ratio of odds.</summary>
    public double Decibans => Nats * (10 / Math.Log(10));

    /// <summary>The weight in bits: log₂ of the ratio of odds.</summary>
    public double Bits => Nats / Math.Log(2);

    /// <summary>By how much the odds are multiplied: the likelihood ratio.</summary>
    public double LikelihoodRatio => Math.Exp(Nats);

    /// <summary>Compares weights; one that speaks for is larger.</summary>
    /// <param name="other">Another weight.</param>
    /// <returns>Below, at or above 0.</returns>
    public int CompareTo(WeightOfEvidence other) => Nats.CompareTo(other.Nats);

    /// <summary>Whether one weight is smaller than another.</summary>
    public static bool operator <(WeightOfEvidence left, WeightOfEvidence right) => left.Nats < right.Nats;

    /// <summary>Whether one weight is at most another.</summary>
    public static bool operator <=(WeightOfEvidence left, WeightOfEvidence right) => left.Nats <= right.Nats;

    /// <summary>Whether one weight is larger than another.</summary>
    public static bool operator >(WeightOfEvidence left, WeightOfEvidence right) => left.Nats > right.Nats;

    /// <summary>Whether one weight is at least another.</summary>
    public static bool operator >=(WeightOfEvidence left, WeightOfEvidence right) => left.Nats >= right.Nats;

    /// <summary>The weight with its sign, in decibans: <c>+7.0 dB</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Decibans.ToString("+0.0 dB;-0.0 dB;0.0 dB", CultureInfo.InvariantCulture);

    /// <summary>The step between two log-odds; 0 where the question was and stays settled.</summary>
    internal static WeightOfEvidence Between(double before, double after) => new(before == after ? 0 : after - before);
}

namespace SpineInference.Learning;

/// <summary>One published rate beside what the network implied before and implies after the synthesis.</summary>
/// <remarks>All numbers are on the rate's own scale: probabilities, or ratios. Immutable.</remarks>
public sealed class SynthesizedRate
{
    internal SynthesizedRate()
    {
    }

    /// <summary>The study.</summary>
    public required Study Study { get; init; }

    /// <summary>The rate as published.</summary>
    public required PublishedRate Rate { get; init; }

    /// <summary>What the network implied before.</summary>
    public required double Before { get; init; }

    /// <summary>What the network implies now.</summary>
    public required double After { get; init; }

    /// <summary>What all other studies and the prior expect of it: the middle of <see cref="Predicted"/> on the scale of comparison.</summary>
    public required double Expected { get; init; }

    /// <summary>How far the prior's own numbers are from the published one, on the scale of comparison (log-odds, or the logarithm of a ratio).</summary>
    public double ErrorBefore => Math.Abs(Rate.Estimate - Rate.ToEstimate(Before));

    /// <summary>How far <see cref="Expected"/> is from the published number, on the scale of comparison.</summary>
    public double ErrorLeftOut => Math.Abs(Rate.Estimate - Rate.ToEstimate(Expected));

    /// <summary>The 90 % interval within which the published number would fall, were it not known: what the other studies and the prior say of
    /// it, with the error of its sampling and the differences between studies.</summary>
    public required (double Low, double High) Predicted { get; init; }

    /// <summary>Whether the published number lies within <see cref="Predicted"/>.</summary>
    public bool IsPredicted => Rate.Value >= Predicted.Low && Rate.Value <= Predicted.High;

    /// <summary>How much the rate's own deviation was believed: near 1 for most, small for an outlier.</summary>
    public required double Weight { get; init; }

    /// <summary>Published number, before and after.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Rate.Id}: published {Rate.Value:G3}, implied {Before:G3}, now {After:G3}");
}

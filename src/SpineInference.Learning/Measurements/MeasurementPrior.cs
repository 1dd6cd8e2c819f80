namespace SpineInference.Learning;

/// <summary>What is believed of a measurement before the data, on its standard scale: each number is worth so many patients.</summary>
/// <remarks>
/// On the standard scale z = (value − centre) / scale, given a state of the parent, z = β₀ + Σ βⱼ zⱼ + ε with ε ~ N(0, 1/τ);
/// τ ~ Gamma(<see cref="NoiseSampleSize"/>/2, rate <see cref="NoiseSampleSize"/>/2 · <see cref="NoiseVariance"/>); given τ, β₀ ~
/// N(0, 1/(τ·<see cref="InterceptSampleSize"/>)) and βⱼ ~ N(0, 1/(τ·<see cref="SlopeSampleSize"/>)), independently. Immutable.
/// </remarks>
public sealed record MeasurementPrior
{
    /// <summary>The defaults: each part is worth one patient, and a state explains half the variance.</summary>
    public static MeasurementPrior Default { get; } = new();

    /// <summary>How many patients the prior mean of the intercept is worth; positive.</summary>
    public double InterceptSampleSize { get; init; } = 1;

    /// <summary>How many patients the prior slope of 0 is worth; positive.</summary>
    public double SlopeSampleSize { get; init; } = 1;

    /// <summary>How many patients the prior variance is worth; positive.</summary>
    public double NoiseSampleSize { get; init; } = 1;

    /// <summary>The prior variance within a state, as a share of the whole variance; positive.</summary>
    public double NoiseVariance { get; init; } = 0.5;

    internal bool IsValid => MeasurementBounds.IsScale(InterceptSampleSize) && MeasurementBounds.IsScale(SlopeSampleSize)
        && MeasurementBounds.IsScale(NoiseSampleSize / 2) && MeasurementBounds.IsScale(NoiseSampleSize / 2 * NoiseVariance);
}

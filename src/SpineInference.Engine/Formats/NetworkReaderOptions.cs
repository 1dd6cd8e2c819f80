namespace SpineInference.Formats;

/// <summary>What a reader must be told because the file does not say it.</summary>
/// <remarks>BIF, XMLBIF and XDSL hold probabilities without saying how much data or opinion stands behind them.</remarks>
public sealed record NetworkReaderOptions
{
    private readonly double _effectiveSampleSize;

    /// <summary>The Dirichlet concentration given to every row read: how many observations each row counts for when the network is
    /// refitted or its intervals are drawn. Positive; infinite for a network to be taken as it is. There is no default: the choice
    /// belongs to whoever knows where the numbers come from. Functions (deterministic nodes of XDSL) are definitions whatever
    /// stands here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public required double EffectiveSampleSize
    {
        get => _effectiveSampleSize;
        init => _effectiveSampleSize = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The effective sample size must be positive, or infinite for definitions.");
    }

    /// <summary>How much the reader takes; <see cref="FormatLimits.Default"/> unless set.</summary>
    public FormatLimits Limits { get; init; } = FormatLimits.Default;
}

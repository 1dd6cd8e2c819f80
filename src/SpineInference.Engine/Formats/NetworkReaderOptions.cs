namespace SpineInference.Engine.Formats;

/// <summary>What a reader must be told because the file does not say it.</summary>
/// <remarks>BIF, XMLBIF and XDSL hold probabilities without saying how much data or opinion stands behind them.</remarks>
public sealed record NetworkReaderOptions
{
    /// <summary>The tolerance used where none is given: 0.005. It reads the rows of up to ten states that a file rounds to three digits, and all
    /// that it rounds to more; a row such as 0.89, 0.1, whose numbers are likely wrong and not rounded, stays outside.</summary>
    public const double DefaultRowTolerance = 0.005;

    private readonly double _effectiveSampleSize;
    private readonly double _rowTolerance = DefaultRowTolerance;

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

    /// <summary>How far from 1, the edge included, the sum of a row may be: a row nearer is divided by its sum, with a warning that names
    /// the farthest; a row farther off is a fault. In [0, 0.1]; <see cref="DefaultRowTolerance"/> unless set. Our own model file, which
    /// does not round, keeps its own tolerance of 1e-9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 0.1].</exception>
    public double RowTolerance
    {
        get => _rowTolerance;
        init => _rowTolerance = value is >= 0 and <= 0.1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The tolerance of a row's sum must lie in [0, 0.1].");
    }

    /// <summary>How much the reader takes; <see cref="FormatLimits.Default"/> unless set.</summary>
    public FormatLimits Limits { get; init; } = FormatLimits.Default;
}

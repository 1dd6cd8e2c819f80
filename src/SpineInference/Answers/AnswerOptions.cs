namespace SpineInference;

/// <summary>What a written answer holds besides the posteriors, red flags and advice; see <see cref="AnswerJson"/>.</summary>
/// <remarks>Immutable.</remarks>
public sealed record AnswerOptions
{
    private readonly double? _intervalMass;
    private readonly int _nextCount;

    /// <summary>The share each interval holds, in (0, 1); <see langword="null"/> for no intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public double? IntervalMass
    {
        get => _intervalMass;
        init => _intervalMass = value is null or (> 0 and < 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The share of an interval lies between 0 and 1, such as 0.95.");
    }

    /// <summary>Whether what speaks for and against the most probable root and cause is told.</summary>
    public bool Explains { get; init; }

    /// <summary>How many next findings are proposed; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int NextCount
    {
        get => _nextCount;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _nextCount = value;
        }
    }

    /// <summary>Whether nothing is told beside the answer itself. Reasons, intervals and next findings ask much more than that: there a program for
    /// the answer alone (<see cref="ProtocolWatch"/>) saves nothing.</summary>
    public bool IsPlain => IntervalMass is null && !Explains && NextCount == 0;
}

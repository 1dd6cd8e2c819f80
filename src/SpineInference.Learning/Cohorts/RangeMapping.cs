namespace SpineInference.Learning;

/// <summary>The state that the numbers of a range stand for.</summary>
public readonly record struct RangeMapping
{
    /// <summary>The numbers.</summary>
    public required ValueRange Range { get; init; }

    /// <summary>The name of the state.</summary>
    public required string State { get; init; }
}

namespace SpineInference.Learning;

/// <summary>The state that the numbers of a range stand for.</summary>
/// <param name="Range">The numbers.</param>
/// <param name="State">The name of the state.</param>
public readonly record struct RangeMapping(ValueRange Range, string State);

namespace SpineInference.Learning;

/// <summary>Between which ends a score lies.</summary>
/// <param name="Lower">The lower end; NaN where the score is undefined in most samples.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct ScoreInterval(double Lower, double Upper);

namespace SpineInference.Learning;

/// <summary>Where a fit stands after an iteration.</summary>
/// <param name="Restart">Which start this is, from 0.</param>
/// <param name="Iteration">How many iterations of this start are done.</param>
/// <param name="Bound">The lower bound of the log evidence (or the log posterior) now.</param>
/// <param name="Change">By how much the bound rose in this iteration; NaN at the first.</param>
/// <param name="Elapsed">The time since the fit began.</param>
/// <param name="Remaining">The time this start will still take if the bound keeps converging as it did over the last two iterations, or
/// <see langword="null"/> while that cannot be told.</param>
public readonly record struct FitProgress(int Restart, int Iteration, double Bound, double Change, TimeSpan Elapsed, TimeSpan? Remaining);

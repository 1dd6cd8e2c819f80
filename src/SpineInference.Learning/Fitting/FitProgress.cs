namespace SpineInference.Learning;

/// <summary>Where a fit stands after an iteration.</summary>
public sealed class FitProgress
{
    internal FitProgress(int restart, int iteration, double bound, double change, TimeSpan elapsed, TimeSpan? remaining)
    {
        Restart = restart;
        Iteration = iteration;
        Bound = bound;
        Change = change;
        Elapsed = elapsed;
        Remaining = remaining;
    }

    /// <summary>Which start this is, from 0.</summary>
    public int Restart { get; }

    /// <summary>How many iterations of this start are done.</summary>
    public int Iteration { get; }

    /// <summary>The lower bound of the log evidence (or the log posterior) now.</summary>
    public double Bound { get; }

    /// <summary>By how much the bound rose in this iteration; NaN at the first.</summary>
    public double Change { get; }

    /// <summary>The time since the fit began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The time this start will still take if the bound keeps converging as it did over the last two iterations, or
    /// <see langword="null"/> while that cannot be told.</summary>
    public TimeSpan? Remaining { get; }
}

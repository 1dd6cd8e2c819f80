namespace SpineInference.Learning;

/// <summary>Why a fit ended.</summary>
public enum FitStatus
{
    /// <summary>The bound rose by less than the tolerance.</summary>
    Converged,

    /// <summary>The largest number of iterations was done.</summary>
    IterationLimit,

    /// <summary>It was cancelled; the result is the last complete iteration.</summary>
    Cancelled,
}

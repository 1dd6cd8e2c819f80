namespace SpineInference.Learning;

/// <summary>Where a synthesis stands after a step.</summary>
/// <remarks>Immutable.</remarks>
public sealed class SynthesisProgress
{
    internal SynthesisProgress(int iteration, double largestMove, double misfit)
    {
        Iteration = iteration;
        LargestMove = largestMove;
        Misfit = misfit;
    }

    /// <summary>The step, from 1.</summary>
    public int Iteration { get; }

    /// <summary>The largest move of a number in this step, in its prior standard deviations.</summary>
    public double LargestMove { get; }

    /// <summary>Σ of squared residuals over their variances, sampling and heterogeneity together.</summary>
    public double Misfit { get; }
}

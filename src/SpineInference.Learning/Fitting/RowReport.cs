using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace SpineInference.Learning;

/// <summary>A probability row before and after a fit.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Variables">The variables whose distributions use the row.</param>
/// <param name="Before">Its probabilities before: the mean of the prior.</param>
/// <param name="After">Its probabilities after: the mean of the posterior.</param>
/// <param name="SampleSizeBefore">The prior's effective sample size, times the prior strength.</param>
/// <param name="SampleSizeAfter">The posterior's effective sample size, corrected for what was missing: the size of the Dirichlet whose
/// variance is that of the row given the data.</param>
/// <param name="ExpectedCount">How many patients are expected to have come through the row; many of them may have been guessed.</param>
/// <param name="IsLearned">Whether the fit was to learn the row.</param>
public sealed record RowReport(
    string Id,
    ImmutableArray<string> Variables,
    ImmutableArray<double> Before,
    ImmutableArray<double> After,
    double SampleSizeBefore,
    double SampleSizeAfter,
    double ExpectedCount,
    bool IsLearned)
{
    /// <summary>How many fully observed patients the data were worth to this row; 0 or more.</summary>
    public double Information => IsLearned ? Math.Max(0, SampleSizeAfter - SampleSizeBefore) : 0;

    /// <summary>Whether the data said anything of the row: at least a hundredth of a patient.</summary>
    public bool IsVisited => Information >= 0.01;

    /// <summary>The central credible interval of one of the row's probabilities after the fit: that of its Beta marginal.</summary>
    /// <param name="state">The state, from 0.</param>
    /// <param name="probability">The interval's probability, between 0 and 1.</param>
    /// <returns>Both ends equal where the probability is exactly 0 or 1, or the row is a definition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state, or the probability is outside (0, 1).</exception>
    public (double Lower, double Upper) Interval(int state, double probability = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, After.Length);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        double mean = After[state];
        if (mean is <= 0 or >= 1 || double.IsInfinity(SampleSizeAfter))
        {
            return (mean, mean);
        }

        double a = SampleSizeAfter * mean;
        double b = SampleSizeAfter * (1 - mean);
        double tail = (1 - probability) / 2;
        return (Beta.InvCDF(a, b, tail), Beta.InvCDF(a, b, 1 - tail));
    }
}

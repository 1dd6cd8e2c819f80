using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace SpineInference.Learning;

/// <summary>A probability row before and after a fit.</summary>
public sealed class RowReport
{
    internal RowReport(
        string id, ImmutableArray<string> variables, ImmutableArray<double> before, ImmutableArray<double> after, double sampleSizeBefore, double sampleSizeAfter, double expectedCount, bool isLearned)
    {
        Id = id;
        Variables = variables;
        Before = before;
        After = after;
        SampleSizeBefore = sampleSizeBefore;
        SampleSizeAfter = sampleSizeAfter;
        ExpectedCount = expectedCount;
        IsLearned = isLearned;
    }

    /// <summary>The row's id.</summary>
    public string Id { get; }

    /// <summary>The variables whose distributions use the row.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Its probabilities before: the mean of the prior.</summary>
    public ImmutableArray<double> Before { get; }

    /// <summary>Its probabilities after: the mean of the posterior.</summary>
    public ImmutableArray<double> After { get; }

    /// <summary>The prior's effective sample size, times the prior strength.</summary>
    public double SampleSizeBefore { get; }

    /// <summary>The posterior's effective sample size, corrected for what was missing: the size of the Dirichlet whose
    /// variance is that of the row given the data.</summary>
    public double SampleSizeAfter { get; }

    /// <summary>How many patients are expected to have come through the row; many of them may have been guessed.</summary>
    public double ExpectedCount { get; }

    /// <summary>Whether the fit was to learn the row.</summary>
    public bool IsLearned { get; }

    /// <summary>How many fully observed patients the data were worth to this row; 0 or more.</summary>
    public double Information => IsLearned ? Math.Max(0, SampleSizeAfter - SampleSizeBefore) : 0;

    /// <summary>Whether the data said anything of the row: at least a hundredth of a patient.</summary>
    public bool IsVisited => Information >= 0.01;

    /// <summary>The central credible interval of one of the row's probabilities after the fit: that of its Beta marginal.</summary>
    /// <param name="state">The state, from 0.</param>
    /// <param name="probability">The interval's probability, between 0 and 1.</param>
    /// <returns>Both ends equal where the probability is exactly 0 or 1, or the row is a definition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state, or the probability is outside (0, 1).</exception>
    public (double Lower, double Upper) ComputeInterval(int state, double probability = 0.95)
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

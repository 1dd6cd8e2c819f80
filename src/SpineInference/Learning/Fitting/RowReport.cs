using System.Collections.Immutable;

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
}

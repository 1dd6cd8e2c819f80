using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A fitted network with what is to be known of the fit.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record FitResult
{
    /// <summary>The fitted network: each learned row has its posterior mean and its posterior's effective sample size.</summary>
    public required BayesianNetwork Network { get; init; }

    /// <summary>The fitted measurements over <see cref="Network"/>, or <see langword="null"/> where there are none.</summary>
    public required MeasurementModel? Measurements { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>The bound after each iteration of the start that was kept: of the log evidence (variational Bayes), or the log posterior
    /// density in the softmax basis up to a constant. It never falls but for rounding.</summary>
    public required ImmutableArray<double> Bounds { get; init; }

    /// <summary>Every row, before and after, in the network's order.</summary>
    public required ImmutableArray<RowReport> Rows { get; init; }

    /// <summary>What to know before trusting the fit; may be empty.</summary>
    public required ImmutableArray<FitWarning> Warnings { get; init; }

    /// <summary>How many rows the cohort has.</summary>
    public required long RowCount { get; init; }

    /// <summary>How many patients they stand for.</summary>
    public required double TotalWeight { get; init; }

    /// <summary>Where the fit comes from, for a model file: hashes of cohort and prior, options, seed, library version.</summary>
    public required ImmutableSortedDictionary<string, string> Provenance { get; init; }

    /// <summary>The bound at the end; NaN where the fit was cancelled before its first iteration was complete.</summary>
    public double Bound => Bounds.IsEmpty ? double.NaN : Bounds[^1];

    /// <summary>How many iterations the start that was kept took.</summary>
    public int Iterations => Bounds.Length;

    /// <summary>The learned rows of which the data said nothing.</summary>
    public IEnumerable<RowReport> UnvisitedRows => Rows.Where(static r => r.IsLearned && !r.IsVisited);

    /// <summary>Saves network, measurements and provenance in one file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">The fit was cancelled before its first iteration was complete: there is nothing but the
    /// prior, and what stands at the path is worth more.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public void Save(string path)
    {
        if (Status == FitStatus.Cancelled && Bounds.IsEmpty)
        {
            throw new InvalidOperationException("The fit was cancelled before its first iteration was complete; there is nothing to save.");
        }

        new FittedModel(Network, Measurements, Provenance).Save(path);
    }
}

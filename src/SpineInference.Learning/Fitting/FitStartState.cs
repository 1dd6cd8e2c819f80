using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference.Learning;

/// <summary>Where one start of a fit stood after an iteration, in a <see cref="FitCheckpoint"/>.</summary>
/// <remarks>Immutable.</remarks>
public sealed record FitStartState
{
    /// <summary>Which start this is, from 0.</summary>
    public required int Restart { get; init; }

    /// <summary>Why it ended; <see langword="null"/> while it goes on.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<FitStatus>))]
    public required FitStatus? Status { get; init; }

    /// <summary>The bound after each iteration.</summary>
    public required ImmutableArray<double> Bounds { get; init; }

    /// <summary>The Dirichlet concentrations, laid out as the network's parameters.</summary>
    public required ImmutableArray<double> Concentrations { get; init; }

    /// <summary>The expected counts of the last iteration, laid out as the network's parameters.</summary>
    public required ImmutableArray<double> Counts { get; init; }

    /// <summary>For each measurement and state, in turn: means, precisions, shape and rate; empty where there are none.</summary>
    public required ImmutableArray<double> Measurements { get; init; }

    /// <summary>The largest change of a probability in the last iteration.</summary>
    public required double LargestMove { get; init; }

    /// <summary>How many rows were impossible and left out.</summary>
    public required long ImpossibleCount { get; init; }

    /// <summary>Whether a fit with this prior can have been in this state.</summary>
    internal bool IsSound(ReadOnlySpan<double> prior, int starts)
    {
        // Counts only add to a prior: what was possible stays so, and nothing else becomes it.
        bool isSound = Restart >= 0 && Restart < starts && Bounds.Length > 0 && Concentrations.Length == prior.Length && Counts.Length == prior.Length
            && LargestMove >= 0 && ImpossibleCount >= 0 && Status is null or FitStatus.Converged or FitStatus.IterationLimit;
        for (int j = 0; isSound && j < prior.Length; j++)
        {
            isSound = double.IsFinite(Concentrations[j]) && Concentrations[j] >= 0 && Concentrations[j] > 0 == prior[j] > 0 && double.IsFinite(Counts[j]);
        }

        return isSound;
    }
}

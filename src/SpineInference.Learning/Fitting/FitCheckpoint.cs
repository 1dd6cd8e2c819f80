using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The state of a fit after an iteration, from which it can go on exactly.</summary>
/// <remarks>Immutable. A fit that goes on from it gives, bit for bit, what it would have given without the interruption.</remarks>
public sealed record FitCheckpoint
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string FormatId = "spineinference-fit-checkpoint";

    /// <summary>Names the format: <see cref="FormatId"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The format's version: 1.</summary>
    public required int Version { get; init; }

    /// <summary>The hash of the network that is fitted.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>The hash of the cohort.</summary>
    public required string CohortHash { get; init; }

    /// <summary>The options that decide the result, as text.</summary>
    public required string Options { get; init; }

    /// <summary>Which random start this is, from 0.</summary>
    public required int Restart { get; init; }

    /// <summary>The bound after each iteration of this start.</summary>
    public required ImmutableArray<double> Bounds { get; init; }

    /// <summary>The Dirichlet concentrations, laid out as the network's parameters.</summary>
    public required ImmutableArray<double> Concentrations { get; init; }

    /// <summary>For each measurement and state, in turn: means, precisions, shape and rate; empty where there are none.</summary>
    public required ImmutableArray<double> Measurements { get; init; }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CohortFormatException">The file is no checkpoint of this version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FitCheckpoint Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FitCheckpoint? checkpoint;
        try
        {
            checkpoint = JsonSerializer.Deserialize(ByteOrderMark.ToUtf8(File.ReadAllBytes(path)), LearningJson.Default.FitCheckpoint);
        }
        catch (JsonException fault)
        {
            throw new CohortFormatException(path, [new CohortFault((fault.LineNumber ?? 0) + 1, "", $"the file is no checkpoint: {fault.Message}")], 1);
        }

        return checkpoint is { Format: FormatId, Version: 1 }
            ? checkpoint
            : throw new CohortFormatException(path, [new CohortFault(1, "", $"the file is no checkpoint of version 1; expected format \"{FormatId}\".")], 1);
    }

    /// <summary>Writes the checkpoint, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, LearningJson.Default.FitCheckpoint));

    /// <summary>Checks that a fit can go on from it.</summary>
    /// <param name="network">The fit's network.</param>
    /// <param name="cohortHash">The hash of its cohort.</param>
    /// <param name="options">Its options.</param>
    /// <param name="prior">Its prior's concentrations.</param>
    /// <param name="starts">How many starts it makes.</param>
    /// <exception cref="ArgumentException">It belongs to another fit, or holds what no fit does.</exception>
    internal void ThrowIfUnfit(BayesianNetwork network, string cohortHash, FitOptions options, ReadOnlySpan<double> prior, int starts)
    {
        if (NetworkHash != network.Hash || CohortHash != cohortHash || Options != options.Describe() || Concentrations.Length != prior.Length)
        {
            throw new ArgumentException(
                "The checkpoint belongs to another network, cohort or options than this fit. Start anew, or give the same as before.", nameof(options));
        }

        // Counts only add to a prior: what was possible stays so, and nothing else becomes it.
        bool isSound = Restart >= 0 && Restart < starts;
        for (int j = 0; isSound && j < prior.Length; j++)
        {
            isSound = double.IsFinite(Concentrations[j]) && Concentrations[j] >= 0 && Concentrations[j] > 0 == prior[j] > 0;
        }

        if (!isSound)
        {
            throw new ArgumentException(
                $"The checkpoint holds start {Restart} of {starts}, counted from 0, or concentrations that no fit of this network has: it was changed or damaged. Start anew.",
                nameof(options));
        }
    }
}

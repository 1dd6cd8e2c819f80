using System.Globalization;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The state of a fit after an iteration, from which it can go on exactly.</summary>
/// <remarks>Immutable. A fit that goes on from it gives, bit for bit, what it would have given without the interruption, with one start or
/// with many: the best of those that are done is kept with the one at work.</remarks>
public sealed record FitCheckpoint
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string FormatId = "spineinference-fit-checkpoint";

    /// <summary>The value of <see cref="Version"/> that this library reads and writes.</summary>
    public const int FormatVersion = 2;

    /// <summary>Names the format: <see cref="FormatId"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The format's version: 2.</summary>
    public required int Version { get; init; }

    /// <summary>The hash of the network that is fitted.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>The hash of the cohort.</summary>
    public required string CohortHash { get; init; }

    /// <summary>The options that decide the result, as text.</summary>
    public required string Options { get; init; }

    /// <summary>The start at work, or the last where all are at their end.</summary>
    public required FitStartState Current { get; init; }

    /// <summary>The best of the starts before it, which are at their end; <see langword="null"/> where it is the first.</summary>
    public required FitStartState? Best { get; init; }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The checkpoint.</returns>
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
            throw new CohortFormatException(path, [new Fault(path, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, $"the file is no checkpoint: {fault.Message}")], 1);
        }

        return checkpoint is { Format: FormatId, Version: FormatVersion }
            ? checkpoint
            : throw new CohortFormatException(path, [new Fault(path, 1, 1, $"the file is no checkpoint of version {FormatVersion}; expected format \"{FormatId}\".")], 1);
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
        if (NetworkHash != network.Hash || CohortHash != cohortHash || Options != options.Describe())
        {
            throw new ArgumentException(
                "The checkpoint belongs to another network, cohort or options than this fit. Start anew, or give the same as before.", nameof(options));
        }

        bool isSound = Current.IsSound(prior, starts)
            && (Best is null ? Current.Restart == 0 : Best.IsSound(prior, Current.Restart) && Best.Status is not null);
        if (!isSound)
        {
            throw new ArgumentException(
                $"The checkpoint holds start {Current.Restart} of {starts}, counted from 0, the best of those before it being {Best?.Restart.ToString(CultureInfo.InvariantCulture) ?? "none"}, or concentrations that no fit of this network has: it was changed or damaged. Start anew.",
                nameof(options));
        }
    }
}

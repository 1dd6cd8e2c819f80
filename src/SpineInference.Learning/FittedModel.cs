using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A network with the measurements that hang on it and where both come from.</summary>
/// <remarks>Kept in one file, the network's own JSON format: measurements stand in its provenance under
/// <see cref="MeasurementsKey"/>, so that a program that knows nothing of them reads the network all the same. Immutable and safe for
/// concurrent use.</remarks>
public sealed class FittedModel
{
    /// <summary>The key of the provenance under which a file holds the measurements.</summary>
    public const string MeasurementsKey = "measurements";

    /// <summary>Joins a network with measurements.</summary>
    /// <param name="network">The network.</param>
    /// <param name="measurements">The measurements over it, or <see langword="null"/>.</param>
    /// <param name="provenance">Where they come from; <see langword="null"/> for no words.</param>
    /// <exception cref="ArgumentException">The measurements belong to another network.</exception>
    public FittedModel(BayesianNetwork network, MeasurementModel? measurements = null, ImmutableSortedDictionary<string, string>? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (measurements is not null && !ReferenceEquals(measurements.Network, network))
        {
            throw new ArgumentException($"The measurements belong to another network than '{network.Name}'.", nameof(measurements));
        }

        Network = network;
        Measurements = measurements;
        Provenance = (provenance ?? ImmutableSortedDictionary<string, string>.Empty).WithComparers(StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The measurements over it, or <see langword="null"/>.</summary>
    public MeasurementModel? Measurements { get; }

    /// <summary>Where they come from, by free keys.</summary>
    public ImmutableSortedDictionary<string, string> Provenance { get; }

    /// <summary>Identity of network and measurements, in lower-case hexadecimal; that of the network where there are no measurements.</summary>
    public string Hash => Measurements?.Hash ?? Network.Hash;

    /// <summary>Loads a model from its file.</summary>
    /// <param name="path">The file, plain or gzip-compressed.</param>
    /// <returns>The model.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid model; all faults of the network are listed, or all of the
    /// measurements.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FittedModel Load(string path)
    {
        JsonModel file = JsonModel.Read(path);
        if (!file.Provenance.TryGetValue(MeasurementsKey, out string? json))
        {
            return new FittedModel(file.Network, null, file.Provenance);
        }

        MeasurementModel? measurements = MeasurementSection.Read(json, file.Network, out ImmutableArray<string> faults);
        if (measurements is null)
        {
            throw new NetworkFormatException(path, [.. faults.Select(fault =>
                file.FaultOfProvenance(path, MeasurementsKey, $"the measurements in the provenance ('{MeasurementsKey}') are unfit: {fault}"))]);
        }

        return new FittedModel(file.Network, measurements, file.Provenance.Remove(MeasurementsKey));
    }

    /// <summary>Saves the model in one file, whole or not at all.</summary>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <param name="rowBases">What rows rest on, by row id; <see langword="null"/> for none.</param>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public void Save(string path, ImmutableDictionary<string, RowBasis>? rowBases = null)
    {
        ImmutableSortedDictionary<string, string> provenance = Measurements is null
            ? Provenance
            : Provenance.SetItem(
                MeasurementsKey, JsonSerializer.Serialize(MeasurementSection.From(Measurements), LearningJson.Default.MeasurementSection));
        new JsonModel(Network, provenance, rowBases).Write(path);
    }
}

using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>A network with all that its numbers rest on, as this library's own JSON file holds it.</summary>
/// <remarks>
/// <para>The one format that loses nothing: rows with their ids, sharing and effective sample sizes, noisy-MAX contributors, and what each
/// row rests on. A network written and read again has the same <see cref="BayesianNetwork.Hash"/>. The schema is published as
/// <c>docs/schemas/network.schema.json</c>.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class JsonModel
{
    /// <summary>The value of the file's field <c>format</c>.</summary>
    public const string FormatId = "spineinference-network";

    /// <summary>The value of the file's field <c>version</c> that this library reads and writes.</summary>
    public const int FormatVersion = 1;

    private readonly ImmutableDictionary<string, TextPosition> _provenancePlaces;

    /// <summary>Joins a network with what is to be written beside it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="provenance">Where the model comes from (library version, hash of the cohort, options, seed), as free text by free
    /// keys; null for none.</param>
    /// <param name="rowBases">What rows rest on, by row id; null for none.</param>
    /// <exception cref="ArgumentException">A row id is not of the network, or a row's intervals are not one for each probability.</exception>
    public JsonModel(
        BayesianNetwork network,
        ImmutableSortedDictionary<string, string>? provenance = null,
        ImmutableDictionary<string, RowBasis>? rowBases = null)
        : this(network, provenance, rowBases, [], ImmutableDictionary<string, TextPosition>.Empty)
    {
    }

    internal JsonModel(
        BayesianNetwork network,
        ImmutableSortedDictionary<string, string>? provenance,
        ImmutableDictionary<string, RowBasis>? rowBases,
        ImmutableArray<Fault> warnings,
        ImmutableDictionary<string, TextPosition> provenancePlaces)
    {
        _provenancePlaces = provenancePlaces;
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        Provenance = (provenance ?? ImmutableSortedDictionary<string, string>.Empty).WithComparers(StringComparer.Ordinal);
        RowBases = rowBases ?? ImmutableDictionary<string, RowBasis>.Empty;
        Warnings = warnings;
        if (RowBases.IsEmpty)
        {
            return;
        }

        Dictionary<string, int> lengths = network.Rows.ToDictionary(static r => r.Id, static r => r.Length, StringComparer.Ordinal);
        foreach ((string id, RowBasis basis) in RowBases)
        {
            if (!lengths.TryGetValue(id, out int length))
            {
                throw new ArgumentException($"Network '{network.Name}' has no row '{id}'.", nameof(rowBases));
            }

            if (basis.Intervals.Length != 0 && basis.Intervals.Length != length)
            {
                throw new ArgumentException($"Row '{id}' has {length} probabilities and {basis.Intervals.Length} intervals; expected as many or none.", nameof(rowBases));
            }
        }
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Where the model comes from, by free keys in ordinal order; may be empty.</summary>
    public ImmutableSortedDictionary<string, string> Provenance { get; }

    /// <summary>What rows rest on, by row id; rows without such words are absent.</summary>
    public ImmutableDictionary<string, RowBasis> RowBases { get; }

    /// <summary>What the reader did not take exactly as it stands in the file; empty for a model not read from a file.</summary>
    public ImmutableArray<Fault> Warnings { get; }

    /// <summary>A fault of what stands in the provenance, at its place in the file that the model was read from.</summary>
    /// <param name="source">The file, as it was given.</param>
    /// <param name="key">The key of the entry.</param>
    /// <param name="message">What is wrong with it.</param>
    /// <returns>The fault; at line 1, column 1 for a model that was not read from a file.</returns>
    public Fault FaultOfProvenance(string source, string key, string message)
    {
        TextPosition place = _provenancePlaces.GetValueOrDefault(key, TextPosition.Start);
        return new Fault(source, place.Line, place.Column, message);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzip-compressed.</param>
    /// <param name="limits">How much is taken; <see cref="FormatLimits.Default"/> where null.</param>
    /// <returns>The network with its texts and measurements.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid model, or exceeds a limit. All faults are listed, unknown fields
    /// among them; rows must sum to 1 ± <see cref="BayesianNetworkBuilder.RowSumTolerance"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonModel Read(string path, FormatLimits? limits = null) =>
        JsonModelReader.Read(NetworkText.LoadBytes(path, limits ?? FormatLimits.Default), path, limits ?? FormatLimits.Default);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The content, plain or gzip-compressed; left open.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="limits">How much is taken; <see cref="FormatLimits.Default"/> where null.</param>
    /// <returns>The network with its texts and measurements.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid model, or exceeds a limit.</exception>
    public static JsonModel Read(Stream stream, string path, FormatLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        return JsonModelReader.Read(NetworkText.LoadBytes(stream, path, limits ?? FormatLimits.Default), path, limits ?? FormatLimits.Default);
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <exception cref="ArgumentException">A name holds half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, Write);

    /// <summary>Writes to a text writer, one row a line.</summary>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <exception cref="ArgumentException">A name holds half of a surrogate pair.</exception>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        JsonModelWriter.Write(this, writer);
    }
}

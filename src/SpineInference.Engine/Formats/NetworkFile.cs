using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>What was read from a file: the network, and what the reader did to it on the way.</summary>
/// <param name="Network">The network.</param>
/// <param name="Warnings">What was not taken exactly as it stands in the file, in the order of the file; empty for a clean file.</param>
public sealed record NetworkFile(BayesianNetwork Network, ImmutableArray<Fault> Warnings);

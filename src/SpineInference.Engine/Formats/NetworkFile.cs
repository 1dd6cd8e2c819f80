using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>What was read from a file: the network, and what the reader did to it on the way.</summary>
public sealed class NetworkFile
{
    /// <summary>Puts a network and the warnings of its reader together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="warnings">What was not taken exactly as it stands in the file.</param>
    public NetworkFile(BayesianNetwork network, ImmutableArray<Fault> warnings)
    {
        Network = network;
        Warnings = warnings;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>What was not taken exactly as it stands in the file, in the order of the file; empty for a clean file.</summary>
    public ImmutableArray<Fault> Warnings { get; }
}

using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A network cannot be built: every fault found is in <see cref="Problems"/>.</summary>
public sealed class InvalidNetworkException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="networkName">The name of the network.</param>
    /// <param name="problems">The faults; at least one.</param>
    public InvalidNetworkException(string networkName, ImmutableArray<NetworkProblem> problems)
        : base($"Network '{networkName}' has {problems.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, problems)}")
    {
        Problems = problems;
    }

    /// <summary>The faults, in the order of the variables.</summary>
    public ImmutableArray<NetworkProblem> Problems { get; }
}

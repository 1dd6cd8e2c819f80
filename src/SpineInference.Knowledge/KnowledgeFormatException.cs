using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>The knowledge files cannot be read: every fault found is in <see cref="Faults"/>.</summary>
public sealed class KnowledgeFormatException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="faults">The faults; at least one.</param>
    public KnowledgeFormatException(ImmutableArray<KnowledgeFault> faults)
        : base($"The knowledge files have {faults.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
    {
        Faults = faults;
    }

    /// <summary>The faults, file by file in the order of their lines.</summary>
    public ImmutableArray<KnowledgeFault> Faults { get; }
}

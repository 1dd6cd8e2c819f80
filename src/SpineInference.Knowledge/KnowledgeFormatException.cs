using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>The knowledge files cannot be read: every fault found is in <see cref="Faults"/>.</summary>
public sealed class KnowledgeFormatException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="faults">The faults; at least one.</param>
    public KnowledgeFormatException(ImmutableArray<Fault> faults)
        : base($"The knowledge files have {faults.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(static f => f.ToCompilerText()))}")
    {
        Faults = faults;
    }

    /// <summary>The faults, file by file in the order of their lines.</summary>
    public ImmutableArray<Fault> Faults { get; }

    /// <summary>The exception for faults in any order, some of them perhaps told twice.</summary>
    internal static KnowledgeFormatException Of(IEnumerable<Fault> faults) => new([.. faults
        .Distinct()
        .OrderBy(static f => f.Source, StringComparer.Ordinal)
        .ThenBy(static f => f.Line)
        .ThenBy(static f => f.Column)]);
}

using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference;

/// <summary>A written patient cannot be read: every fault found is in <see cref="Faults"/>.</summary>
public sealed class PatientFormatException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="source">The file or stream, for the message.</param>
    /// <param name="faults">The faults; at least one.</param>
    public PatientFormatException(string source, ImmutableArray<Fault> faults)
        : base($"{source}: {faults.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
    {
        Faults = faults;
    }

    /// <summary>The faults, in the order of the file.</summary>
    public ImmutableArray<Fault> Faults { get; }
}

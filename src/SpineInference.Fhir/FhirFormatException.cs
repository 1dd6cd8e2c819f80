using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Fhir;

/// <summary>A health record cannot be read: every fault found is in <see cref="Faults"/>.</summary>
public sealed class FhirFormatException : Exception
{
    // A hostile file can hold a fault a byte; the message need not.
    private const int FaultsInMessage = 50;

    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="faults">The faults; at least one.</param>
    /// <param name="notUnderstood">What else of the record was not used.</param>
    public FhirFormatException(ImmutableArray<Fault> faults, ImmutableArray<NotUnderstood> notUnderstood = default)
        : base($"The record has {faults.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(FaultsInMessage))}"
            + (faults.Length > FaultsInMessage ? $"{Environment.NewLine}… and {faults.Length - FaultsInMessage} more." : "")
            + (notUnderstood.IsDefaultOrEmpty ? "" : $"{Environment.NewLine}Beside that, {notUnderstood.Length} part(s) of the record were not used: {nameof(NotUnderstood)} lists them."))
    {
        Faults = faults;
        NotUnderstood = notUnderstood.IsDefault ? [] : notUnderstood;
    }

    /// <summary>The faults, in the order in which they were found; the source of each is the resource, its field the element.</summary>
    public ImmutableArray<Fault> Faults { get; }

    /// <summary>Whether the only fault is that neither a finding nor a complaint was understood: the record is readable, and about something
    /// else.</summary>
    public bool IsNothingUnderstood { get; init; }

    /// <summary>What of the record was not used, as far as it was read, in the order of the record.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstood { get; }
}

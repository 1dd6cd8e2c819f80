using System.Collections.Immutable;

namespace SpineInference.Engine.Formats;

/// <summary>What a row of a model file says of its own numbers, beyond the network itself.</summary>
/// <remarks>Immutable. Carried through a file unchanged; nothing here changes an inference.</remarks>
public sealed record RowBasis
{
    /// <summary>What the numbers rest on (such as <c>literature</c>, <c>derived</c> or <c>expert</c>), or null.</summary>
    public string? Basis { get; init; }

    /// <summary>Keys of a reference list; may be empty.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>The published or plausible range of each probability, null where none is known; empty, or one entry for each
    /// probability of the row.</summary>
    public ImmutableArray<(double Low, double High)?> Intervals { get; init; } = [];

    /// <summary>Formula, counts or reason, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether both say the same, entry by entry.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they do.</returns>
    public bool Equals(RowBasis? other) =>
        other is not null && Basis == other.Basis && Note == other.Note
        && Sources.SequenceEqual(other.Sources) && Intervals.SequenceEqual(other.Intervals);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Basis, Note, Sources.Length, Intervals.Length);
}

using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The roots that supply a muscle or a reflex: those that carry most of it, and those that carry a little.</summary>
/// <remarks>Every list runs from head to tail; no root stands in both. Immutable and safe for concurrent use. Equality is by reference.
/// In about three legs of ten the whole supply lies one root higher or lower than in the books (evidence R107), so a lesser root is
/// never to be read as none.</remarks>
public sealed class RootSupply
{
    internal RootSupply(ImmutableArray<NerveRoot> main, ImmutableArray<NerveRoot> lesser)
    {
        Main = main;
        Lesser = lesser;
        All = [.. main.Concat(lesser).Order()];
    }

    /// <summary>The roots that carry most of it; at least one.</summary>
    public ImmutableArray<NerveRoot> Main { get; }

    /// <summary>The roots that carry a little of it; may be empty.</summary>
    public ImmutableArray<NerveRoot> Lesser { get; }

    /// <summary>Main and lesser roots together.</summary>
    public ImmutableArray<NerveRoot> All { get; }

    /// <summary>The roots, the lesser ones in brackets: <c>L5 (L4, S1)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Lesser.IsEmpty ? string.Join(", ", Main) : $"{string.Join(", ", Main)} ({string.Join(", ", Lesser)})";
}

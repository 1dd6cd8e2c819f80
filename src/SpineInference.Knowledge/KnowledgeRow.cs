using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>One reviewable row: under which parent states it holds, its probabilities, and what they rest on.</summary>
/// <remarks>Immutable.</remarks>
public sealed class KnowledgeRow
{
    internal KnowledgeRow()
    {
    }

    /// <summary>A stable id, unique in the knowledge base; also the id of the network's probability row.</summary>
    public required string Id { get; init; }

    /// <summary>For each parent the row constrains, the states it accepts; a parent not named is free. Texts may hold template
    /// variables in braces.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> When { get; init; }

    /// <summary>Whether the row holds wherever no other does.</summary>
    public required bool IsOtherwise { get; init; }

    /// <summary>For a template, the values of template variables for which the row holds; empty: for all.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Only { get; init; }

    /// <summary>Probabilities of the variable's states, in their order; empty for a row that copies a parent's state.</summary>
    public required ImmutableArray<double> Probabilities { get; init; }

    /// <summary>The parent whose state the variable copies, or <see langword="null"/>.</summary>
    public string? SameAs { get; init; }

    /// <summary>What the number rests on.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Keys of the reference list; may be empty for expert rows and definitions.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Dirichlet effective sample size; infinite for a definition.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>For some states, the published or plausible range of the probability.</summary>
    public required ImmutableSortedDictionary<string, (double Low, double High)> Intervals { get; init; }

    /// <summary>Formula, counts or reason.</summary>
    public string? Note { get; init; }

    /// <summary>Where it stands in the tables.</summary>
    public KnowledgePlace Place { get; internal init; }

    /// <summary>The groups of states of all files, for group names that hold template variables.</summary>
    internal IReadOnlyDictionary<string, ImmutableArray<string>> Groups { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}

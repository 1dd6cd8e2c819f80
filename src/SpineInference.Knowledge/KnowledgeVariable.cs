using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>A variable as the knowledge files describe it, before templates and copies are written out.</summary>
/// <remarks>Immutable.</remarks>
public sealed class KnowledgeVariable
{
    internal KnowledgeVariable()
    {
    }

    /// <summary>Text id; a template holds variables in braces.</summary>
    public required string Id { get; init; }

    /// <summary>Clinical name.</summary>
    public required string Label { get; init; }

    /// <summary>Plain words, or <see langword="null"/>.</summary>
    public string? Plain { get; init; }

    /// <summary>Other names.</summary>
    public required ImmutableArray<string> Synonyms { get; init; }

    /// <summary>Codes in terminologies.</summary>
    public required ImmutableArray<KnowledgeCode> Codes { get; init; }

    /// <summary>What it belongs to, and so how often it stands in the network.</summary>
    public required KnowledgeScope Scope { get; init; }

    /// <summary>The part the variable plays.</summary>
    public required VariableKind Kind { get; init; }

    /// <summary>How a finding is obtained; <see langword="null"/> for other kinds.</summary>
    public FindingCategory? Category { get; init; }

    /// <summary>States, in order.</summary>
    public required ImmutableArray<string> States { get; init; }

    /// <summary>Parents; a name is looked up in the same copy of the scope first, then in the whole network.</summary>
    public required ImmutableArray<string> Parents { get; init; }

    /// <summary>Rows of a table; empty for a noisy-MAX.</summary>
    public required ImmutableArray<KnowledgeRow> Rows { get; init; }

    /// <summary>Contributors of a noisy-MAX; empty for a table.</summary>
    public required ImmutableArray<KnowledgeContributor> Contributors { get; init; }

    /// <summary>For a template, the values of its variables, one set an instance; otherwise one empty set.</summary>
    public required ImmutableArray<ImmutableSortedDictionary<string, string>> Instances { get; init; }

    /// <summary>Groups of states whose shares were judged as one, each against the rest: their errors go together. Mostly empty.</summary>
    public ImmutableArray<ImmutableArray<string>> Split { get; init; } = [];

    /// <summary>Whether its rows are taken as known: no draw moves them and no study. For a variable that statements weigh by those very rows, such
    /// as an age shared out between two bands; its uncertainty would move the shares.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What must be so before it can be asked or looked at: by the name of another variable the states of which one is enough, and of several variables one. Mostly empty. A name is
    /// looked up in the same copy of the scope first, then in the whole network, then in all copies. It says nothing of the probabilities.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Presupposes { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Why the variable is built so, or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    /// <summary>All rows, of the table or of the contributors.</summary>
    public IEnumerable<KnowledgeRow> AllRows => Contributors.IsEmpty ? Rows : Contributors.SelectMany(static c => c.Rows);

    /// <summary>Where it stands in the tables.</summary>
    public KnowledgePlace Place { get; internal init; }
}

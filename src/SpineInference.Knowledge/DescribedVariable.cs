using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>A variable of the assembled network with what the knowledge files say of it, templates and copy written out.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class DescribedVariable
{
    private readonly Lazy<KnowledgeVariable[]> _sources;

    // The sources are those of all variables, in the network's order: the knowledge files are read when one is asked for.
    internal DescribedVariable(Lazy<KnowledgeVariable[]> sources) => _sources = sources;

    /// <summary>The network's variable; its name is <see cref="Id"/>, with the copy and a dot before it where there are several, as <c>left.foot-drop</c>.</summary>
    public required Variable Variable { get; init; }

    /// <summary>The description it comes from. The first use of any reads all knowledge files.</summary>
    /// <exception cref="InvalidDataException">The ready-made network of the library was not made from its knowledge files.</exception>
    public KnowledgeVariable Source => _sources.Value[Variable.Index];

    /// <summary>Text id without the copy.</summary>
    public required string Id { get; init; }

    /// <summary>What it belongs to.</summary>
    public required KnowledgeScope Scope { get; init; }

    /// <summary>In which copy of the scope it stands, such as <c>left</c>; <see langword="null"/> where there are none.</summary>
    public string? Copy { get; init; }

    /// <summary>Clinical name.</summary>
    public required string Label { get; init; }

    /// <summary>Plain words, or <see langword="null"/>.</summary>
    public string? Plain { get; init; }

    /// <summary>Other names.</summary>
    public required ImmutableArray<string> Synonyms { get; init; }

    /// <summary>The part the variable plays.</summary>
    public required VariableKind Kind { get; init; }

    /// <summary>How a finding is obtained; <see langword="null"/> for other kinds.</summary>
    public FindingCategory? Category { get; init; }

    /// <summary>What must be so before it can be asked or looked at, of all copies of what is named; <see langword="null"/> where it can be of everybody.</summary>
    public Presupposition? Presupposes { get; init; }

    /// <summary>Whether it is a finding that is simply there or not: states <c>absent</c> and <c>present</c>.</summary>
    public bool IsBinary => Variable.StateCount == 2 && Variable.States[0] == "absent" && Variable.States[1] == "present";
}

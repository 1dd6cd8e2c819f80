using System.Collections.Immutable;
using SpineInference.Networks;

namespace SpineInference.Knowledge;

/// <summary>A variable of the assembled network with what the knowledge files say of it, templates and leg written out.</summary>
/// <remarks>Immutable.</remarks>
public sealed class DescribedVariable
{
    internal DescribedVariable(Variable variable, KnowledgeVariable source, string id, string? leg, Func<string, string> substitute)
    {
        Variable = variable;
        Source = source;
        Id = id;
        Leg = leg;
        Label = substitute(source.Label);
        Plain = source.Plain is null ? null : substitute(source.Plain);
        Synonyms = [.. source.Synonyms.Select(substitute)];
    }

    /// <summary>The network's variable; its name is <see cref="Id"/>, with <c>left.</c> or <c>right.</c> before it in a leg.</summary>
    public Variable Variable { get; }

    /// <summary>The description it comes from.</summary>
    public KnowledgeVariable Source { get; }

    /// <summary>Text id without the leg.</summary>
    public string Id { get; }

    /// <summary><c>left</c>, <c>right</c>, or <see langword="null"/> for a variable of the patient.</summary>
    public string? Leg { get; }

    /// <summary>Clinical name.</summary>
    public string Label { get; }

    /// <summary>Plain words, or <see langword="null"/>.</summary>
    public string? Plain { get; }

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Synonyms { get; }

    /// <summary>The part the variable plays.</summary>
    public VariableKind Kind => Source.Kind;

    /// <summary>Whether it is a finding that is simply there or not: states <c>absent</c> and <c>present</c>.</summary>
    public bool IsBinary => Variable.StateCount == 2 && Variable.States[0] == "absent" && Variable.States[1] == "present";
}

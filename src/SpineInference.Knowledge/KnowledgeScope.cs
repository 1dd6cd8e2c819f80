using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>What a variable of the tables belongs to: the whole, of which there is one, or a part that stands in the network in several copies.</summary>
/// <remarks>The tables name their scopes: <c>"scopes": {"patient": [], "leg": ["left", "right"]}</c> says that a variable of a leg stands
/// there twice, as <c>left.…</c> and <c>right.…</c>, and one of the patient once. Immutable and safe for concurrent use.</remarks>
public sealed class KnowledgeScope
{
    internal KnowledgeScope(string name, ImmutableArray<string> copies)
    {
        Name = name;
        Copies = copies;
    }

    /// <summary>The whole, where the tables name no scopes: without a name, and without copies.</summary>
    internal static KnowledgeScope Whole { get; } = new("", []);

    /// <summary>Its name, by which variables refer to it; within braces, the name of a template variable that stands for the copy.</summary>
    public string Name { get; }

    /// <summary>The names of its copies, in the network's order; empty for the whole.</summary>
    public ImmutableArray<string> Copies { get; }

    /// <summary>Whether variables of it stand in the network in several copies.</summary>
    public bool HasCopies => !Copies.IsEmpty;

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}

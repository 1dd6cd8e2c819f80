using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>One contributor of a noisy-MAX: the parents it reads and its rows.</summary>
public sealed class KnowledgeContributor
{
    internal KnowledgeContributor(ImmutableArray<string> parents, ImmutableArray<KnowledgeRow> rows)
    {
        Parents = parents;
        Rows = rows;
    }

    /// <summary>The parents it reads; empty for the leak.</summary>
    public ImmutableArray<string> Parents { get; }

    /// <summary>Its rows; where none matches, the contributor is silent.</summary>
    public ImmutableArray<KnowledgeRow> Rows { get; }
}

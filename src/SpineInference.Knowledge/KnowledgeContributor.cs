using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>One contributor of a noisy-MAX: the parents it reads and its rows.</summary>
/// <param name="Parents">The parents it reads; empty for the leak.</param>
/// <param name="Rows">Its rows; where none matches, the contributor is silent.</param>
public sealed record KnowledgeContributor(ImmutableArray<string> Parents, ImmutableArray<KnowledgeRow> Rows);

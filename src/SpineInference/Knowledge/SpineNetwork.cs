using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Networks;

namespace SpineInference.Knowledge;

/// <summary>The network assembled from a knowledge base, and the way back: from variable and row to their description.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class SpineNetwork
{
    private static readonly Lazy<SpineNetwork> LazyDefault = new(static () => Assemble(KnowledgeBase.Default));

    private readonly Dictionary<string, KnowledgeRow> _rowsById;

    private SpineNetwork(KnowledgeBase knowledge, BayesianNetwork network, ImmutableArray<DescribedVariable> variables)
    {
        Knowledge = knowledge;
        Network = network;
        Variables = variables;
        _rowsById = knowledge.Variables.SelectMany(static v => v.AllRows).DistinctBy(static r => r.Id).ToDictionary(static r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>The network of the knowledge shipped with the library; assembled once.</summary>
    public static SpineNetwork Default => LazyDefault.Value;

    /// <summary>The knowledge behind the network.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Every variable with its description, in the network's order.</summary>
    public ImmutableArray<DescribedVariable> Variables { get; }

    /// <summary>The description of a variable of the network.</summary>
    /// <param name="variable">A variable of <see cref="Network"/>, or of another network over the same variables.</param>
    public DescribedVariable this[Variable variable]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(variable);
            return Variables[variable.Index];
        }
    }

    /// <summary>Assembles a network.</summary>
    /// <param name="knowledge">The knowledge base.</param>
    /// <exception cref="KnowledgeFormatException">A table is incomplete or contradicts itself; all faults are listed.</exception>
    /// <exception cref="InvalidNetworkException">The tables together are no network, for example because of a cycle.</exception>
    public static SpineNetwork Assemble(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var assembler = new NetworkAssembler();
        BayesianNetwork network = assembler.Assemble(knowledge);
        return new SpineNetwork(knowledge, network, [.. assembler.Instances.Select(i => new DescribedVariable(
            network[i.Name],
            i.Source,
            NetworkAssembler.Substitute(i.Source.Id, i.Binding),
            i.Leg,
            text => NetworkAssembler.Substitute(text, i.Binding)))]);
    }

    /// <summary>The knowledge row behind a probability row.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="knowledgeRow">The knowledge row; <see langword="null"/> for the rows of a definition that copies a state.</param>
    public bool TryGetRow(ProbabilityRow row, [NotNullWhen(true)] out KnowledgeRow? knowledgeRow)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _rowsById.TryGetValue(row.Id, out knowledgeRow);
    }
}

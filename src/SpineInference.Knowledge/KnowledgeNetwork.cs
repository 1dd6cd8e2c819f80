using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>The network assembled from a knowledge base, and the way back: from variable and row to their description.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class KnowledgeNetwork
{
    private readonly Func<KnowledgeBase> _knowledge;
    private readonly Lazy<KnowledgeVariable[]> _sources;
    private readonly Lazy<Dictionary<string, KnowledgeRow>> _rowsById;

    internal KnowledgeNetwork(
        Func<KnowledgeBase> knowledge,
        BayesianNetwork network,
        ImmutableArray<DescribedVariable> variables,
        ImmutableArray<byte> programIdentity,
        Lazy<KnowledgeVariable[]> sources)
    {
        _knowledge = knowledge;
        _sources = sources;
        Network = network;
        Variables = variables;
        ProgramIdentity = programIdentity;
        _rowsById = new(() => Knowledge.Variables
            .SelectMany(static v => v.AllRows)
            .DistinctBy(static r => r.Id)
            .ToDictionary(static r => r.Id, StringComparer.Ordinal));
    }

    /// <summary>The knowledge behind the network. That of a packed network is read when it is first asked for.</summary>
    /// <exception cref="InvalidDataException">The packed network was made from other knowledge files.</exception>
    public KnowledgeBase Knowledge
    {
        get
        {
            // Fails where network and tables do not belong together.
            _ = _sources.Value;
            return _knowledge();
        }
    }

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
    public static KnowledgeNetwork Assemble(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var assembler = new KnowledgeAssembler();
        BayesianNetwork network = assembler.Assemble(knowledge);
        var sources = new Lazy<KnowledgeVariable[]>(() => [.. assembler.Instances.Select(static i => i.Source)]);
        return new KnowledgeNetwork(() => knowledge, network, [.. assembler.Instances.Select(i => Describe(network, i, sources))], [], sources);
    }

    /// <summary>The knowledge row behind a probability row.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="knowledgeRow">The knowledge row; <see langword="null"/> for the rows of a definition that copies a state.</param>
    public bool TryGetRow(ProbabilityRow row, [NotNullWhen(true)] out KnowledgeRow? knowledgeRow)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _rowsById.Value.TryGetValue(row.Id, out knowledgeRow);
    }

    /// <summary>The identity that the compiled program of the network carries, where it is known; otherwise empty.</summary>
    public ImmutableArray<byte> ProgramIdentity { get; }

    private static DescribedVariable Describe(
        BayesianNetwork network, KnowledgeAssembler.Instance instance, Lazy<KnowledgeVariable[]> sources)
    {
        KnowledgeVariable source = instance.Source;
        return new DescribedVariable(sources)
        {
            Variable = network[instance.Name],
            Id = Substitute(source.Id),
            Leg = instance.Leg,
            Label = Substitute(source.Label),
            Plain = source.Plain is null ? null : Substitute(source.Plain),
            Synonyms = [.. source.Synonyms.Select(Substitute)],
            Kind = source.Kind,
            Category = source.Category,
        };

        string Substitute(string text) => KnowledgeAssembler.Substitute(text, instance.Binding);
    }
}

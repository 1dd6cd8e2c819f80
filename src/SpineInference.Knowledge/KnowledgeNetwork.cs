using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>The network assembled from a knowledge base, and the way back: from variable and row to their description.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// KnowledgeNetwork described = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder("Tables"));
/// ExactEngine exact = ExactEngine.Compile(described.Network);
/// </code></example>
public sealed class KnowledgeNetwork
{
    private readonly Func<KnowledgeBase> _knowledge;
    private readonly Lazy<KnowledgeVariable[]> _sources;
    private readonly Lazy<Dictionary<string, KnowledgeRow>> _rowsById;

    internal KnowledgeNetwork(
        Func<KnowledgeBase> knowledge,
        BayesianNetwork network,
        ImmutableArray<KnowledgeScope> scopes,
        ImmutableArray<DescribedVariable> variables,
        ImmutableArray<byte> programIdentity,
        Lazy<KnowledgeVariable[]> sources)
    {
        _knowledge = knowledge;
        _sources = sources;
        Network = network;
        Scopes = scopes;
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

    /// <summary>The scopes that the tables name, in their order; empty where they name none.</summary>
    public ImmutableArray<KnowledgeScope> Scopes { get; }

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
    /// <returns>The network, with the way back to its tables.</returns>
    /// <exception cref="KnowledgeFormatException">A table is incomplete or contradicts itself, or the tables together are no network, for example
    /// because of a cycle; all faults are listed, with their places.</exception>
    public static KnowledgeNetwork Assemble(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        BayesianNetwork network = KnowledgeAssembler.Assemble(knowledge, out IReadOnlyList<KnowledgeAssembler.Instance> instances);
        var sources = new Lazy<KnowledgeVariable[]>(() => [.. instances.Select(static i => i.Source)]);
        var faults = new List<Fault>();
        Presupposition?[] presupposed = [.. instances.Select(i => KnowledgePresuppositions.Of(i, instances, network, faults))];
        return faults.Count > 0
            ? throw KnowledgeFormatException.Of(faults)
            : new KnowledgeNetwork(() => knowledge, network, knowledge.Scopes, [.. instances.Zip(presupposed, (i, p) => Describe(network, i, p, sources))], [], sources);
    }

    /// <summary>The same network with the numbers as their tables say them, whatever studies moved.</summary>
    /// <returns>This network where no number was moved.</returns>
    public KnowledgeNetwork WithOwnNumbers()
    {
        double[] parameters = [.. Network.Parameters];
        bool isMoved = false;
        foreach (ProbabilityRow row in Network.Rows)
        {
            // Rows sum to 1 to the last bit in the network only.
            if (TryGetRow(row, out KnowledgeRow? source) && source.SameAs is null
                && row.Probabilities.Zip(source.Probabilities).Any(static p => Math.Abs(p.First - p.Second) > KnowledgeSynthesis.SameNumber))
            {
                source.Probabilities.CopyTo(parameters.AsSpan(row.ParameterOffset));
                isMoved = true;
            }
        }

        return isMoved
            ? new KnowledgeNetwork(_knowledge, Network.WithParameters(parameters), Scopes, Variables, ProgramIdentity, _sources)
            : this;
    }

    /// <summary>The knowledge row behind a probability row.</summary>
    /// <param name="row">A row of <see cref="Network"/>.</param>
    /// <param name="knowledgeRow">The knowledge row; <see langword="null"/> for the rows of a definition that copies a state.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetRow(ProbabilityRow row, [NotNullWhen(true)] out KnowledgeRow? knowledgeRow)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _rowsById.Value.TryGetValue(row.Id, out knowledgeRow);
    }

    /// <summary>The network as a model file holds it: with what each of its rows rests on.</summary>
    /// <returns>The model; its provenance names the tables by their <see cref="KnowledgeBase.Digest"/>, in lower-case hexadecimal.</returns>
    public JsonModel ToModel()
    {
        var bases = ImmutableDictionary.CreateBuilder<string, RowBasis>(StringComparer.Ordinal);
        HashSet<string> used = [.. Network.Rows.Select(static r => r.Id)];
        foreach (KnowledgeVariable variable in Knowledge.Variables)
        {
            foreach (KnowledgeRow row in variable.AllRows.Where(r => used.Contains(r.Id)))
            {
                bases[row.Id] = new RowBasis
                {
                    Basis = row.Basis.ToString().ToLowerInvariant(),
                    Sources = row.Sources,
                    Intervals = row.Intervals.IsEmpty ? [] : [.. variable.States.Select(s => row.Intervals.TryGetValue(s, out var range) ? range : ((double, double)?)null)],
                    Note = row.Note,
                };
            }
        }

        return new JsonModel(
            Network,
            ImmutableSortedDictionary<string, string>.Empty.Add("tables", Convert.ToHexStringLower(Knowledge.Digest.AsSpan())),
            bases.ToImmutable());
    }

    /// <summary>The identity that the compiled program of the network carries, where it is known; otherwise empty.</summary>
    public ImmutableArray<byte> ProgramIdentity { get; }

    private static DescribedVariable Describe(
        BayesianNetwork network, KnowledgeAssembler.Instance instance, Presupposition? presupposes, Lazy<KnowledgeVariable[]> sources)
    {
        KnowledgeVariable source = instance.Source;
        return new DescribedVariable(sources)
        {
            Variable = network[instance.Name],
            Id = Substitute(source.Id),
            Scope = source.Scope,
            Copy = instance.Copy,
            Label = Substitute(source.Label),
            Plain = source.Plain is null ? null : Substitute(source.Plain),
            Synonyms = [.. source.Synonyms.Select(Substitute)],
            Kind = source.Kind,
            Category = source.Category,
            Presupposes = presupposes,
        };

        string Substitute(string text) => KnowledgeAssembler.Substitute(text, instance.Binding);
    }
}

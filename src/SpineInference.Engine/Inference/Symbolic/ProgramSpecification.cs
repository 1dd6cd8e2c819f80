using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>What a program is to compute: the network, and what of it is live.</summary>
/// <param name="Network">The network.</param>
/// <param name="Layout">Its states.</param>
/// <param name="CarriesEvidence">For each variable, whether evidence may stand on it.</param>
/// <param name="IsReported">For each variable, whether its posterior is wanted.</param>
/// <param name="Leaves">The live parameters.</param>
internal sealed record ProgramSpecification(
    BayesianNetwork Network, StateLayout Layout, bool[] CarriesEvidence, bool[] IsReported, ParameterLeaves Leaves)
{
    private readonly Lazy<TableTemplate[]> _tables = new(() => Tables(Network, Layout, Leaves));

    /// <summary>The shape of the program of queries.</summary>
    public TapeShape Shape => new(Layout.Counts.Length, StatesOf(CarriesEvidence), Leaves.Count, StatesOf(IsReported));

    /// <summary>The same with an indicator on every variable and nothing reported: what the most probable explanation needs.</summary>
    public ProgramSpecification WithAllEvidence() => this with
    {
        CarriesEvidence = [.. CarriesEvidence.Select(static _ => true)],
        IsReported = new bool[IsReported.Length],
    };

    /// <summary>The same with nothing reported: what derivatives by parameters need.</summary>
    public ProgramSpecification WithoutReports() => this with { IsReported = new bool[IsReported.Length] };

    /// <summary>Writes the factors of the network's polynomial: a table and, where needed, an indicator for each variable.</summary>
    public IEnumerable<SymbolicFactor> Factors(ExpressionGraph graph)
    {
        for (int v = 0; v < Network.Variables.Length; v++)
        {
            yield return _tables.Value[v].Instantiate(graph, v);
            if (CarriesEvidence[v] || IsReported[v])
            {
                int[] states = [.. Enumerable.Range(0, Layout.Counts[v])];
                yield return new SymbolicFactor(
                    new ScopeLayout([v], Layout.Counts),
                    [.. states.Select(static s => (ulong)s)],
                    [.. states.Select(s => graph.Evidence(Layout.Offsets[v] + s))])
                {
                    IsTotal = true,
                };
            }
        }
    }

    /// <summary>The scopes of the factors.</summary>
    public IEnumerable<int[]> Scopes()
    {
        for (int v = 0; v < Network.Variables.Length; v++)
        {
            yield return [.. Network.Distributions[v].Parents.Select(static p => p.Index), v];
            if (CarriesEvidence[v] || IsReported[v])
            {
                yield return [v];
            }
        }
    }

    private int StatesOf(bool[] isChosen)
    {
        int count = 0;
        for (int v = 0; v < isChosen.Length; v++)
        {
            count += isChosen[v] ? Layout.Counts[v] : 0;
        }

        return count;
    }

    private static TableTemplate[] Tables(BayesianNetwork network, StateLayout layout, ParameterLeaves leaves)
    {
        TableTemplate[] tables = [.. network.Distributions.Select(d => TableOf(d, layout, leaves))];
        SupportReduction.Run(tables, layout.Counts);
        return tables;
    }

    private static TableTemplate TableOf(ConditionalDistribution distribution, StateLayout states, ParameterLeaves leaves)
    {
        int v = distribution.Variable.Index;
        var layout = new ScopeLayout([.. distribution.Parents.Select(static p => p.Index).Append(v).Order()], states.Counts);
        TermBudget.RequireKeys(layout);
        int[] positions = [.. distribution.Parents.Select(p => layout.PositionOf(p.Index))];
        int childPosition = layout.PositionOf(v);
        var parentStates = new int[positions.Length];
        var keys = new List<ulong>();
        var entryLeaves = new List<int>();
        var constants = new List<double>();
        for (int c = 0; c < distribution.ConfigurationCount; c++)
        {
            distribution.DecodeConfiguration(c, parentStates);
            ulong configuration = 0;
            for (int i = 0; i < positions.Length; i++)
            {
                configuration |= layout.Encode(positions[i], parentStates[i]);
            }

            for (int s = 0; s < states.Counts[v]; s++)
            {
                int entry = (c * states.Counts[v]) + s;
                int leaf = leaves.LeafOf(v, entry);
                if (leaf >= 0 || !leaves.IsStructuralZero(v, entry))
                {
                    keys.Add(configuration | layout.Encode(childPosition, s));
                    entryLeaves.Add(leaf);
                    constants.Add(distribution.Table[entry]);
                }
            }
        }

        return new TableTemplate(layout, [.. keys], [.. entryLeaves], [.. constants]);
    }
}

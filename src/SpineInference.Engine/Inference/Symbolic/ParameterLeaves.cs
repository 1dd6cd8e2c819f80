using System.Runtime.CompilerServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Which table entries are live parameters of a program, and how a parameter vector becomes their values.</summary>
/// <remarks>
/// <para>An entry of a <see cref="ConditionalTable"/> is the entry of its row, so tied rows share leaves and derivatives add up by
/// themselves. An entry of a <see cref="NoisyMax"/> is a leaf for each distinct combination of contributors' rows, since the table
/// depends on nothing else.</para>
/// <para>Entries that are structurally 0, and those made of frozen rows alone, are constants. Immutable.</para>
/// </remarks>
internal sealed class ParameterLeaves
{
    private readonly BayesianNetwork _network;
    private readonly bool[] _isLive;
    private readonly int[] _parameterOfLeaf;
    private readonly List<CombinationLeaves> _combinations = [];
    private readonly int[]?[] _leafOfEntry;
    private readonly int[] _groupOfLeaf;
    private readonly List<int> _groupSizes = [];

    /// <summary>Numbers the leaves.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isLive">For each row, whether its entries are live; empty where none are.</param>
    public ParameterLeaves(BayesianNetwork network, bool[] isLive)
    {
        _network = network;
        _isLive = isLive;
        _leafOfEntry = new int[network.Distributions.Length][];
        if (!isLive.Contains(true))
        {
            // Nothing to number, and no need to walk all tables.
            _parameterOfLeaf = [];
            _groupOfLeaf = [];
            return;
        }

        var parameters = new List<int>();
        var groups = new List<int>();
        var leavesOfRow = new int[network.Rows.Length][];
        var leavesOfCombination = new Dictionary<int[], int[]>(new RowSets());
        for (int d = 0; d < network.Distributions.Length; d++)
        {
            _leafOfEntry[d] = network.Distributions[d] is ConditionalTable table
                ? LeavesOf(table, leavesOfRow, parameters, groups)
                : LeavesOf((NoisyMax)network.Distributions[d], leavesOfRow, leavesOfCombination, parameters, groups);
        }

        _parameterOfLeaf = [.. parameters];
        _groupOfLeaf = [.. groups];
    }

    /// <summary>How many leaves there are.</summary>
    public int Count => _parameterOfLeaf.Length;

    /// <summary>The leaf behind a table entry, or -1 where the entry is a constant.</summary>
    public int LeafOf(int distribution, int entry) => _leafOfEntry[distribution] is { } leaves ? leaves[entry] : -1;

    /// <summary>The parameter that is a leaf, or -1 where the leaf is a combination of several.</summary>
    public int ParameterOf(int leaf) => _parameterOfLeaf[leaf];

    /// <summary>The probability vector a leaf belongs to: the leaves of one group sum to 1.</summary>
    public int GroupOf(int leaf) => _groupOfLeaf[leaf];

    /// <summary>How many leaves a group has.</summary>
    public int GroupSize(int group) => _groupSizes[group];

    /// <summary>Whether an entry that is no leaf is structurally 0; otherwise it is the table's constant.</summary>
    public bool IsStructuralZero(int distribution, int entry)
    {
        ConditionalDistribution table = _network.Distributions[distribution];
        if (table.Table[entry] > 0 || table is ConditionalTable)
        {
            return table.Table[entry] == 0;
        }

        // A product of several probabilities may underflow, and does not thereby become impossible.
        int states = table.Variable.StateCount;
        var parentStates = new int[table.Parents.Length];
        table.DecodeConfiguration(entry / states, parentStates);
        return !IsPossible(RowsOf(table, entry / states, parentStates), entry % states);
    }

    /// <summary>The combinations that have a leaf which some program reads.</summary>
    /// <param name="isRead">For each leaf, whether it is read.</param>
    public CombinationLeaves[] CombinationsRead(bool[] isRead) => [.. _combinations.Where(c => c.HasAny(isRead))];

    /// <summary>Computes the values of all leaves.</summary>
    /// <param name="parameters">All parameters of the network.</param>
    /// <param name="values">Receives <see cref="Count"/> values.</param>
    public void Fill(ReadOnlySpan<double> parameters, Span<double> values)
    {
        for (int leaf = 0; leaf < _parameterOfLeaf.Length; leaf++)
        {
            int parameter = _parameterOfLeaf[leaf];
            if (parameter >= 0)
            {
                values[leaf] = parameters[parameter];
            }
        }

        foreach (CombinationLeaves combination in _combinations)
        {
            combination.Fill(parameters, values);
        }
    }

    /// <summary>Carries a derivative with respect to the leaves back to the parameters; frozen rows and structural
    /// zeros get 0.</summary>
    /// <param name="parameters">The parameters at which it was taken.</param>
    /// <param name="leafGradient">∂f/∂leaf.</param>
    /// <param name="parameterGradient">Receives ∂f/∂parameter.</param>
    public void CarryBack(ReadOnlySpan<double> parameters, ReadOnlySpan<double> leafGradient, Span<double> parameterGradient)
    {
        parameterGradient.Clear();
        if (Count == 0)
        {
            return;
        }

        foreach (CombinationLeaves combination in _combinations)
        {
            combination.CarryBack(parameters, leafGradient, parameterGradient);
        }

        foreach (ProbabilityRow row in _network.Rows)
        {
            for (int s = 0; s < row.Length; s++)
            {
                if (!_isLive[row.Index] || row.Probabilities[s] == 0)
                {
                    parameterGradient[row.ParameterOffset + s] = 0;
                }
            }
        }

        for (int leaf = 0; leaf < _parameterOfLeaf.Length; leaf++)
        {
            if (_parameterOfLeaf[leaf] >= 0)
            {
                parameterGradient[_parameterOfLeaf[leaf]] += leafGradient[leaf];
            }
        }
    }

    private static ProbabilityRow[] RowsOf(ConditionalDistribution distribution, int configuration, ReadOnlySpan<int> parentStates)
    {
        if (distribution is ConditionalTable table)
        {
            return [table.RowOfConfiguration[configuration]];
        }

        var rows = new List<ProbabilityRow>();
        foreach (NoisyMaxContributor contributor in ((NoisyMax)distribution).Contributors)
        {
            if (contributor.RowFor(parentStates) is { } row)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    // The largest of the proposals can be this state if one proposes it and no other must exceed it.
    private static bool IsPossible(ProbabilityRow[] rows, int state)
    {
        bool proposed = state == 0;
        foreach (ProbabilityRow row in rows)
        {
            proposed |= row.Probabilities[state] > 0;
            if (!row.Probabilities.AsSpan()[..(state + 1)].ContainsAnyExcept(0.0))
            {
                return false;
            }
        }

        return proposed;
    }

    private int[] LeavesOf(ConditionalTable table, int[]?[] leavesOfRow, List<int> parameters, List<int> groups)
    {
        var leaves = new int[table.TableLength];
        int states = table.Variable.StateCount;
        ReadOnlySpan<ProbabilityRow> rows = table.RowOfConfiguration.AsSpan();
        for (int c = 0; c < rows.Length; c++)
        {
            Write(rows[c], leavesOfRow, parameters, groups, leaves.AsSpan(c * states, states));
        }

        return leaves;
    }

    // Many configurations have few combinations of rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] LeavesOf(
        NoisyMax distribution, int[]?[] leavesOfRow, Dictionary<int[], int[]> leavesOfCombination, List<int> parameters, List<int> groups)
    {
        var leaves = new int[distribution.TableLength];
        int states = distribution.Variable.StateCount;
        var configuration = new ContributorRows(distribution);
        Dictionary<int[], int[]>.AlternateLookup<ReadOnlySpan<int>> known = leavesOfCombination.GetAlternateLookup<ReadOnlySpan<int>>();
        for (int c = 0; c < distribution.ConfigurationCount; c++)
        {
            configuration.Move();
            ReadOnlySpan<int> indices = configuration.Indices;
            Span<int> own = leaves.AsSpan(c * states, states);
            bool isLive = false;
            foreach (int row in indices)
            {
                isLive |= _isLive[row];
            }

            if (isLive && indices.Length > 1)
            {
                if (!known.TryGetValue(indices, out int[]? combined))
                {
                    combined = NumberCombination(configuration.Rows.ToArray(), parameters, groups);
                    leavesOfCombination.Add(indices.ToArray(), combined);
                }

                combined.CopyTo(own);
            }
            else if (isLive)
            {
                Write(configuration.Rows[0], leavesOfRow, parameters, groups, own);
            }
            else
            {
                own.Fill(-1);
            }
        }

        return leaves;
    }

    private void Write(ProbabilityRow row, int[]?[] leavesOfRow, List<int> parameters, List<int> groups, Span<int> leaves)
    {
        if (!_isLive[row.Index])
        {
            leaves.Fill(-1);
            return;
        }

        (leavesOfRow[row.Index] ??= NumberRow(row, parameters, groups)).CopyTo(leaves);
    }

    private int[] NumberRow(ProbabilityRow row, List<int> parameters, List<int> groups)
    {
        var leaves = new int[row.Length];
        int size = 0;
        for (int s = 0; s < row.Length; s++)
        {
            leaves[s] = row.Probabilities[s] == 0 ? -1 : parameters.Count;
            if (leaves[s] >= 0)
            {
                parameters.Add(row.ParameterOffset + s);
                groups.Add(_groupSizes.Count);
                size++;
            }
        }

        _groupSizes.Add(size);
        return leaves;
    }

    private int[] NumberCombination(ProbabilityRow[] rows, List<int> parameters, List<int> groups)
    {
        var leaves = new int[rows[0].Length];
        int size = 0;
        for (int s = 0; s < leaves.Length; s++)
        {
            leaves[s] = IsPossible(rows, s) ? parameters.Count : -1;
            if (leaves[s] >= 0)
            {
                parameters.Add(-1);
                groups.Add(_groupSizes.Count);
                size++;
            }
        }

        _groupSizes.Add(size);
        _combinations.Add(new CombinationLeaves(rows, [.. rows.Select(r => _isLive[r.Index])], leaves));
        return leaves;
    }
}

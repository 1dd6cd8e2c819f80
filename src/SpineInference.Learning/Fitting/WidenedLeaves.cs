using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The leaves of a learning network that have a further state, <i>unknown</i>, with the factor 1 whatever their parents.</summary>
/// <remarks>
/// A leaf of which nothing is known must neither say anything of its parents nor be imputed, although the parameters of variational Bayes
/// sum to less than 1 in a row. Known to be in its further state it contributes the factor 1, and its other states count nothing. That is
/// one term more a row, where a switch would be a table of its own. The widened rows (θ₁ … θₙ 1) are appended to the network; their counts
/// are carried back to the rows they stand for, of which several may share one.
/// </remarks>
internal sealed class WidenedLeaves
{
    private readonly bool[] _isWidened;
    private readonly List<(int Offset, ProbabilityRow Row)> _rows = [];

    public WidenedLeaves(BayesianNetwork network, CohortSurvey survey, bool[] isKept, bool[] isLearned)
    {
        _isWidened = [.. network.Variables.Select(v => isKept[v.Index] && survey.IsEverBarren[v.Index]
            && network.Distributions[v.Index] is ConditionalTable table && table.Rows.Any(r => isLearned[r.Index]))];
        foreach (Variable parent in network.Distributions.Where(d => isKept[d.Variable.Index]).SelectMany(static d => d.Parents))
        {
            _isWidened[parent.Index] = false;
        }
    }

    /// <summary>Whether an original variable is one of them.</summary>
    public bool Has(Variable variable) => _isWidened[variable.Index];

    /// <summary>The states an original variable has in the learning network.</summary>
    public ImmutableArray<string> StatesOf(Variable variable)
    {
        if (!Has(variable))
        {
            return variable.States;
        }

        string name = "unknown";
        while (variable.States.Contains(name))
        {
            name += "+";
        }

        return [.. variable.States, name];
    }

    /// <summary>Gives the copy of a leaf its table.</summary>
    /// <returns>The offset of the next row.</returns>
    public int Add(BayesianNetworkBuilder builder, ConditionalTable table, Variable copy, Variable[] parents, int nextOffset)
    {
        var rows = new Dictionary<int, int>();
        var rowOfConfiguration = new int[table.RowOfConfiguration.Length];
        for (int c = 0; c < rowOfConfiguration.Length; c++)
        {
            ProbabilityRow row = table.RowOfConfiguration[c];
            if (!rows.TryGetValue(row.Index, out int index))
            {
                // Halved, so that the builder sees a distribution; the row is live, and gets its own numbers and a 1.
                index = builder.AddRow($"{copy.Name} or unknown/{c}", [.. row.Probabilities.Select(static p => p / 2), 0.5], 1);
                rows.Add(row.Index, index);
                _rows.Add((nextOffset, row));
                nextOffset += row.Length + 1;
            }

            rowOfConfiguration[c] = index;
        }

        builder.SetTable(copy, parents, rowOfConfiguration);
        return nextOffset;
    }

    /// <summary>Fills the widened rows' part of a parameter vector, which is 1 throughout, from the original rows' part.</summary>
    public void Complete(Span<double> parameters)
    {
        foreach ((int offset, ProbabilityRow row) in _rows)
        {
            parameters.Slice(row.ParameterOffset, row.Length).CopyTo(parameters[offset..]);
        }
    }

    /// <summary>Adds the counts of the widened rows to those of the original rows.</summary>
    public void CarryBack(Span<double> counts)
    {
        foreach ((int offset, ProbabilityRow row) in _rows)
        {
            for (int s = 0; s < row.Length; s++)
            {
                counts[row.ParameterOffset + s] += counts[offset + s];
            }
        }
    }

    /// <summary>Sets what a block knows of a leaf; where it knows nothing, the leaf is in its further state.</summary>
    public static void SetEvidence(EvidenceColumns columns, Cohort block, Variable variable, Variable copy)
    {
        int unknown = variable.StateCount;
        if (block.LikelihoodColumn(variable.Index) is { } soft)
        {
            columns.SetLikelihoods(copy, Widen(soft, block, variable));
            return;
        }

        var states = new short[block.Count];
        states.AsSpan().Fill((short)unknown);
        if (block.StateColumn(variable.Index) is { } known)
        {
            for (int row = 0; row < states.Length; row++)
            {
                states[row] = known[row] < 0 ? (short)unknown : known[row];
            }
        }

        columns.SetStates(copy, states);
    }

    private static double[] Widen(double[] soft, Cohort block, Variable variable)
    {
        var likelihoods = new double[(variable.StateCount + 1) * block.Count];
        for (int row = 0; row < block.Count; row++)
        {
            bool isKnown = CohortSurvey.IsKnown(block, variable, row);
            for (int s = 0; s < variable.StateCount; s++)
            {
                likelihoods[(s * block.Count) + row] = isKnown ? soft[(s * block.Count) + row] : 0;
            }

            likelihoods[(variable.StateCount * block.Count) + row] = isKnown ? 0 : 1;
        }

        return likelihoods;
    }
}

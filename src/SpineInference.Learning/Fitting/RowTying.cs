using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Ties probability rows, so that they are learned as one.</summary>
public static class RowTying
{
    /// <summary>The network with the rows of each group made one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="groups">Ids of rows; the first of each group gives its probabilities, and the sizes add up. A row may stand in one
    /// group.</param>
    /// <returns>A new network over new variables of the same names; rows that no distribution uses any more are gone.</returns>
    /// <exception cref="ArgumentException">A row is unknown, stands in two groups, is a definition, or has another length or other exact
    /// zeros than the first of its group.</exception>
    public static BayesianNetwork Tie(BayesianNetwork network, params IReadOnlyList<IReadOnlyList<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, ProbabilityRow> byId = network.Rows.ToDictionary(static r => r.Id, StringComparer.Ordinal);
        var firstOf = new Dictionary<int, int>();
        double[] sizes = [.. network.Rows.Select(static r => r.EffectiveSampleSize)];
        foreach (IReadOnlyList<string> group in groups)
        {
            ProbabilityRow[] rows = [.. group.Select(id => byId.TryGetValue(id, out ProbabilityRow? row)
                ? row
                : throw new ArgumentException($"Network '{network.Name}' has no row '{id}' to tie.", nameof(groups)))];
            foreach (ProbabilityRow row in rows)
            {
                if (row.IsDefinition || row.Length != rows[0].Length
                    || !row.Probabilities.Select(static p => p == 0).SequenceEqual(rows[0].Probabilities.Select(static p => p == 0)))
                {
                    throw new ArgumentException(
                        $"Row '{row.Id}' cannot be tied to '{rows[0].Id}': rows to be tied are no definitions and have the same length and the same exact zeros.",
                        nameof(groups));
                }

                if (!firstOf.TryAdd(row.Index, rows[0].Index))
                {
                    throw new ArgumentException($"Row '{row.Id}' stands in two groups, or twice in one.", nameof(groups));
                }
            }

            sizes[rows[0].Index] = rows.Sum(static r => r.EffectiveSampleSize);
        }

        return Rebuild(network, sizes, index => firstOf.GetValueOrDefault(index, index));
    }

    private static BayesianNetwork Rebuild(BayesianNetwork network, double[] sizes, Func<int, int> rowOf)
    {
        var builder = new BayesianNetworkBuilder(network.Name);
        var places = new Dictionary<int, int>();
        foreach (ProbabilityRow row in network.Rows.Where(r => rowOf(r.Index) == r.Index))
        {
            places[row.Index] = builder.AddRow(row.Id, row.Probabilities.AsSpan(), sizes[row.Index]);
        }

        Variable[] variables = [.. network.Variables.Select(v => builder.AddVariable(v.Name, v.States.AsSpan()))];
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Variable child = variables[distribution.Variable.Index];
            Variable[] parents = [.. distribution.Parents.Select(p => variables[p.Index])];
            if (distribution is NoisyMax noisyMax)
            {
                builder.SetNoisyMax(child, parents, [.. noisyMax.Contributors.Select(c => new NoisyMaxContributorDraft(
                    c.ParentPositions, [.. c.RowOfConfiguration.Select(r => r is null ? -1 : places[rowOf(r.Index)])]))]);
            }
            else
            {
                builder.SetTable(child, parents, [.. ((ConditionalTable)distribution).RowOfConfiguration.Select(r => places[rowOf(r.Index)])]);
            }
        }

        return builder.Build();
    }
}

using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Ties probability rows, so that they are learned as one.</summary>
public static class RowTying
{
    /// <summary>The network with the rows of each group made one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="groups">Ids of rows; the first of each group gives its probabilities, and the sizes add up. A row may stand in one
    /// group.</param>
    /// <returns>A network over the same variables; rows that others stand for are gone.</returns>
    /// <exception cref="ArgumentException">A row is unknown, stands in two groups, is a definition, or has another length or other exact
    /// zeros than the first of its group.</exception>
    public static BayesianNetwork Tie(BayesianNetwork network, params IReadOnlyList<IReadOnlyList<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, ProbabilityRow> byId = network.Rows.ToDictionary(static r => r.Id, StringComparer.Ordinal);
        int[] rowOf = [.. network.Rows.Select(static r => r.Index)];
        var isTied = new bool[rowOf.Length];
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

                if (isTied[row.Index])
                {
                    throw new ArgumentException($"Row '{row.Id}' stands in two groups, or twice in one.", nameof(groups));
                }

                isTied[row.Index] = true;
                rowOf[row.Index] = rows[0].Index;
            }

            sizes[rows[0].Index] = rows.Sum(static r => r.EffectiveSampleSize);
        }

        return network.WithTiedRows(rowOf, sizes);
    }
}

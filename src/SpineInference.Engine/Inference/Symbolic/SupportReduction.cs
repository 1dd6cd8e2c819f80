namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Drops table entries that structural zeros of other tables make irrelevant.</summary>
/// <remarks>
/// The polynomial is a sum of products with one entry of every table. An entry whose assignment another table excludes is in no product
/// that is not 0, so neither the polynomial nor any derivative at another entry changes when it is dropped, and its own derivative is 0.
/// Tables that share variables are held against each other until nothing more falls. A noisy-MAX of three roots given a lesion keeps the
/// combinations that the lesion allows. Source: the semi-join of relational databases, Bernstein &amp; Chiu 1981.
/// </remarks>
internal static class SupportReduction
{
    /// <summary>Reduces all tables.</summary>
    /// <param name="tables">The tables; replaced by smaller ones.</param>
    /// <param name="stateCounts">State counts of all variables.</param>
    public static void Run(TableTemplate[] tables, int[] stateCounts)
    {
        List<int>[] tablesOfVariable = [.. stateCounts.Select(static _ => new List<int>())];
        for (int t = 0; t < tables.Length; t++)
        {
            foreach (int v in tables[t].Layout.Variables)
            {
                tablesOfVariable[v].Add(t);
            }
        }

        var waiting = new SortedSet<int>(Enumerable.Range(0, tables.Length).Where(t => tables[t].Keys.Length < tables[t].Layout.DenseSize));
        while (waiting.Count > 0)
        {
            int source = waiting.Min;
            waiting.Remove(source);
            foreach (int target in tables[source].Layout.Variables.SelectMany(v => tablesOfVariable[v]).Where(t => t != source).Distinct().Order())
            {
                TableTemplate reduced = Reduce(tables[target], tables[source], stateCounts);
                if (!ReferenceEquals(reduced, tables[target]))
                {
                    tables[target] = reduced;
                    waiting.Add(target);
                }
            }
        }
    }

    // The target without the entries whose shared part never occurs in the source.
    private static TableTemplate Reduce(TableTemplate target, TableTemplate source, int[] stateCounts)
    {
        var shared = new ScopeLayout([.. target.Layout.Variables.Where(v => source.Layout.PositionOf(v) >= 0)], stateCounts);
        KeyProjection fromSource = source.Layout.ProjectTo(shared);
        var possible = new HashSet<ulong>();
        foreach (ulong key in source.Keys)
        {
            possible.Add(fromSource.Apply(key));
        }

        if (possible.Count == shared.DenseSize)
        {
            return target;
        }

        KeyProjection fromTarget = target.Layout.ProjectTo(shared);
        return target.Where(key => possible.Contains(fromTarget.Apply(key)));
    }
}

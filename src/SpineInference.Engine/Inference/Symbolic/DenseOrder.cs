namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>A greedy elimination order on the network's graph alone, and how large its tables would be without zeros.</summary>
/// <param name="Variables">The order.</param>
/// <param name="Size">The sum of the products of state counts of all clusters.</param>
internal sealed record DenseOrder(int[] Variables, double Size)
{
    /// <summary>Eliminates greedily.</summary>
    /// <param name="specification">The network.</param>
    /// <param name="byFill">Whether the variable that adds the fewest links goes first; otherwise the one with the smallest cluster.</param>
    /// <param name="noise">Breaks ties.</param>
    public static DenseOrder Greedy(ProgramSpecification specification, bool byFill, Random noise)
    {
        int[] counts = specification.Layout.Counts;
        HashSet<int>[] neighbours = MoralGraph(specification);
        var scores = new double[counts.Length];
        for (int v = 0; v < scores.Length; v++)
        {
            scores[v] = Score(v);
        }

        var order = new int[counts.Length];
        double total = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int best = Array.IndexOf(scores, scores.Min());
            order[i] = best;
            total += ClusterSize(best);
            scores[best] = double.PositiveInfinity;
            int[] clique = [.. neighbours[best].Order()];
            var affected = new SortedSet<int>(clique);
            foreach (int a in clique)
            {
                neighbours[a].Remove(best);
                foreach (int b in clique)
                {
                    if (a != b && neighbours[a].Add(b) && byFill)
                    {
                        affected.UnionWith(neighbours[a].Intersect(neighbours[b]));
                    }
                }
            }

            neighbours[best].Clear();
            foreach (int a in affected)
            {
                if (!double.IsPositiveInfinity(scores[a]))
                {
                    scores[a] = Score(a);
                }
            }
        }

        return new DenseOrder(order, total);

        double ClusterSize(int v) => neighbours[v].Aggregate((double)counts[v], (size, n) => size * counts[n]);

        double Score(int v) => (byFill ? Fill(v) + (1e-3 * Math.Log(ClusterSize(v))) : Math.Log(ClusterSize(v))) + (1e-6 * noise.NextDouble());

        double Fill(int v)
        {
            int[] n = [.. neighbours[v]];
            double missing = 0;
            for (int i = 0; i < n.Length; i++)
            {
                for (int j = i + 1; j < n.Length; j++)
                {
                    missing += neighbours[n[i]].Contains(n[j]) ? 0 : 1;
                }
            }

            return missing;
        }
    }

    private static HashSet<int>[] MoralGraph(ProgramSpecification specification)
    {
        HashSet<int>[] neighbours = [.. specification.Layout.Counts.Select(static _ => new HashSet<int>())];
        foreach (var distribution in specification.Network.Distributions)
        {
            int[] family = [.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index];
            foreach (int a in family)
            {
                foreach (int b in family)
                {
                    if (a != b)
                    {
                        neighbours[a].Add(b);
                    }
                }
            }
        }

        return neighbours;
    }
}

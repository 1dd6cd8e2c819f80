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

    /// <summary>How many terms eliminating in an order writes where no entry of a factor is 0.</summary>
    /// <param name="specification">The network.</param>
    /// <param name="order">The order.</param>
    public static double Terms(ProgramSpecification specification, ReadOnlySpan<int> order)
    {
        int[] counts = specification.Layout.Counts;
        List<int[]>[] scopesOf = [.. counts.Select(static _ => new List<int[]>())];
        foreach (int[] scope in specification.Scopes())
        {
            Add(scope);
        }

        double terms = 0;
        foreach (int variable in order)
        {
            List<int[]> left = [.. scopesOf[variable]];
            foreach (int[] scope in left)
            {
                foreach (int v in scope)
                {
                    scopesOf[v].Remove(scope);
                }
            }

            while (left.Count > 2)
            {
                (int first, int second) = SmallestPair(left, counts);
                left[first] = [.. left[first].Union(left[second])];
                left.RemoveAt(second);
                terms += Product(left[first], counts);
            }

            int[] cluster = [.. left.SelectMany(static s => s).Distinct()];
            terms += Product(cluster, counts);
            Add([.. cluster.Where(v => v != variable)]);
        }

        return terms;

        void Add(int[] scope)
        {
            foreach (int v in scope)
            {
                scopesOf[v].Add(scope);
            }
        }
    }

    private static (int First, int Second) SmallestPair(List<int[]> scopes, int[] counts)
    {
        (int First, int Second) best = (0, 1);
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < scopes.Count; i++)
        {
            for (int j = i + 1; j < scopes.Count; j++)
            {
                double size = Product(scopes[i].Union(scopes[j]), counts);
                if (size < smallest)
                {
                    smallest = size;
                    best = (i, j);
                }
            }
        }

        return best;
    }

    private static double Product(IEnumerable<int> scope, int[] counts) => scope.Aggregate(1.0, (size, v) => size * counts[v]);

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

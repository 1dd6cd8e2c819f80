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
        List<int>[] neighbours = MoralGraph(specification);
        var mark = new int[counts.Length];
        int marked = 0;
        var scores = new double[counts.Length];
        for (int v = 0; v < scores.Length; v++)
        {
            scores[v] = Score(v);
        }

        var order = new int[counts.Length];
        var affected = new List<int>();
        double total = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int best = scores.AsSpan().IndexOf(Smallest(scores));
            order[i] = best;
            total += ClusterSize(best);
            scores[best] = double.PositiveInfinity;
            List<int> clique = neighbours[best];
            affected.Clear();
            affected.AddRange(clique);
            foreach (int a in clique)
            {
                neighbours[a].Remove(best);
                Mark(neighbours[a]);
                foreach (int b in clique)
                {
                    if (a != b && mark[b] != marked)
                    {
                        Link(a, b);
                    }
                }
            }

            neighbours[best] = [];
            affected.Sort();
            int last = -1;
            foreach (int a in affected)
            {
                if (a != last && !double.IsPositiveInfinity(scores[a]))
                {
                    scores[a] = Score(a);
                }

                last = a;
            }
        }

        return new DenseOrder(order, total);

        // The neighbours of a are marked: whoever is one of b as well lacks one link less.
        void Link(int a, int b)
        {
            if (byFill)
            {
                foreach (int both in neighbours[b])
                {
                    if (mark[both] == marked)
                    {
                        affected.Add(both);
                    }
                }
            }

            neighbours[a].Add(b);
            neighbours[b].Add(a);
            mark[b] = marked;
        }

        void Mark(List<int> variables)
        {
            marked++;
            foreach (int v in variables)
            {
                mark[v] = marked;
            }
        }

        double ClusterSize(int v)
        {
            double size = counts[v];
            foreach (int n in neighbours[v])
            {
                size *= counts[n];
            }

            return size;
        }

        double Score(int v) => (byFill ? Fill(v) + (1e-3 * Math.Log(ClusterSize(v))) : Math.Log(ClusterSize(v))) + (1e-6 * noise.NextDouble());

        // Pairs of neighbours without those that are linked.
        double Fill(int v)
        {
            List<int> own = neighbours[v];
            Mark(own);
            long linked = 0;
            foreach (int n in own)
            {
                foreach (int other in neighbours[n])
                {
                    linked += mark[other] == marked ? 1 : 0;
                }
            }

            return (((long)own.Count * (own.Count - 1)) - linked) / 2;
        }
    }

    private static double Smallest(ReadOnlySpan<double> scores)
    {
        double smallest = double.PositiveInfinity;
        foreach (double score in scores)
        {
            smallest = Math.Min(smallest, score);
        }

        return smallest;
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

    private static List<int>[] MoralGraph(ProgramSpecification specification)
    {
        List<int>[] neighbours = [.. specification.Layout.Counts.Select(static _ => new List<int>())];
        var linked = new HashSet<long>();
        foreach (var distribution in specification.Network.Distributions)
        {
            int[] family = [.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index];
            foreach (int a in family)
            {
                foreach (int b in family)
                {
                    if (a < b && linked.Add(((long)a << 32) | (uint)b))
                    {
                        neighbours[a].Add(b);
                        neighbours[b].Add(a);
                    }
                }
            }
        }

        return neighbours;
    }
}

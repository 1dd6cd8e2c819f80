namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Variable elimination on symbols: writes the network's polynomial into a graph, one variable after the other.</summary>
/// <remarks>
/// f = Σₓ Πᵥ λᵥ(xᵥ)·θᵥ(xᵥ | parents). Eliminating a variable multiplies the factors that contain it and sums it out. The order of
/// multiplication decides the length: the pair that makes the fewest new products comes first, where a factor of few distinct entries
/// counts for little, because equal products are one node. Source: Dechter 1999, <i>Bucket elimination</i>.
/// </remarks>
internal sealed class SymbolicElimination
{
    private readonly int[] _stateCounts;
    private readonly FactorAlgebra _algebra;
    private readonly List<SymbolicFactor> _factors;

    /// <summary>Starts an elimination.</summary>
    /// <param name="graph">Receives the program.</param>
    /// <param name="factors">The factors of the polynomial, over the same graph.</param>
    /// <param name="stateCounts">State counts of all variables.</param>
    /// <param name="budget">How long the program may grow.</param>
    public SymbolicElimination(ExpressionGraph graph, IEnumerable<SymbolicFactor> factors, int[] stateCounts, TermBudget budget)
    {
        Graph = graph;
        _stateCounts = stateCounts;
        _factors = [.. factors];
        _algebra = new FactorAlgebra(graph, stateCounts, budget);
    }

    /// <summary>The program so far.</summary>
    public ExpressionGraph Graph { get; }

    /// <summary>How many states a variable has.</summary>
    public int StateCount(int variable) => _stateCounts[variable];

    /// <summary>Eliminates all variables in the order given.</summary>
    /// <returns>The node of the polynomial.</returns>
    public int Run(ReadOnlySpan<int> order)
    {
        foreach (int variable in order)
        {
            Eliminate(variable);
        }

        return Root();
    }

    /// <summary>Sums one variable out.</summary>
    /// <returns>The scope of what takes the place of the variable's own factors.</returns>
    public int[] Eliminate(int variable)
    {
        var bucket = new List<SymbolicFactor>();
        for (int i = _factors.Count - 1; i >= 0; i--)
        {
            if (_factors[i].Layout.PositionOf(variable) >= 0)
            {
                bucket.Add(_factors[i]);
                _factors.RemoveAt(i);
            }
        }

        if (bucket is [var own] && own.TableOf == variable && Array.TrueForAll(own.Nodes, n => Graph.KindOf(n) == NodeKind.Constant))
        {
            // Nothing hangs on it and nothing is known of it: each row is a probability vector, and its sum is 1, not what rounding makes of it.
            return [.. own.Scope.Where(v => v != variable)];
        }

        bucket.Reverse();
        bool isTotal = bucket.TrueForAll(f => f.IsTotal || f.TableOf == variable);
        while (bucket.Count > 2)
        {
            (int i, int j) = CheapestPair(bucket);
            SymbolicFactor product = _algebra.Multiply(bucket[i], bucket[j]);
            bucket.RemoveAt(j);
            bucket[i] = product;
        }

        SymbolicFactor message = bucket.Count switch
        {
            0 => new SymbolicFactor(new ScopeLayout([], _stateCounts), [0], [ExpressionGraph.One]),
            1 => _algebra.SumOut(bucket[0], variable),
            _ => _algebra.MultiplyAndSumOut(bucket[0], bucket[1], variable),
        };
        _factors.AddRange(isTotal
            ? ContextSplit.Run(message.AsTotal(), _stateCounts)
            : [message]);
        return message.Scope;
    }

    /// <summary>The polynomial once every variable is eliminated.</summary>
    public int Root()
    {
        int root = ExpressionGraph.One;
        foreach (SymbolicFactor factor in _factors)
        {
            root = factor.Count == 0 ? ExpressionGraph.Zero : Graph.Product(root, factor.Nodes[0]);
        }

        return root;
    }

    /// <summary>Estimates, without doing it, what the elimination of a variable costs.</summary>
    /// <param name="variable">A variable not yet eliminated.</param>
    /// <param name="removed">How many entries the variable's factors have together.</param>
    /// <param name="scope">The union of their scopes.</param>
    /// <returns>The estimated number of non-zero entries of their product.</returns>
    public double EstimateProduct(int variable, out double removed, out int[] scope)
    {
        List<SymbolicFactor> bucket = [.. _factors.Where(f => f.Layout.PositionOf(variable) >= 0)];
        bucket.Sort(static (a, b) => b.Count.CompareTo(a.Count));
        double size = 1;
        double dense = 1;
        removed = 0;
        scope = [];
        foreach (SymbolicFactor factor in bucket)
        {
            double sharedSize = 1;
            foreach (int v in factor.Scope)
            {
                if (Array.BinarySearch(scope, v) >= 0)
                {
                    sharedSize *= _stateCounts[v];
                }
                else
                {
                    dense *= _stateCounts[v];
                }
            }

            size = Math.Min(dense, size * Math.Max(1, factor.Count / sharedSize));
            removed += factor.Count;
            scope = ScopeLayout.Union(scope, factor.Scope, -1);
        }

        return size;
    }

    private (int First, int Second) CheapestPair(List<SymbolicFactor> bucket)
    {
        (int First, int Second) best = (0, 1);
        (double Cost, double Size) bestCost = (double.PositiveInfinity, double.PositiveInfinity);
        for (int i = 0; i < bucket.Count; i++)
        {
            for (int j = i + 1; j < bucket.Count; j++)
            {
                (double Cost, double Size) cost = PairCost(bucket[i], bucket[j]);
                if (cost.CompareTo(bestCost) < 0)
                {
                    bestCost = cost;
                    best = (i, j);
                    if (cost.Size <= _stateCounts[bucket[i].Scope[0]] && bucket[i].Scope.Length == 1)
                    {
                        // Two factors of this variable alone: nothing is cheaper.
                        return best;
                    }
                }
            }
        }

        return best;
    }

    // The number of new products, and the number of entries, of a·b.
    private (double Cost, double Size) PairCost(SymbolicFactor a, SymbolicFactor b)
    {
        double shared = 1;
        foreach (int v in b.Scope)
        {
            if (a.Layout.PositionOf(v) >= 0)
            {
                shared *= _stateCounts[v];
            }
        }

        double size = Math.Max(Math.Max(a.Count, b.Count), (double)a.Count * b.Count / shared);
        return (Math.Min(size, (double)a.DistinctCount * b.DistinctCount), size);
    }
}

using System.Runtime.InteropServices;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Products and sums of <see cref="SymbolicFactor"/>s, written to an <see cref="ExpressionGraph"/>.</summary>
internal sealed class FactorAlgebra
{
    private readonly ExpressionGraph _graph;
    private readonly int[] _stateCounts;
    private readonly TermBudget _budget;

    /// <summary>Creates the algebra of one graph.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="stateCounts">State counts of all variables.</param>
    /// <param name="budget">How long the program may grow; asked before memory is taken.</param>
    public FactorAlgebra(ExpressionGraph graph, int[] stateCounts, TermBudget budget)
    {
        _graph = graph;
        _stateCounts = stateCounts;
        _budget = budget;
    }

    /// <summary>The product a·b over the union of their scopes.</summary>
    public SymbolicFactor Multiply(SymbolicFactor a, SymbolicFactor b)
    {
        Join join = Prepare(a, b, without: -1);
        var keys = new ulong[join.Count];
        var nodes = new int[join.Count];
        int next = 0;
        foreach ((ulong key, int x, int y) in join.Pairs())
        {
            keys[next] = key;
            nodes[next++] = _graph.Product(x, y);
        }

        return new SymbolicFactor(join.Layout, keys, nodes);
    }

    /// <summary>Σᵥ a·b over one variable, without forming the product.</summary>
    public SymbolicFactor MultiplyAndSumOut(SymbolicFactor a, SymbolicFactor b, int variable)
    {
        Join join = Prepare(a, b, variable);
        var groupOfKey = new Dictionary<ulong, int>();
        var groups = new int[join.Count];
        var xs = new int[join.Count];
        var ys = new int[join.Count];
        var keys = new List<ulong>();
        var sizes = new List<int>();
        int next = 0;
        foreach ((ulong key, int x, int y) in join.Pairs())
        {
            ref int group = ref CollectionsMarshal.GetValueRefOrAddDefault(groupOfKey, key, out bool exists);
            if (!exists)
            {
                group = keys.Count;
                keys.Add(key);
                sizes.Add(0);
            }

            sizes[group]++;
            groups[next] = group;
            xs[next] = x;
            ys[next++] = y;
        }

        var starts = new int[keys.Count + 1];
        for (int g = 0; g < keys.Count; g++)
        {
            starts[g + 1] = starts[g] + sizes[g];
        }

        var position = (int[])starts.Clone();
        var order = new int[join.Count];
        for (int i = 0; i < join.Count; i++)
        {
            order[position[groups[i]]++] = i;
        }

        var nodes = new int[keys.Count];
        for (int g = 0; g < nodes.Length; g++)
        {
            _graph.Begin();
            for (int i = starts[g]; i < starts[g + 1]; i++)
            {
                _graph.Add(xs[order[i]], ys[order[i]]);
            }

            nodes[g] = _graph.End();
        }

        return new SymbolicFactor(join.Layout, [.. keys], nodes);
    }

    /// <summary>Σᵥ a over one variable.</summary>
    public SymbolicFactor SumOut(SymbolicFactor a, int variable) =>
        MultiplyAndSumOut(a, new SymbolicFactor(new ScopeLayout([], _stateCounts), [0], [ExpressionGraph.One]), variable);

    // Entries of b by their assignment to the shared variables; every entry of a then finds its partners.
    private Join Prepare(SymbolicFactor a, SymbolicFactor b, int without)
    {
        if (a.Count < b.Count)
        {
            (a, b) = (b, a);
        }

        var layout = new ScopeLayout(ScopeLayout.Union(a.Scope, b.Scope, without), _stateCounts);
        TermBudget.RequireKeys(layout);
        var shared = new ScopeLayout([.. a.Scope.Where(v => b.Layout.PositionOf(v) >= 0)], _stateCounts);
        KeyProjection aToShared = a.Layout.ProjectTo(shared);
        KeyProjection bToShared = b.Layout.ProjectTo(shared);
        var firstOfKey = new Dictionary<ulong, int>(b.Count);
        var following = new int[b.Count];
        var partners = new Dictionary<ulong, int>(b.Count);
        for (int i = b.Count - 1; i >= 0; i--)
        {
            ulong key = bToShared.Apply(b.Keys[i]);
            following[i] = firstOfKey.TryGetValue(key, out int first) ? first : -1;
            firstOfKey[key] = i;
            CollectionsMarshal.GetValueRefOrAddDefault(partners, key, out _)++;
        }

        long count = 0;
        foreach (ulong key in a.Keys)
        {
            count += partners.GetValueOrDefault(aToShared.Apply(key));
        }

        _budget.Spend(count);
        return new Join(a, b, layout, aToShared, a.Layout.ProjectTo(layout), b.Layout.ProjectTo(layout), firstOfKey, following, (int)count);
    }

    private sealed record Join(
        SymbolicFactor A,
        SymbolicFactor B,
        ScopeLayout Layout,
        KeyProjection AToShared,
        KeyProjection AToResult,
        KeyProjection BToResult,
        Dictionary<ulong, int> FirstOfKey,
        int[] Following,
        int Count)
    {
        public IEnumerable<(ulong Key, int X, int Y)> Pairs()
        {
            for (int i = 0; i < A.Count; i++)
            {
                if (FirstOfKey.TryGetValue(AToShared.Apply(A.Keys[i]), out int j))
                {
                    ulong key = AToResult.Apply(A.Keys[i]);
                    for (; j >= 0; j = Following[j])
                    {
                        yield return (key | BToResult.Apply(B.Keys[j]), A.Nodes[i], B.Nodes[j]);
                    }
                }
            }
        }
    }
}

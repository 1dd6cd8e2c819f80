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
        Join join = Pair(a, b, without: -1);
        var nodes = new int[join.Keys.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = _graph.Product(join.Xs[i], join.Ys[i]);
        }

        return new SymbolicFactor(join.Layout, join.Keys, nodes);
    }

    /// <summary>Σᵥ a·b over one variable, without forming the product.</summary>
    public SymbolicFactor MultiplyAndSumOut(SymbolicFactor a, SymbolicFactor b, int variable)
    {
        Join join = Pair(a, b, variable);
        var numbers = new KeyNumbers(join.Layout, join.Keys.Length);
        var groups = new int[join.Keys.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = numbers.NumberOf(join.Keys[i]);
        }

        var starts = new int[numbers.Count + 1];
        foreach (int group in groups)
        {
            starts[group + 1]++;
        }

        for (int g = 0; g < numbers.Count; g++)
        {
            starts[g + 1] += starts[g];
        }

        var position = (int[])starts.Clone();
        var order = new int[groups.Length];
        var keys = new ulong[numbers.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            keys[groups[i]] = join.Keys[i];
            order[position[groups[i]]++] = i;
        }

        var nodes = new int[keys.Length];
        for (int g = 0; g < nodes.Length; g++)
        {
            _graph.Begin();
            for (int i = starts[g]; i < starts[g + 1]; i++)
            {
                _graph.Add(join.Xs[order[i]], join.Ys[order[i]]);
            }

            nodes[g] = _graph.End();
        }

        return new SymbolicFactor(join.Layout, keys, nodes);
    }

    /// <summary>Σᵥ a over one variable.</summary>
    public SymbolicFactor SumOut(SymbolicFactor a, int variable) =>
        MultiplyAndSumOut(a, new SymbolicFactor(new ScopeLayout([], _stateCounts), [0], [ExpressionGraph.One]), variable);

    // Entries of b by their assignment to the shared variables; every entry of a then finds its partners.
    private Join Pair(SymbolicFactor a, SymbolicFactor b, int without)
    {
        if (a.Count < b.Count)
        {
            (a, b) = (b, a);
        }

        var layout = new ScopeLayout(ScopeLayout.Union(a.Scope, b.Scope, without), _stateCounts);
        TermBudget.RequireKeys(layout);
        var shared = new ScopeLayout([.. a.Scope.Where(v => b.Layout.PositionOf(v) >= 0)], _stateCounts);
        var numbers = new KeyNumbers(shared, b.Count);
        var first = new int[b.Count];
        var partners = new int[b.Count];
        var following = new int[b.Count];
        KeyProjection toShared = b.Layout.ProjectTo(shared);
        for (int i = b.Count - 1; i >= 0; i--)
        {
            int number = numbers.NumberOf(toShared.Apply(b.Keys[i]));
            following[i] = partners[number]++ == 0 ? -1 : first[number];
            first[number] = i;
        }

        var numberOf = new int[a.Count];
        toShared = a.Layout.ProjectTo(shared);
        long count = 0;
        for (int i = 0; i < numberOf.Length; i++)
        {
            numberOf[i] = numbers.Find(toShared.Apply(a.Keys[i]));
            count += numberOf[i] < 0 ? 0 : partners[numberOf[i]];
        }

        _budget.Spend(count);
        var join = new Join(layout, new ulong[count], new int[count], new int[count]);
        KeyProjection aToResult = a.Layout.ProjectTo(layout);
        KeyProjection bToResult = b.Layout.ProjectTo(layout);
        int next = 0;
        for (int i = 0; i < numberOf.Length; i++)
        {
            ulong key = aToResult.Apply(a.Keys[i]);
            for (int j = numberOf[i] < 0 ? -1 : first[numberOf[i]]; j >= 0; j = following[j])
            {
                join.Keys[next] = key | bToResult.Apply(b.Keys[j]);
                join.Xs[next] = a.Nodes[i];
                join.Ys[next++] = b.Nodes[j];
            }
        }

        return join;
    }

    // For each product its assignment without the variable that is summed out, and the two nodes.
    private sealed record Join(ScopeLayout Layout, ulong[] Keys, int[] Xs, int[] Ys);
}

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The derivative of a sum-of-products program, written as further steps of the same kind.</summary>
/// <remarks>
/// With ā = ∂root/∂a: the root's is 1 (or a seed, which then multiplies every derivative), and since n = Σ x·y, x̄ = Σ n̄·y over all steps n that read x. Nodes are visited from the root
/// down, so every n̄ is known when it is needed. Source: Darwiche 2003, <i>A differential approach to inference in Bayesian
/// networks</i>; Baur &amp; Strassen 1983 for the bound: at most three times the terms.
/// </remarks>
internal static class ReverseDifferentiation
{
    /// <summary>Adds the derivative of one node with respect to all wanted leaves.</summary>
    /// <param name="graph">Holds the program; receives the derivative.</param>
    /// <param name="root">The node to be differentiated.</param>
    /// <param name="isWanted">Which leaves are wanted.</param>
    /// <param name="seed">The derivative of what is wanted by the root; 1 for the derivative of the root itself.</param>
    /// <returns>For each node up to the root the node of its derivative; <see cref="ExpressionGraph.Zero"/> where it is 0 or not wanted.</returns>
    public static int[] Run(ExpressionGraph graph, int root, Func<int, bool> isWanted, int seed = ExpressionGraph.One)
    {
        int count = root + 1;
        bool[] reachable = Reachable(graph, root);
        bool[] active = Active(graph, count, reachable, isWanted);

        // Uses of each active node, as slices of one array: (n, the other factor).
        var starts = new int[count + 1];
        ForEachUse(graph, count, reachable, active, (x, _, _) => starts[x + 1]++);
        for (int i = 0; i < count; i++)
        {
            starts[i + 1] += starts[i];
        }

        var uses = new Term[starts[count]];
        var next = (int[])starts.Clone();
        ForEachUse(graph, count, reachable, active, (x, n, other) => uses[next[x]++] = new Term(n, other));

        var adjoints = new int[count];
        for (int node = root; node >= 0; node--)
        {
            if (!active[node])
            {
                continue;
            }

            if (node == root)
            {
                adjoints[node] = seed;
                continue;
            }

            graph.Begin();
            foreach (Term use in uses.AsSpan(starts[node], starts[node + 1] - starts[node]))
            {
                graph.Add(adjoints[use.X], use.Y);
            }

            adjoints[node] = graph.End();
        }

        return adjoints;
    }

    private static bool[] Reachable(ExpressionGraph graph, int root)
    {
        var reachable = new bool[root + 1];
        reachable[root] = true;
        for (int node = root; node >= 0; node--)
        {
            if (reachable[node])
            {
                foreach (Term term in graph.TermsOf(node))
                {
                    reachable[term.X] = true;
                    reachable[term.Y] = true;
                }
            }
        }

        return reachable;
    }

    // Nodes on a path from the root to a wanted leaf.
    private static bool[] Active(ExpressionGraph graph, int count, bool[] reachable, Func<int, bool> isWanted)
    {
        var active = new bool[count];
        for (int node = 0; node < count; node++)
        {
            if (!reachable[node])
            {
                continue;
            }

            if (graph.KindOf(node) != NodeKind.Sum)
            {
                active[node] = graph.KindOf(node) != NodeKind.Constant && isWanted(node);
                continue;
            }

            foreach (Term term in graph.TermsOf(node))
            {
                active[node] |= active[term.X] || active[term.Y];
            }
        }

        return active;
    }

    private static void ForEachUse(ExpressionGraph graph, int count, bool[] reachable, bool[] active, Action<int, int, int> visit)
    {
        for (int node = 0; node < count; node++)
        {
            if (!reachable[node] || !active[node])
            {
                continue;
            }

            foreach (Term term in graph.TermsOf(node))
            {
                if (active[term.X])
                {
                    visit(term.X, node, term.Y);
                }

                if (active[term.Y])
                {
                    visit(term.Y, node, term.X);
                }
            }
        }
    }
}

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The entries of one variable's table that can matter, before they become nodes of a graph.</summary>
/// <param name="Layout">The variable and its parents.</param>
/// <param name="Keys">The assignments with an entry.</param>
/// <param name="Leaves">The parameter leaf of each entry, or -1 where it is a constant.</param>
/// <param name="Constants">The value of each entry that is a constant.</param>
internal sealed record TableTemplate(ScopeLayout Layout, ulong[] Keys, int[] Leaves, double[] Constants)
{
    /// <summary>The template with the entries for which a condition holds.</summary>
    public TableTemplate Where(Func<ulong, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Keys.Length).Where(i => isKept(Keys[i]))];
        return kept.Length == Keys.Length
            ? this
            : new TableTemplate(Layout, [.. kept.Select(i => Keys[i])], [.. kept.Select(i => Leaves[i])], [.. kept.Select(i => Constants[i])]);
    }

    /// <summary>Writes the entries as nodes.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="variable">The variable whose table this is.</param>
    public SymbolicFactor Instantiate(ExpressionGraph graph, int variable)
    {
        var nodes = new int[Keys.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Leaves[i] >= 0 ? graph.Parameter(Leaves[i]) : graph.Constant(Constants[i]);
        }

        return new SymbolicFactor(Layout, Keys, nodes) { TableOf = variable };
    }
}

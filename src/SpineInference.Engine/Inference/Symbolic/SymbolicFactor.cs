namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>A sparse table from assignments to nodes: a function of some variables, written in symbols.</summary>
/// <remarks>Assignments that are absent are exactly 0. Immutable.</remarks>
internal sealed class SymbolicFactor
{
    /// <summary>Wraps the entries, which are taken over.</summary>
    /// <param name="layout">The scope.</param>
    /// <param name="keys">Distinct assignments.</param>
    /// <param name="nodes">The node of each assignment, not <see cref="ExpressionGraph.Zero"/>.</param>
    public SymbolicFactor(ScopeLayout layout, ulong[] keys, int[] nodes)
    {
        Layout = layout;
        Keys = keys;
        Nodes = nodes;
        DistinctCount = CountDistinct(nodes);
    }

    private SymbolicFactor(SymbolicFactor same) => (Layout, Keys, Nodes, DistinctCount) = (same.Layout, same.Keys, same.Nodes, same.DistinctCount);

    /// <summary>The scope and how keys are packed.</summary>
    public ScopeLayout Layout { get; }

    /// <summary>The assignments with an entry.</summary>
    public ulong[] Keys { get; }

    /// <summary>The entries, in the order of <see cref="Keys"/>.</summary>
    public int[] Nodes { get; }

    /// <summary>How many different nodes the entries are: products with this factor collapse to as many.</summary>
    public int DistinctCount { get; }

    /// <summary>Whether it is 0 nowhere: an absent assignment is absent because other factors exclude it, and any entry would do.</summary>
    /// <remarks>So is an indicator, and what the elimination of a variable leaves of its table and of such factors: every assignment of the parents
    /// leaves the variable some state.</remarks>
    public bool IsTotal { get; init; }

    /// <summary>The variable of which this is the table given its parents, or -1.</summary>
    public int TableOf { get; init; } = -1;

    /// <summary>The variables, ascending.</summary>
    public int[] Scope => Layout.Variables;

    /// <summary>How many entries are not 0.</summary>
    public int Count => Keys.Length;

    /// <summary>The same entries, of which it is known that they are 0 nowhere.</summary>
    public SymbolicFactor AsTotal() => new(this) { IsTotal = true };

    private static int CountDistinct(int[] nodes)
    {
        if (nodes.Length <= 1)
        {
            return nodes.Length;
        }

        var sorted = (int[])nodes.Clone();
        Array.Sort(sorted);
        int count = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            count += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return count;
    }
}

using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>A numbered variable of the Infer.NET model: the states of a cluster, of a separator, or of one network variable.</summary>
/// <remarks>Its link to the parent node is a matrix, kept here as its non-zero entries: entry k is in row <c>Rows[k]</c> (the parent's
/// state) and column <c>Columns[k]</c> (this node's state), and its value is the product of the entries <c>Factors[f][k]</c> of the
/// tables of <c>Families[f]</c>, 1 without families.</remarks>
internal sealed class TreeNode
{
    /// <summary>The node it hangs on; nothing for the root.</summary>
    public required TreeNode? Parent { get; init; }

    /// <summary>How many feasible states it has.</summary>
    public required int Size { get; init; }

    /// <summary>Row of each non-zero entry of the link.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Column of each non-zero entry of the link.</summary>
    public required int[] Columns { get; init; }

    /// <summary>The distributions multiplied in the link.</summary>
    public ConditionalDistribution[] Families { get; init; } = [];

    /// <summary>For each family, the position in its table that each entry reads.</summary>
    public int[][] Factors { get; init; } = [];

    /// <summary>Distance from the root.</summary>
    public int Level { get; init; }

    /// <summary>Position among the nodes of its level.</summary>
    public int Position { get; init; }

    /// <summary>Entries of the dense matrix, with the row and the column of the reference state.</summary>
    public long DenseEntries => (Parent is null ? 1L : Parent.Size + 1L) * (Size + 1L);
}

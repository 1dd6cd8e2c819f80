using Microsoft.ML.Probabilistic.Math;
using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>The matrices of a cluster tree under one parameter vector.</summary>
/// <remarks>Every node has one state more than are feasible: the <em>reference state</em>, last, reached from the parent's reference
/// state alone. It carries a second, trivial model through the tree beside the network: see <see cref="ClusterSession"/>.
/// Immutable; shared by all sessions.</remarks>
internal sealed class ClusterLinks
{
    /// <summary>The most entries that all dense matrices together may have: 4 GB.</summary>
    public const long MaximumEntries = 1L << 29;

    /// <summary>Computes the matrices.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="network">A network of the tree's structure: its parameters are read.</param>
    /// <exception cref="NotSupportedException">The matrices are too large.</exception>
    public ClusterLinks(ClusterTree tree, BayesianNetwork network)
    {
        if (tree.DenseEntries > MaximumEntries)
        {
            throw new NotSupportedException(
                $"Network '{network.Name}' needs {tree.DenseEntries} matrix entries in its cluster tree (largest node: {tree.LargestNode} states); at most {MaximumEntries} are supported.");
        }

        Matrices = [.. tree.Levels.Select(level => level.Select(node => Fill(node, network)).ToArray())];
    }

    /// <summary>For each level and node, the link from the parent's states (rows) to the node's (columns); the root has none.</summary>
    public Matrix[][] Matrices { get; }

    private static Matrix Fill(TreeNode node, BayesianNetwork network)
    {
        int rows = node.Parent is null ? 1 : node.Parent.Size + 1;
        int columns = node.Size + 1;
        var entries = new double[rows * columns];
        var values = new double[node.Rows.Length];
        Array.Fill(values, 1.0);
        for (int f = 0; f < node.Families.Length; f++)
        {
            ReadOnlySpan<double> table = network.Distributions[node.Families[f].Variable.Index].Table;
            int[] positions = node.Factors[f];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] *= table[positions[k]];
            }
        }

        for (int k = 0; k < values.Length; k++)
        {
            entries[(node.Rows[k] * columns) + node.Columns[k]] = values[k];
        }

        entries[^1] = 1;
        return new Matrix(rows, columns, entries);
    }
}

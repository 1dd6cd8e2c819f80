using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Models;

/// <summary>Which part of a network a model holds, and whether that part has loops.</summary>
internal static class ModelScope
{
    /// <summary>The variables wanted and their ancestors, parents first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">The names wanted, or nothing for all.</param>
    /// <exception cref="ArgumentException">There is no variable of a name.</exception>
    public static Variable[] Select(BayesianNetwork network, IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            return [.. network.TopologicalOrder];
        }

        HashSet<Variable> wanted = [.. names.Select(n => network[n])];
        foreach (Variable variable in network.TopologicalOrder.Reverse())
        {
            if (wanted.Contains(variable))
            {
                wanted.UnionWith(network.DistributionOf(variable).Parents);
            }
        }

        return [.. network.TopologicalOrder.Where(wanted.Contains)];
    }

    /// <summary>Finds a loop: an edge between variables that are connected already.</summary>
    /// <param name="network">The network.</param>
    /// <param name="variables">The part, closed under parents.</param>
    /// <returns>Parent and child of such an edge, or nothing where the part is a polytree.</returns>
    public static (Variable Parent, Variable Child)? FindLoop(BayesianNetwork network, IEnumerable<Variable> variables)
    {
        int[] group = [.. Enumerable.Range(0, network.Variables.Length)];
        foreach (Variable child in variables)
        {
            foreach (Variable parent in network.DistributionOf(child).Parents)
            {
                int a = group[parent.Index];
                int b = group[child.Index];
                if (a == b)
                {
                    return (parent, child);
                }

                for (int v = 0; v < group.Length; v++)
                {
                    group[v] = group[v] == b ? a : group[v];
                }
            }
        }

        return null;
    }
}

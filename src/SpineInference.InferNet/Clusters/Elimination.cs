using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>Eliminates the variables of a network over the supports of its tables, and keeps the clusters that arise.</summary>
/// <remarks>Mutable; for one run. Greedy: the next variable is the one whose cluster has the fewest feasible states, and among equals
/// the one that comes first in the network, so the result is the same on every machine.</remarks>
internal sealed class Elimination
{
    private readonly BayesianNetwork _network;
    private readonly List<Item>[] _itemsOf;
    private readonly Relation?[] _cluster;
    private readonly long[] _failedLimit;

    /// <summary>Starts with the supports of all families.</summary>
    /// <param name="network">The network.</param>
    public Elimination(BayesianNetwork network)
    {
        _network = network;
        int count = network.Variables.Length;
        _itemsOf = new List<Item>[count];
        _cluster = new Relation?[count];
        _failedLimit = new long[count];
        for (int v = 0; v < count; v++)
        {
            _itemsOf[v] = [];
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Add(new Item(Relation.SupportOf(distribution), distribution.Variable.Index, null));
        }
    }

    /// <summary>Eliminates everything.</summary>
    /// <returns>One cluster for each variable eliminated, linked to the clusters whose messages it took.</returns>
    /// <exception cref="NotSupportedException">A cluster has more than <see cref="ClusterForest.MaximumStates"/> feasible states.</exception>
    public List<Cluster> Run()
    {
        List<int> remaining = [.. Enumerable.Range(0, _itemsOf.Length)];
        var clusters = new List<Cluster>();
        while (remaining.Count > 0)
        {
            int variable = Cheapest(remaining);
            remaining.Remove(variable);
            clusters.Add(Eliminate(variable));
        }

        return clusters;
    }

    // Clusters are formed with a limit on their size that grows only when none fits: most variables need no more than a small one.
    private int Cheapest(List<int> remaining)
    {
        for (long limit = 64; ; limit *= 4)
        {
            int best = -1;
            foreach (int v in remaining)
            {
                if (_cluster[v] is null && _failedLimit[v] < limit)
                {
                    _cluster[v] = Form(v, Math.Min(limit, ClusterForest.MaximumStates));
                    _failedLimit[v] = limit;
                }

                if (_cluster[v] is { } cluster && (best < 0 || cluster.Count < _cluster[best]!.Count))
                {
                    best = v;
                }
            }

            if (best >= 0)
            {
                return best;
            }

            if (limit > ClusterForest.MaximumStates)
            {
                throw new NotSupportedException(
                    $"Network '{_network.Name}' is too wide for a cluster tree: the cheapest of {remaining.Count} variables left to eliminate needs more than {ClusterForest.MaximumStates} joint states.");
            }
        }
    }

    private Relation? Form(int variable, long limit)
    {
        List<Item> items = [.. _itemsOf[variable].OrderByDescending(static i => i.States.Scope.Length)];
        Relation joined = items[0].States;
        items.RemoveAt(0);
        while (items.Count > 0 && joined.Count <= limit)
        {
            Item next = items.MinBy(i => i.States.Scope.Count(v => !joined.Scope.Contains(v)))!;
            items.Remove(next);
            if (Relation.Join(joined, next.States, limit) is not { } join)
            {
                return null;
            }

            joined = join;
        }

        return joined.Count <= limit ? joined : null;
    }

    private Cluster Eliminate(int variable)
    {
        Relation states = _cluster[variable]!;
        Item[] items = [.. _itemsOf[variable]];
        var cluster = new Cluster { States = states, Families = [.. items.Where(static i => i.From is null).Select(static i => i.Family)] };
        foreach (Item item in items)
        {
            foreach (int v in item.States.Scope)
            {
                _itemsOf[v].Remove(item);
            }

            if (item.From is { } from)
            {
                cluster.Neighbours.Add(from);
                from.Neighbours.Add(cluster);
            }
        }

        int[] rest = [.. states.Scope.Where(v => v != variable)];
        if (rest.Length > 0)
        {
            Add(new Item(states.Project(rest), -1, cluster));
        }

        return cluster;
    }

    private void Add(Item item)
    {
        foreach (int v in item.States.Scope)
        {
            _itemsOf[v].Add(item);
            _cluster[v] = null;
            _failedLimit[v] = 0;
        }
    }

    /// <summary>A family's support, or the message that an eliminated cluster left.</summary>
    /// <param name="States">The joint states it allows.</param>
    /// <param name="Family">The family's child, or -1.</param>
    /// <param name="From">The cluster that left the message, or nothing.</param>
    private sealed record Item(Relation States, int Family, Cluster? From);
}

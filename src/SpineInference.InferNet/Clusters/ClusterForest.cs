using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>Groups the variables of a network into clusters that form trees (a junction tree for each connected part).</summary>
/// <remarks>
/// <para>Variables are eliminated one by one, each time the one whose cluster has the fewest <em>feasible</em> states: exact zeros
/// count, so a variable that its neighbours determine costs nothing. The clusters are the families and messages that meet when a
/// variable goes. Source: Koller &amp; Friedman 2009, ch. 9 and 10.</para>
/// <para>Every family is in one cluster, and for every variable the clusters that have it are connected.</para>
/// </remarks>
internal static class ClusterForest
{
    /// <summary>The most feasible states that a cluster may have.</summary>
    public const int MaximumStates = 200_000;

    /// <summary>Builds the clusters of a network.</summary>
    /// <param name="network">The network; the zeros of its tables are taken for impossible for good.</param>
    /// <returns>One cluster of each tree, its centre, so that the trees hang as flat as they can.</returns>
    /// <exception cref="NotSupportedException">The network is too wide, or a variable has more than 256 states.</exception>
    public static List<Cluster> Build(BayesianNetwork network)
    {
        if (network.Variables.FirstOrDefault(static v => v.StateCount > 256) is { } large)
        {
            throw new NotSupportedException($"{large.Name} has {large.StateCount} states; the cluster tree takes at most 256.");
        }

        List<Cluster> clusters = new Elimination(network).Run();
        Absorb(clusters);
        List<Cluster> centres = [];
        HashSet<Cluster> seen = [];
        foreach (Cluster cluster in clusters)
        {
            if (!seen.Contains(cluster))
            {
                Cluster centre = CentreOf(cluster);
                centres.Add(centre);
                seen.UnionWith(Reach(centre).Select(static step => step.Cluster));
            }
        }

        foreach (Cluster centre in centres)
        {
            Filter(centre);
        }

        return centres;
    }

    /// <summary>The clusters of a tree from one of them outwards, each with the neighbour it was reached from.</summary>
    /// <param name="start">Where to begin.</param>
    public static List<(Cluster Cluster, Cluster? From)> Reach(Cluster start)
    {
        List<(Cluster Cluster, Cluster? From)> steps = [(start, null)];
        for (int i = 0; i < steps.Count; i++)
        {
            (Cluster cluster, Cluster? from) = steps[i];
            steps.AddRange(cluster.Neighbours.Where(n => n != from).Select(n => (n, (Cluster?)cluster)));
        }

        return steps;
    }

    // A cluster whose variables a neighbour has too says nothing of its own: the neighbour takes its families and its place.
    private static void Absorb(List<Cluster> clusters)
    {
        for (int i = clusters.Count - 1; i >= 0; i--)
        {
            Cluster small = clusters[i];
            Cluster? large = small.Neighbours
                .Where(n => small.States.Scope.All(n.States.Scope.Contains))
                .MinBy(static n => n.States.Count);
            if (large is null)
            {
                continue;
            }

            large.Families.AddRange(small.Families);
            large.States = large.States.Where(small.States);
            large.Neighbours.Remove(small);
            foreach (Cluster other in small.Neighbours.Where(n => n != large))
            {
                other.Neighbours.Remove(small);
                other.Neighbours.Add(large);
                large.Neighbours.Add(other);
            }

            clusters.RemoveAt(i);
        }
    }

    // The middle of a longest path: found from the far end of the farthest cluster.
    private static Cluster CentreOf(Cluster any)
    {
        Cluster end = Reach(any)[^1].Cluster;
        List<(Cluster Cluster, Cluster? From)> steps = Reach(end);
        Dictionary<Cluster, Cluster?> cameFrom = steps.ToDictionary(static s => s.Cluster, static s => s.From);
        var path = new List<Cluster>();
        for (Cluster? at = steps[^1].Cluster; at is not null; at = cameFrom[at])
        {
            path.Add(at);
        }

        return path[path.Count / 2];
    }

    // Semi-joins along the tree, inwards and then outwards: what is left of each cluster extends to a state of the whole network.
    private static void Filter(Cluster centre)
    {
        List<(Cluster Cluster, Cluster? From)> steps = Reach(centre);
        for (int i = steps.Count - 1; i > 0; i--)
        {
            (Cluster cluster, Cluster? from) = steps[i];
            from!.States = from.States.Where(cluster.States.Project(cluster.SeparatorTo(from)));
        }

        for (int i = 1; i < steps.Count; i++)
        {
            (Cluster cluster, Cluster? from) = steps[i];
            cluster.States = cluster.States.Where(from!.States.Project(cluster.SeparatorTo(from)));
        }
    }
}

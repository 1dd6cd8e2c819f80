namespace SpineInference.InferNet.Clusters;

/// <summary>A cluster of a cluster tree: its feasible joint states, the families multiplied in it, and its neighbours.</summary>
internal sealed class Cluster
{
    /// <summary>The feasible joint states of the cluster's variables: those some state of the whole network agrees with.</summary>
    public required Relation States { get; set; }

    /// <summary>Indices of the variables whose distributions are multiplied in this cluster.</summary>
    public required List<int> Families { get; init; }

    /// <summary>The clusters next to this one in the tree.</summary>
    public HashSet<Cluster> Neighbours { get; } = [];

    /// <summary>Variables that this cluster has in common with another, ascending.</summary>
    /// <param name="other">A neighbour.</param>
    public int[] SeparatorTo(Cluster other) => [.. States.Scope.Intersect(other.States.Scope)];
}

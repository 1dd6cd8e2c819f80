using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The flat layout of all states: the variables in the network's order, each with its states.</summary>
internal sealed class StateLayout
{
    /// <summary>Lays out a network.</summary>
    public StateLayout(BayesianNetwork network)
    {
        Counts = new int[network.Variables.Length];
        Offsets = new int[Counts.Length + 1];
        for (int v = 0; v < Counts.Length; v++)
        {
            Counts[v] = network.Variables[v].StateCount;
            Offsets[v + 1] = Offsets[v] + Counts[v];
        }
    }

    /// <summary>State counts of the variables.</summary>
    public int[] Counts { get; }

    /// <summary>Where each variable starts; one more entry holds the total.</summary>
    public int[] Offsets { get; }

    /// <summary>How many states there are.</summary>
    public int Total => Offsets[^1];
}

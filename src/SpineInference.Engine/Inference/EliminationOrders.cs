using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>Elimination orders that were searched for once and are kept by name, for networks that have changed a little since.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class EliminationOrders
{
    /// <summary>The kept order for a network, where its names still serve it.</summary>
    /// <param name="names">The names of the variables of the network it was found for, the first to be eliminated first.</param>
    /// <param name="network">A network, such as that one with some variables more or fewer.</param>
    /// <returns>All variables of the network, for <see cref="ExactEngineOptions.EliminationOrder"/>; <see langword="null"/> where none of the
    /// names is the network's, or a variable that the names do not know has a child that they know.</returns>
    /// <remarks>Variables that are gone are left out. New ones come first, children before parents: that is right for a leaf that was added, and
    /// for whatever hangs on nothing but such. Another network of the same names gets a valid order, though perhaps not a good one.</remarks>
    public static ImmutableArray<Variable>? Fit(IEnumerable<string> names, BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(network);
        var known = new List<Variable>();
        var isKnown = new HashSet<Variable>();
        foreach (string name in names)
        {
            if (network.TryGetVariable(name, out Variable? variable) && isKnown.Add(variable))
            {
                known.Add(variable);
            }
        }

        bool serves = known.Count > 0 && known.All(v => network.DistributionOf(v).Parents.All(isKnown.Contains));
        return serves ? [.. network.TopologicalOrder.Reverse().Where(v => !isKnown.Contains(v)), .. known] : null;
    }
}

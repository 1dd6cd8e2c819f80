using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>The most probable assignment of all variables given some evidence.</summary>
/// <remarks>Immutable.</remarks>
public sealed class MostProbableExplanation
{
    internal MostProbableExplanation(BayesianNetwork network, ImmutableArray<int> states, double logProbability)
    {
        Network = network;
        States = states;
        LogProbability = logProbability;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The state of each variable, in the network's order.</summary>
    public ImmutableArray<int> States { get; }

    /// <summary>log P(assignment, evidence), natural; less log P(evidence) it is that of the assignment given the evidence.</summary>
    public double LogProbability { get; }

    /// <summary>The state of one variable, by name.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public string this[Variable variable]
    {
        get
        {
            Network.ThrowIfForeign(variable);
            return variable.States[States[variable.Index]];
        }
    }
}

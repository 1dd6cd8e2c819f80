using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>Which program says how uncertain answers are: what may be known, and which answers are asked for.</summary>
/// <remarks>The build compiles it once and the library loads it, so both must mean the same.</remarks>
public static class IntervalProgram
{
    private static readonly string[] Names =
        ["cause", "root-level", "lesion-site", "disc-level", "zone", "side", "slip-mechanism", "slip-direction", "complaint"];

    /// <summary>The variables whose posteriors it computes: the questions about the patient, as far as the network has them, and the roots of
    /// both legs.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="network">That network, or one over the same variables.</param>
    public static ImmutableArray<Variable> TargetsOf(KnowledgeNetwork knowledge, BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Variables.Where(v => Names.Contains(v.Name) || (knowledge[v].Copy is not null && knowledge[v].Id.StartsWith("root.", StringComparison.Ordinal)))];
    }

    /// <summary>What is live in it.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="network">That network, or one over the same variables.</param>
    /// <param name="order">The order of elimination; null to search for one.</param>
    /// <param name="more">Further variables that may be known.</param>
    public static ExactEngineOptions OptionsFor(
        KnowledgeNetwork knowledge, BayesianNetwork network, ImmutableArray<Variable>? order = null, IEnumerable<Variable>? more = null)
    {
        HashSet<Variable> known = [.. TargetsOf(knowledge, network), .. more ?? []];
        return new ExactEngineOptions
        {
            EvidenceVariables =
                [.. network.Variables.Where(v => known.Contains(v) || knowledge[v].Kind is VariableKind.Finding or VariableKind.Context)],
            EliminationOrder = order,
        };
    }

    /// <summary>Compiles it.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="order">The order of elimination; null to search for one.</param>
    /// <param name="belief">What is believed of the numbers; that of their sample sizes if null.</param>
    /// <exception cref="NetworkTooWideException">The program would not fit the memory limit.</exception>
    public static ParameterAnalysis Compile(KnowledgeNetwork knowledge, ImmutableArray<Variable>? order = null, ParameterBelief? belief = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return ParameterAnalysis.Compile(
            knowledge.Network, TargetsOf(knowledge, knowledge.Network), OptionsFor(knowledge, knowledge.Network, order), belief);
    }
}

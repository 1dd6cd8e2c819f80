using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>Which program says how uncertain answers are: what may be known, and which answers are asked for.</summary>
/// <remarks>The build compiles it once and the library loads it, so both must mean the same.</remarks>
public static class IntervalProgram
{
    /// <summary>The variables whose posteriors it computes: the questions about the patient, as far as the network has them, the narrowing
    /// of each level, and the roots of both legs.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="network">That network, or one over the same variables.</param>
    /// <param name="questions">The names of the variables that answer the questions about the patient.</param>
    /// <returns>The variables, in the network's order.</returns>
    public static ImmutableArray<Variable> TargetsOf(KnowledgeNetwork knowledge, BayesianNetwork network, IEnumerable<string> questions)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(questions);
        HashSet<string> names = [.. questions];
        return [.. network.Variables.Where(v => names.Contains(v.Name) || knowledge[v].Id.StartsWith("stenosis.", StringComparison.Ordinal) || (knowledge[v].Copy is not null && knowledge[v].Id.StartsWith("root.", StringComparison.Ordinal)))];
    }

    /// <summary>What is live in it.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="network">That network, or one over the same variables.</param>
    /// <param name="questions">The names of the variables that answer the questions about the patient.</param>
    /// <param name="order">The order of elimination; null to search for one.</param>
    /// <param name="more">Further variables that may be known.</param>
    /// <returns>The options.</returns>
    public static ExactEngineOptions OptionsFor(
        KnowledgeNetwork knowledge, BayesianNetwork network, IEnumerable<string> questions, ImmutableArray<Variable>? order = null, IEnumerable<Variable>? more = null)
    {
        HashSet<Variable> known = [.. TargetsOf(knowledge, network, questions), .. more ?? []];
        return new ExactEngineOptions
        {
            EvidenceVariables =
                [.. network.Variables.Where(v => known.Contains(v) || knowledge[v].Kind is VariableKind.Finding or VariableKind.Context)],
            EliminationOrder = order,
        };
    }

    /// <summary>Compiles it.</summary>
    /// <param name="knowledge">The network with its descriptions.</param>
    /// <param name="questions">The names of the variables that answer the questions about the patient.</param>
    /// <param name="order">The order of elimination; null to search for one.</param>
    /// <param name="belief">What is believed of the numbers; that of their sample sizes if null.</param>
    /// <exception cref="NetworkTooWideException">The program would not fit the memory limit.</exception>
    /// <returns>The program.</returns>
    public static ParameterAnalysis Compile(KnowledgeNetwork knowledge, IEnumerable<string> questions, ImmutableArray<Variable>? order = null, ParameterBelief? belief = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        string[] asked = [.. questions];
        return ParameterAnalysis.Compile(
            knowledge.Network, TargetsOf(knowledge, knowledge.Network, asked), OptionsFor(knowledge, knowledge.Network, asked, order), belief);
    }
}

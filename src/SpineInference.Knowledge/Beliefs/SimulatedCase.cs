using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>People as a network makes them, of whom a first examination tells some of what there is.</summary>
public static class SimulatedCase
{
    /// <summary>How many findings of history and examination are told, beside what is asked of everyone.</summary>
    public const int FindingCount = 12;

    /// <summary>Draws one case.</summary>
    /// <param name="knowledge">The network.</param>
    /// <param name="fixedStates">Variables whose state is given, such as the setting, by name.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="findingCount">How many findings of history and examination are told; all if there are fewer.</param>
    /// <returns>What is known of them: the context, and the findings.</returns>
    /// <exception cref="ArgumentException">A fixed state is none of its variable.</exception>
    public static Evidence Draw(
        KnowledgeNetwork knowledge, IReadOnlyDictionary<string, string> fixedStates, SeededRandom random, int findingCount = FindingCount)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(fixedStates);
        ArgumentNullException.ThrowIfNull(random);
        BayesianNetwork network = knowledge.Network;
        var states = new int[network.Variables.Length];
        foreach (Variable variable in network.TopologicalOrder)
        {
            ConditionalDistribution distribution = network.DistributionOf(variable);
            int configuration = 0;
            foreach (Variable parent in distribution.Parents)
            {
                configuration = (configuration * parent.StateCount) + states[parent.Index];
            }

            states[variable.Index] = fixedStates.TryGetValue(variable.Name, out string? state)
                ? variable.GetStateIndex(state)
                : random.NextState(distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount));
        }

        Evidence evidence = Evidence.None(network);
        foreach (Variable variable in network.Variables.Where(v => knowledge[v].Kind == VariableKind.Context))
        {
            evidence = evidence.Observe(variable, states[variable.Index]);
        }

        List<Variable> findings = [.. network.Variables.Where(v =>
            knowledge[v].Kind == VariableKind.Finding && knowledge[v].Category is FindingCategory.History or FindingCategory.Examination)];
        for (int i = 0; i < findingCount && findings.Count > 0; i++)
        {
            int place = (int)(random.NextUniform() * findings.Count);
            evidence = evidence.Observe(findings[place], states[findings[place].Index]);
            findings.RemoveAt(place);
        }

        return evidence;
    }
}

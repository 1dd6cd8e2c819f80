using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge;

/// <summary>Finds the variables and states that a presupposition names.</summary>
internal static class KnowledgePresuppositions
{
    /// <summary>What a variable presupposes.</summary>
    /// <param name="instance">The variable.</param>
    /// <param name="instances">All variables, in the network's order.</param>
    /// <param name="network">The network they stand in.</param>
    /// <param name="faults">Gets what is wrong, with its place.</param>
    /// <returns>The presupposition; null where there is none, or after a fault.</returns>
    public static Presupposition? Of(KnowledgeAssembler.Instance instance, IReadOnlyList<KnowledgeAssembler.Instance> instances, BayesianNetwork network, List<Fault> faults)
    {
        KnowledgeVariable source = instance.Source;
        var statements = new List<Hypothesis>();
        foreach ((string key, var texts) in source.Presupposes)
        {
            string name = KnowledgeAssembler.Substitute(key, instance.Binding);
            string[] states = [.. texts.Select(t => KnowledgeAssembler.Substitute(t, instance.Binding)).Distinct(StringComparer.Ordinal)];
            Variable[] named = Named(name, instance, instances, network);
            if (named.Length == 0 || named.Any(v => v.Name == instance.Name || statements.Any(h => h.Variable == v)))
            {
                faults.Add(source.Place.ToFault($"{instance.Name}: 'presupposes' names '{name}'; expected other variables of the network, each once."));
                return null;
            }

            if (states.FirstOrDefault(s => !named[0].TryGetStateIndex(s, out _)) is { } unknown)
            {
                faults.Add(source.Place.ToFault($"{instance.Name}: 'presupposes': {name} has no state '{unknown}'. States: {string.Join(", ", named[0].States)}."));
                return null;
            }

            if (states.Length == 0 || states.Length == named[0].StateCount)
            {
                faults.Add(source.Place.ToFault($"{instance.Name}: 'presupposes' names {states.Length} of the {named[0].StateCount} states of '{name}'; expected at least one, and not all."));
                return null;
            }

            statements.AddRange(named.Select(v => Hypothesis.Of(network, v.Name, states)));
        }

        return statements.Count == 0 ? null : new Presupposition([.. statements]);
    }

    // In the same copy, in the whole, or in all copies.
    private static Variable[] Named(string name, KnowledgeAssembler.Instance instance, IReadOnlyList<KnowledgeAssembler.Instance> instances, BayesianNetwork network)
    {
        if (instance.Copy is not null && network.TryGetVariable($"{instance.Copy}.{name}", out Variable? ofCopy))
        {
            return [ofCopy];
        }

        return network.TryGetVariable(name, out Variable? ofWhole) ? [ofWhole] : [.. network.Variables.Where(v => instances[v.Index].Copy is { } copy && v.Name == $"{copy}.{name}")];
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>A second way to the model's answers: plain sum–product elimination over sparse factors, one run for each question. It shares
/// with the library's engine nothing but the tables of the network.</summary>
internal static class VariableElimination
{
    /// <summary>P(evidence, variable = s) for each state s.</summary>
    public static double[] Joint(Evidence evidence, Variable question)
    {
        BayesianNetwork network = evidence.Network;
        int[] counts = [.. network.Variables.Select(v => evidence.ObservedStateOf(v) >= 0 ? 1 : v.StateCount)];
        HashSet<int> relevant = AncestorsOf(network, [question, .. evidence.Variables]);
        List<SparseFactor> factors = [.. relevant.Select(v => SparseFactor.Of(network.Distributions[v], evidence))];
        relevant.Remove(question.Index);
        while (relevant.Count > 0)
        {
            int next = relevant.MinBy(v => (Weight(factors, v, counts), v));
            relevant.Remove(next);
            SparseFactor[] bucket = [.. factors.Where(f => f.Scope.Contains(next)).OrderBy(static f => f.Entries.Count)];
            factors.RemoveAll(f => f.Scope.Contains(next));
            factors.Add(bucket.Aggregate(static (a, b) => a.Times(b)).SumOut(next));
        }

        // What is left are functions of the question alone, or of nothing.
        var joint = new double[question.StateCount];
        foreach ((UInt128 states, double value) in factors.Aggregate(static (a, b) => a.Times(b)).Entries)
        {
            joint[SparseFactor.StateAt(states, 0)] = value;
        }

        return joint;
    }

    // All else sums to 1: a variable without descendants that are asked for or observed.
    private static HashSet<int> AncestorsOf(BayesianNetwork network, IEnumerable<Variable> variables)
    {
        var found = new HashSet<int>();
        var open = new Stack<Variable>(variables);
        while (open.TryPop(out Variable? variable))
        {
            if (found.Add(variable.Index))
            {
                foreach (Variable parent in network.DistributionOf(variable).Parents)
                {
                    open.Push(parent);
                }
            }
        }

        return found;
    }

    // How many configurations the factor that elimination leaves behind may have; an observed variable has but one state.
    private static double Weight(List<SparseFactor> factors, int variable, int[] counts) => factors
        .Where(f => f.Scope.Contains(variable)).SelectMany(static f => f.Scope).Distinct().Where(v => v != variable)
        .Aggregate(1.0, (product, v) => product * counts[v]);
}

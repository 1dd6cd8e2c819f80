using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Tests;

/// <summary>The oracle: sums over the joint states of the network, cutting off those of probability 0.</summary>
internal static class Enumeration
{
    public static (double[][] Posteriors, double LogEvidence) Query(BayesianNetwork network, Evidence evidence)
    {
        double[][] sums = [.. network.Variables.Select(v => new double[v.StateCount])];
        double total = Visit(network, evidence, new int[network.Variables.Length], 0, 1, sums);
        return ([.. sums.Select(s => s.Select(x => x / total).ToArray())], Math.Log(total));
    }

    private static double Visit(BayesianNetwork network, Evidence evidence, int[] states, int depth, double weight, double[][] sums)
    {
        if (depth == states.Length)
        {
            for (int v = 0; v < states.Length; v++)
            {
                sums[v][states[v]] += weight;
            }

            return weight;
        }

        Variable variable = network.TopologicalOrder[depth];
        ConditionalDistribution distribution = network.DistributionOf(variable);
        int configuration = 0;
        foreach (Variable parent in distribution.Parents)
        {
            configuration = (configuration * parent.StateCount) + states[parent.Index];
        }

        ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
        double total = 0;
        for (int s = 0; s < variable.StateCount; s++)
        {
            double next = weight * distribution.Table[(configuration * variable.StateCount) + s] * (likelihoods.IsEmpty ? 1 : likelihoods[s]);
            if (next > 0)
            {
                states[variable.Index] = s;
                total += Visit(network, evidence, states, depth + 1, next, sums);
            }
        }

        return total;
    }
}

using Microsoft.ML.Probabilistic;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>One instance of the generated algorithm, fed with a tree: answers one query at a time.</summary>
/// <remarks>
/// <para>Not safe for concurrent use; the engine pools sessions.</para>
/// <para><b>The probability of the evidence.</b> The root has two states: the network, and a reference model, with prior ½ each. Under the
/// reference every item of evidence i has a fixed likelihood kᵢ, so that the posterior odds of the root are P(evidence) / Πᵢ kᵢ. With kᵢ
/// the item's own probability under the network the odds are the lift of the items together, far from under- and overflow. This is
/// what an Infer.NET gate around the model computes, at a fraction of its cost, and impossible evidence leaves the reference standing
/// where a gate would meet messages that are all zero.</para>
/// </remarks>
internal sealed class ClusterSession
{
    // Where the odds still leave the range of a double, the reference is moved by e^±600 and the query is run again.
    private const double Shift = 600;
    private const int MaximumShifts = 8;

    private readonly IGeneratedAlgorithm _algorithm;
    private readonly ClusterTree _tree;
    private readonly Discrete[][] _uniform;

    /// <summary>Feeds an algorithm with a tree and its matrices.</summary>
    /// <param name="algorithm">An instance of the generated class, used by nobody else.</param>
    /// <param name="depth">The number of levels it was compiled for.</param>
    /// <param name="tree">The tree; not deeper.</param>
    /// <param name="links">Its matrices.</param>
    public ClusterSession(IGeneratedAlgorithm algorithm, int depth, ClusterTree tree, ClusterLinks links)
    {
        _algorithm = algorithm;
        _tree = tree;
        _uniform = [.. tree.Levels.Select(static l => l.Select(static n => Discrete.Uniform(n.Size + 1)).ToArray())];
        for (int d = 0; d < depth; d++)
        {
            IReadOnlyList<TreeNode> level = d < tree.Levels.Count ? tree.Levels[d] : [];
            Set("count", d, level.Count);
            Set("size", d, level.Select(static n => n.Size + 1).ToArray());
            Set("likelihood", d, d < _uniform.Length ? _uniform[d] : []);
            if (d > 0)
            {
                Set("parent", d, level.Select(static n => n.Parent!.Position).ToArray());
                Set("link", d, d < links.Matrices.Length ? links.Matrices[d] : []);
            }
        }

        algorithm.SetObservedValue("prior", new[] { Vector.FromArray(0.5, 0.5) });
    }

    /// <summary>Runs a query.</summary>
    /// <param name="likelihoods">For each variable the likelihood of each state, or nothing where it is unknown.</param>
    /// <param name="expected">For each variable with a likelihood, its expectation under the network alone: positive.</param>
    /// <param name="network">The network: says how many states each variable has.</param>
    /// <param name="logEvidence">Receives ln P(evidence), or minus infinity where it is impossible; then nothing else is computed.</param>
    /// <returns>The posteriors, variable after variable.</returns>
    public double[] Run(double[]?[] likelihoods, double[] expected, BayesianNetwork network, out double logEvidence)
    {
        int items = likelihoods.Count(static l => l is not null);
        double shift = 0;
        for (int attempt = 0; attempt <= MaximumShifts; attempt++)
        {
            Observe(likelihoods, expected, items == 0 ? 1 : Math.Exp(shift / items));
            _algorithm.Execute(1);
            Vector odds = Marginal(0, 0);
            if (odds[0] > 0 && odds[1] > 0)
            {
                double logReference = 0;
                for (int v = 0; v < expected.Length; v++)
                {
                    logReference += likelihoods[v] is null ? 0 : Math.Log(expected[v]);
                }

                logEvidence = Math.Log(odds[0]) - Math.Log(odds[1]) + logReference + (items == 0 ? 0 : shift);
                return Collect(network);
            }

            if (odds[0] > 0 == shift < 0)
            {
                // Back and forth: the odds jump across the whole range of a double, so what is zero is exactly zero.
                break;
            }

            shift += odds[0] > 0 ? Shift : -Shift;
        }

        logEvidence = double.NegativeInfinity;
        return [];
    }

    private void Observe(double[]?[] likelihoods, double[] expected, double scale)
    {
        Discrete[][] current = [.. _uniform.Select(static l => (Discrete[])l.Clone())];
        for (int v = 0; v < likelihoods.Length; v++)
        {
            if (likelihoods[v] is { } likelihood)
            {
                Report report = _tree.ReportOf(v);
                var values = new double[report.States.Length + 1];
                for (int s = 0; s < report.States.Length; s++)
                {
                    values[s] = likelihood[report.States[s]];
                }

                values[^1] = expected[v] * scale;
                current[report.Node.Level][report.Node.Position] = new Discrete(values);
            }
        }

        for (int d = 0; d < current.Length; d++)
        {
            Set("likelihood", d, current[d]);
        }
    }

    private double[] Collect(BayesianNetwork network)
    {
        var posteriors = new double[network.Variables.Sum(static v => v.StateCount)];
        int offset = 0;
        foreach (Variable variable in network.Variables)
        {
            Report report = _tree.ReportOf(variable.Index);
            Vector marginal = Marginal(report.Node.Level, report.Node.Position);
            double sum = 0;
            for (int s = 0; s < report.States.Length; s++)
            {
                sum += marginal[s];
            }

            for (int s = 0; s < report.States.Length; s++)
            {
                posteriors[offset + report.States[s]] = marginal[s] / sum;
            }

            offset += variable.StateCount;
        }

        return posteriors;
    }

    private Vector Marginal(int level, int position) =>
        ((IReadOnlyList<Discrete>)_algorithm.Marginal(ClusterAlgorithm.NameOf("state_of_node", level)))[position].GetProbs();

    private void Set(string name, int level, object value) => _algorithm.SetObservedValue(ClusterAlgorithm.NameOf(name, level), value);
}

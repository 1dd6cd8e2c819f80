using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>What evidence is scaled by in lanes of singles: each likelihood by about its prior expectation.</summary>
/// <remarks>
/// <para>P(evidence) falls with every finding, soon below what a single holds, and numbers on the way there sooner. Divided by the prior probability of each
/// observed state it is the factor by which the findings depend on each other: near 1, whatever their number. Posteriors do not change; the
/// logarithm of P(evidence) is corrected.</para>
/// <para>Scales are powers of two, so nothing is rounded, and rough ones do: the prior of a variable is taken with its parents as independent.
/// Immutable.</para>
/// </remarks>
internal sealed class LaneScales
{
    // A state rarer than this is scaled as if it were as rare.
    private const int SmallestExponent = -40;

    private readonly double[] _prior;
    private readonly double[] _likelihoods;
    private readonly double[] _logs;

    /// <summary>Estimates the priors of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layout">Where each variable's states are.</param>
    public LaneScales(BayesianNetwork network, StateLayout layout)
    {
        _prior = new double[layout.Total];
        foreach (Variable variable in network.TopologicalOrder)
        {
            Add(network.DistributionOf(variable), layout, _prior.AsSpan(layout.Offsets[variable.Index], variable.StateCount));
        }

        _likelihoods = [.. _prior.Select(static p => Math.ScaleB(1, -ExponentOf(p)))];
        _logs = [.. _prior.Select(static p => ExponentOf(p) * Math.Log(2))];
    }

    /// <summary>The likelihood of a known state.</summary>
    /// <param name="place">The state's place in the flat layout.</param>
    /// <param name="log">The logarithm of what the scaling took away.</param>
    public double OfState(int place, out double log)
    {
        log = _logs[place];
        return _likelihoods[place];
    }

    /// <summary>The power of two a variable's likelihoods are scaled by.</summary>
    /// <param name="likelihoods">Those of all cases, a column for each state.</param>
    /// <param name="stride">How far the next state is.</param>
    /// <param name="row">The case.</param>
    /// <param name="offset">Where the variable starts in the flat layout.</param>
    /// <param name="stateCount">How many states it has.</param>
    public int OfLikelihoods(ReadOnlySpan<double> likelihoods, int stride, int row, int offset, int stateCount)
    {
        double mean = 0;
        for (int s = 0; s < stateCount; s++)
        {
            mean += _prior[offset + s] * likelihoods[(s * stride) + row];
        }

        return mean > 0 && double.IsFinite(mean) ? Math.ILogB(mean) : 0;
    }

    private static int ExponentOf(double prior) => prior > 0 ? Math.Max(SmallestExponent, Math.ILogB(prior)) : 0;

    private void Add(ConditionalDistribution distribution, StateLayout layout, Span<double> target)
    {
        ReadOnlySpan<double> table = distribution.Table;
        var states = new int[distribution.Parents.Length];
        for (int start = 0; start < table.Length; start += target.Length)
        {
            double weight = 1;
            for (int p = 0; p < states.Length; p++)
            {
                weight *= _prior[layout.Offsets[distribution.Parents[p].Index] + states[p]];
            }

            for (int s = 0; s < target.Length; s++)
            {
                target[s] += weight * table[start + s];
            }

            // The last parent changes fastest.
            for (int p = states.Length - 1; p >= 0 && ++states[p] == distribution.Parents[p].StateCount; p--)
            {
                states[p] = 0;
            }
        }
    }
}

using SpineInference.Inference;
using SpineInference.Networks;

namespace SpineInference.Reasoning;

/// <summary>Draws cases from a network in topological order, with the context held fixed and weighted by its likelihood.</summary>
/// <remarks>Only ancestors of findings and context are drawn. Not safe for concurrent use.</remarks>
internal sealed class CaseSampler
{
    private readonly Evidence _context;
    private readonly Variable[] _findings;
    private readonly Variable[] _order;
    private readonly int[] _states;
    private readonly SeededRandom _random;

    /// <summary>Prepares to draw findings given a context.</summary>
    public CaseSampler(Evidence context, Variable[] findings, SeededRandom random)
    {
        _context = context;
        _findings = findings;
        _random = random;
        BayesianNetwork network = context.Network;
        _states = new int[network.Variables.Length];
        var needed = new bool[_states.Length];
        foreach (Variable variable in findings.Concat(context.Variables))
        {
            needed[variable.Index] = true;
        }

        for (int i = network.TopologicalOrder.Length - 1; i >= 0; i--)
        {
            if (needed[network.TopologicalOrder[i].Index])
            {
                foreach (Variable parent in network.Distributions[network.TopologicalOrder[i].Index].Parents)
                {
                    needed[parent.Index] = true;
                }
            }
        }

        _order = [.. network.TopologicalOrder.Where(v => needed[v.Index])];
    }

    /// <summary>Draws one case and looks at the same variables in the same way as in a pattern.</summary>
    /// <param name="pattern">Evidence whose likelihoods have 1 as their largest.</param>
    /// <param name="weight">The likelihood of the context in this case.</param>
    public Evidence Next(Evidence pattern, out double weight)
    {
        weight = 1;
        foreach (Variable variable in _order)
        {
            ReadOnlySpan<double> row = RowOf(variable);
            int observed = _context.ObservedStateOf(variable);
            if (observed >= 0)
            {
                _states[variable.Index] = observed;
                weight *= row[observed] * _context.LikelihoodsOf(variable)[observed];
                continue;
            }

            int state = _random.NextState(row);
            _states[variable.Index] = state;
            ReadOnlySpan<double> likelihoods = _context.LikelihoodsOf(variable);
            weight *= likelihoods.IsEmpty ? 1 : likelihoods[state];
        }

        Evidence drawn = _context;
        foreach (Variable finding in _findings)
        {
            drawn = pattern.ObservedStateOf(finding) >= 0
                ? drawn.Observe(finding, _states[finding.Index])
                : drawn.ObserveLikelihood(finding, Look(pattern.LikelihoodsOf(finding), _states[finding.Index]));
        }

        return drawn;
    }

    private double[] Look(ReadOnlySpan<double> likelihoods, int state)
    {
        double[] seen = likelihoods.ToArray();
        if (_random.NextUniform() >= likelihoods[state])
        {
            foreach (ref double likelihood in seen.AsSpan())
            {
                likelihood = 1 - likelihood;
            }
        }

        return seen;
    }

    private ReadOnlySpan<double> RowOf(Variable variable)
    {
        ConditionalDistribution distribution = _context.Network.Distributions[variable.Index];
        int configuration = 0;
        foreach (Variable parent in distribution.Parents)
        {
            configuration = (configuration * parent.StateCount) + _states[parent.Index];
        }

        return distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount);
    }
}

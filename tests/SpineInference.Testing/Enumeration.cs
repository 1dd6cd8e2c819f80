using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>The oracle: every answer by summing over every assignment, straight from the definitions.</summary>
internal sealed class Enumeration
{
    private readonly BayesianNetwork _network;
    private readonly List<(int[] States, double Joint)> _assignments = [];
    private readonly int[] _offsets;

    public Enumeration(BayesianNetwork network, double[] likelihoods, double[]? parameters = null)
    {
        _network = network;
        _offsets = new int[network.Variables.Length + 1];
        for (int v = 0; v < network.Variables.Length; v++)
        {
            _offsets[v + 1] = _offsets[v] + network.Variables[v].StateCount;
        }

        double[][] tables = [.. network.Distributions.Select(d =>
        {
            double[] table = d.Table.ToArray();
            if (parameters is not null)
            {
                d.FillTable(parameters, table);
            }

            return table;
        })];
        var states = new int[network.Variables.Length];
        do
        {
            double joint = 1;
            for (int v = 0; v < states.Length; v++)
            {
                joint *= tables[v][EntryOf(v, states)] * likelihoods[_offsets[v] + states[v]];
            }

            if (joint > 0)
            {
                _assignments.Add(((int[])states.Clone(), joint));
                Probability += joint;
            }
        }
        while (Advance(states));
    }

    public double Probability { get; }

    public double[] Posteriors()
    {
        var posteriors = new double[_offsets[^1]];
        foreach ((int[] states, double joint) in _assignments)
        {
            for (int v = 0; v < states.Length; v++)
            {
                posteriors[_offsets[v] + states[v]] += joint / Probability;
            }
        }

        return posteriors;
    }

    public double[,] Pair(int first, int second)
    {
        var pair = new double[_network.Variables[first].StateCount, _network.Variables[second].StateCount];
        foreach ((int[] states, double joint) in _assignments)
        {
            pair[states[first], states[second]] += joint / Probability;
        }

        return pair;
    }

    public (int[] States, double Joint) Best() => _assignments.MaxBy(static a => a.Joint);

    public double JointOf(int[] states) => _assignments.Find(a => a.States.AsSpan().SequenceEqual(states)).Joint;

    /// <summary>P(family configuration | evidence) for every entry of a variable's table.</summary>
    public double[] Family(int variable)
    {
        var counts = new double[_network.Distributions[variable].TableLength];
        foreach ((int[] states, double joint) in _assignments)
        {
            counts[EntryOf(variable, states)] += joint / Probability;
        }

        return counts;
    }

    private int EntryOf(int variable, int[] states)
    {
        ConditionalDistribution distribution = _network.Distributions[variable];
        int configuration = 0;
        foreach (Variable parent in distribution.Parents)
        {
            configuration = (configuration * parent.StateCount) + states[parent.Index];
        }

        return (configuration * distribution.Variable.StateCount) + states[variable];
    }

    private bool Advance(int[] states)
    {
        for (int v = states.Length - 1; v >= 0; v--)
        {
            if (++states[v] < _network.Variables[v].StateCount)
            {
                return true;
            }

            states[v] = 0;
        }

        return false;
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>A small random network with possible evidence, and the oracle: sums over every assignment.</summary>
internal sealed class RandomCase
{
    private readonly List<int[]> _assignments = [];

    private RandomCase(BayesianNetwork network, Evidence evidence)
    {
        Network = network;
        Evidence = evidence;
        Engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 1, Parameters = LiveParameters.All });
        var states = new int[network.Variables.Length];
        while (true)
        {
            _assignments.Add((int[])states.Clone());
            int v = states.Length - 1;
            while (v >= 0 && ++states[v] == network.Variables[v].StateCount)
            {
                states[v--] = 0;
            }

            if (v < 0)
            {
                break;
            }
        }
    }

    public static IEnumerable<RandomCase> Some(int count, int variables = 6) => Enumerable.Range(1, count).Select(s => Create(s, variables));

    public BayesianNetwork Network { get; }

    public Evidence Evidence { get; }

    public ExactEngine Engine { get; }

    public IReadOnlyList<int[]> Assignments => _assignments;

    public Variable[] Observed => [.. Evidence.Variables];

    public Variable[] Unobserved => [.. Network.Variables.Where(v => Evidence.LikelihoodsOf(v).IsEmpty)];

    /// <summary>Unobserved, with more than one state.</summary>
    public Variable[] Open => [.. Unobserved.Where(static v => v.StateCount > 1)];

    public static RandomCase Create(int seed, int variables = 6)
    {
        for (int attempt = 0; ; attempt++)
        {
            var random = new Random((seed * 1000) + attempt);
            BayesianNetwork network = RandomNetworks.Create((seed * 1000) + attempt, variables);
            var candidate = new RandomCase(network, RandomNetworks.Evidence(network, random));
            if (candidate.Observed.Length >= 2 && candidate.Open.Length >= 2 && candidate.Sum(candidate.Evidence) > 0)
            {
                return candidate;
            }
        }
    }

    /// <summary>Σ P(x)·likelihood(x) over the assignments that satisfy a condition, under other parameters where given.</summary>
    public double Sum(Evidence evidence, Func<int[], bool>? condition = null, double[]? parameters = null)
    {
        double[][] tables = [.. Network.Distributions.Select(d =>
        {
            double[] table = d.Table.ToArray();
            if (parameters is not null)
            {
                d.FillTable(parameters, table);
            }

            return table;
        })];
        double[] likelihoods = RandomNetworks.Flatten(evidence);
        double sum = 0;
        foreach (int[] states in _assignments.Where(s => condition?.Invoke(s) ?? true))
        {
            double joint = 1;
            int offset = 0;
            for (int v = 0; v < states.Length; v++)
            {
                joint *= tables[v][EntryOf(v, states)] * likelihoods[offset + states[v]];
                offset += Network.Variables[v].StateCount;
            }

            sum += joint;
        }

        return sum;
    }

    private int EntryOf(int variable, int[] states)
    {
        ConditionalDistribution distribution = Network.Distributions[variable];
        int configuration = distribution.Parents.Aggregate(0, (c, p) => (c * p.StateCount) + states[p.Index]);
        return (configuration * distribution.Variable.StateCount) + states[variable];
    }
}

using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>Networks for the tests of the formats.</summary>
internal static class TestNetworks
{
    /// <summary>Every feature in one small network: odd names, tied rows, definitions, a noisy-MAX with a leak and a silent state.</summary>
    public static BayesianNetwork Featured()
    {
        var builder = new BayesianNetworkBuilder("featured \"net\"");
        Variable age = builder.AddVariable("age group", "<5", "5-12", ">=7.5");
        Variable number = builder.AddVariable("number", "0", "1");
        Variable film = builder.AddVariable("film", "Asy/Patch", "11-30_days", "a // b");
        Variable pain = builder.AddVariable("pain", "none", "mild", "severe");
        Variable sign = builder.AddVariable("sign", "absent", "pré\\sent");
        int ages = builder.AddRow("age/prior", [0.1, 1.0 / 3, 1 - 0.1 - (1.0 / 3)], 17.5);
        int numbers = builder.AddRow("number/prior", [1e-300, 1], 3);
        int young = builder.AddRow("film/young", [0.2, 0.3, 0.5], 12);
        int old = builder.AddRow("film/old", [0, 1, 0], double.PositiveInfinity);
        builder.SetTable(age, [], [ages]);
        builder.SetTable(number, [], [numbers]);
        builder.SetTable(film, [age, number], [young, young, young, old, old, young]);
        int one = builder.AddRow("pain/one", [0.7, 0.2, 0.1], 40);
        int both = builder.AddRow("pain/both", [0.25, 0.5, 0.25], 8);
        int leak = builder.AddRow("pain/leak", [0.95, 0.04, 0.01], 100);
        builder.SetNoisyMax(pain, [number, film],
        [
            new NoisyMaxContributorDraft([0], [-1, one]),
            new NoisyMaxContributorDraft([1], [one, both, -1]),
            new NoisyMaxContributorDraft([], [leak]),
        ]);
        int certain = builder.AddRow("sign/certain", [1, 0], double.PositiveInfinity);
        int likely = builder.AddRow("sign/likely", [0.125, 0.875], 2.5);
        builder.SetTable(sign, [pain], [certain, likely, likely]);
        return builder.Build();
    }

    /// <summary>A random network of tables and, where asked, noisy-MAX nodes whose contributors read one parent each.</summary>
    public static BayesianNetwork Random(int seed, bool noisyMax = true)
    {
        var random = new Random(seed);
        int count = random.Next(1, 9);
        var builder = new BayesianNetworkBuilder($"random {seed}");
        var variables = new List<Variable>();
        for (int v = 0; v < count; v++)
        {
            string[] states = [.. Enumerable.Range(0, random.Next(1, 5)).Select(s => $"s{s}")];
            variables.Add(builder.AddVariable($"v{v}", states));
        }

        foreach (Variable variable in variables)
        {
            Variable[] parents = [.. variables.Take(variable.Index).OrderBy(_ => random.Next()).Take(random.Next(0, 4))];
            if (noisyMax && variable.StateCount > 1 && parents.Length > 0 && random.Next(3) == 0)
            {
                builder.SetNoisyMax(variable, parents, Contributors(builder, random, variable, parents));
            }
            else
            {
                int configurations = parents.Aggregate(1, static (product, p) => product * p.StateCount);
                builder.SetTable(
                    variable, parents, [.. Enumerable.Range(0, configurations).SelectMany(_ => Row(random, variable.StateCount))], random.Next(1, 100));
            }
        }

        return builder.Build();
    }

    /// <summary>The same variables, states, parents and tables, to the last bit.</summary>
    public static void AssertSameTables(BayesianNetwork expected, BayesianNetwork actual)
    {
        Assert.Equal(expected.Variables.Select(static v => v.Name), actual.Variables.Select(static v => v.Name));
        foreach (Variable variable in expected.Variables)
        {
            ConditionalDistribution e = expected.Distributions[variable.Index];
            ConditionalDistribution a = actual.Distributions[variable.Index];
            Assert.Equal(variable.States.AsEnumerable(), a.Variable.States.AsEnumerable());
            Assert.Equal(e.Parents.Select(static p => p.Name), a.Parents.Select(static p => p.Name));
            Assert.Equal(Bits(e.Table), Bits(a.Table));
        }
    }

    private static List<NoisyMaxContributorDraft> Contributors(
        BayesianNetworkBuilder builder, Random random, Variable variable, Variable[] parents)
    {
        var contributors = new List<NoisyMaxContributorDraft>();
        for (int p = 0; p < parents.Length; p++)
        {
            int[] rows = [.. Enumerable.Range(0, parents[p].StateCount).Select(s => s == 0
                ? -1
                : builder.AddRow($"{variable.Name}/{p}/{s}", Row(random, variable.StateCount), random.Next(1, 100)))];
            contributors.Add(new NoisyMaxContributorDraft([p], rows));
        }

        contributors.Add(new NoisyMaxContributorDraft([], [builder.AddRow($"{variable.Name}/leak", Row(random, variable.StateCount), 7)]));
        return contributors;
    }

    private static double[] Row(Random random, int states)
    {
        double[] weights = [.. Enumerable.Range(0, states).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble())];
        weights[random.Next(states)] += 1e-3;
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        var bits = new long[values.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.DoubleToInt64Bits(values[i]);
        }

        return bits;
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Tests;

/// <summary>Random networks with what makes ours hard: exact zeros, functions of parents, tied rows and noisy-MAX.</summary>
internal static class RandomNetworks
{
    public static BayesianNetwork Create(int seed, int variables, int maximumParents = 3, int window = 6)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder($"random-{seed}-{variables}");
        var made = new List<Variable>();
        for (int v = 0; v < variables; v++)
        {
            int states = random.Next(2, 5);
            Variable variable = builder.AddVariable($"v{v}", [.. Enumerable.Range(0, states).Select(s => $"s{s}")]);
            Variable[] parents = [.. made.Skip(Math.Max(0, v - window)).OrderBy(_ => random.Next()).Take(random.Next(0, maximumParents + 1))];
            Distribute(builder, random, variable, parents);
            made.Add(variable);
        }

        return builder.Build();
    }

    public static BayesianNetwork Polytree(int seed, int variables)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder($"polytree-{seed}");
        Variable[] all = [.. Enumerable.Range(0, variables).Select(v => builder.AddVariable($"v{v}", [.. Enumerable.Range(0, random.Next(2, 4)).Select(s => $"s{s}")]))];
        var parents = all.Select(_ => new List<Variable>()).ToArray();
        for (int v = 1; v < variables; v++)
        {
            // Each variable joins one earlier one by one edge, in either direction.
            int other = random.Next(v);
            if (random.Next(2) == 0 && parents[other].Count < 2)
            {
                parents[other].Add(all[v]);
            }
            else
            {
                parents[v].Add(all[other]);
            }
        }

        for (int v = 0; v < variables; v++)
        {
            double[] table = [.. Enumerable.Range(0, parents[v].Aggregate(1, (n, p) => n * p.StateCount)).SelectMany(_ => Row(random, all[v].StateCount, zeros: false))];
            builder.SetTable(all[v], parents[v], table, 10);
        }

        return builder.Build();
    }

    public static Evidence Observe(BayesianNetwork network, Random random, double share, Posteriors? possible = null)
    {
        Evidence evidence = Evidence.None(network);
        foreach (Variable variable in network.Variables)
        {
            if (random.NextDouble() >= share)
            {
                continue;
            }

            if (random.Next(4) == 0)
            {
                evidence = evidence.ObserveLikelihood(variable, [.. variable.States.Select(_ => 0.05 + (3 * random.NextDouble()))]);
            }
            else
            {
                int[] states = [.. Enumerable.Range(0, variable.StateCount).Where(s => possible is null || possible[variable][s] > 0)];
                evidence = evidence.Observe(variable, states[random.Next(states.Length)]);
            }
        }

        return evidence;
    }

    public static double[] Row(Random random, int states, bool zeros)
    {
        double[] row = [.. Enumerable.Range(0, states).Select(_ => zeros && random.Next(4) == 0 ? 0 : 0.02 + random.NextDouble())];
        row[random.Next(states)] += 0.1;
        double sum = row.Sum();
        return [.. row.Select(x => x / sum)];
    }

    private static void Distribute(BayesianNetworkBuilder builder, Random random, Variable variable, Variable[] parents)
    {
        int configurations = parents.Aggregate(1, (n, p) => n * p.StateCount);
        if (parents.Length > 1 && random.Next(3) == 0)
        {
            var contributors = new List<NoisyMaxContributorDraft>();
            for (int i = 0; i < parents.Length; i++)
            {
                contributors.Add(new([i], [.. Enumerable.Range(0, parents[i].StateCount).Select(s => s == 0 ? -1 : builder.AddRow($"{variable.Name}/{i}/{s}", Row(random, variable.StateCount, true), 20))]));
            }

            contributors.Add(new([], [builder.AddRow($"{variable.Name}/leak", Row(random, variable.StateCount, false), 50)]));
            builder.SetNoisyMax(variable, parents, contributors);
        }
        else if (parents.Length > 0 && random.Next(4) == 0)
        {
            // A function of the parents: rows are definitions, tied by state.
            int[] rows = [.. Enumerable.Range(0, variable.StateCount).Select(s =>
            {
                var row = new double[variable.StateCount];
                row[s] = 1;
                return builder.AddRow($"{variable.Name}={s}", row, double.PositiveInfinity);
            })];
            builder.SetTable(variable, parents, [.. Enumerable.Range(0, configurations).Select(_ => rows[random.Next(rows.Length)])]);
        }
        else
        {
            int[] rows = [.. Enumerable.Range(0, Math.Max(1, configurations * 2 / 3)).Select(c => builder.AddRow($"{variable.Name}/{c}", Row(random, variable.StateCount, true), 5 + random.Next(50)))];
            builder.SetTable(variable, parents, [.. Enumerable.Range(0, configurations).Select(c => c < rows.Length ? rows[c] : rows[random.Next(rows.Length)])]);
        }
    }
}

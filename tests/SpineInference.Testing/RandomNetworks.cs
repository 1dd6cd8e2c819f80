using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>Seeded networks and evidence of every kind the engine must handle.</summary>
internal static class RandomNetworks
{
    /// <summary>A small network with tied rows, exact zeros, definition rows and noisy-MAX.</summary>
    public static BayesianNetwork Create(int seed, int variableCount = 7, int maxParents = 3)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder($"random-{seed}");
        var variables = new List<Variable>();
        var tiedRows = new Dictionary<int, List<int>>();
        int rowNumber = 0;
        for (int i = 0; i < variableCount; i++)
        {
            int states = random.Next(1, 9) == 1 ? 1 : random.Next(2, 4);
            Variable child = builder.AddVariable($"v{i}", [.. Enumerable.Range(0, states).Select(static s => $"s{s}")]);
            Variable[] parents = [.. variables.OrderBy(_ => random.Next()).Take(random.Next(0, Math.Min(maxParents, i) + 1))];
            variables.Add(child);
            if (parents.Length > 0 && random.Next(4) == 0)
            {
                builder.SetNoisyMax(child, parents, [.. Contributors(child, parents)]);
                continue;
            }

            int configurations = parents.Aggregate(1, static (n, p) => n * p.StateCount);
            builder.SetTable(child, parents, [.. Enumerable.Range(0, configurations).Select(_ => Row(child))]);
        }

        return builder.Build();

        IEnumerable<NoisyMaxContributorDraft> Contributors(Variable child, Variable[] parents)
        {
            yield return new NoisyMaxContributorDraft([], [Row(child)]);
            for (int k = 0; k < parents.Length; k++)
            {
                yield return new NoisyMaxContributorDraft(
                    [k], [.. Enumerable.Range(0, parents[k].StateCount).Select(s => s == 0 && random.Next(2) == 0 ? -1 : Row(child))]);
            }
        }

        int Row(Variable child)
        {
            if (!tiedRows.TryGetValue(child.StateCount, out List<int>? known))
            {
                tiedRows[child.StateCount] = known = [];
            }

            if (known.Count > 0 && random.Next(3) == 0)
            {
                return known[random.Next(known.Count)];
            }

            double[] weights = [.. Enumerable.Range(0, child.StateCount).Select(_ => random.Next(5) == 0 ? 0 : random.NextDouble() + 0.05)];
            weights[random.Next(weights.Length)] = 0.5;
            double sum = weights.Sum();
            int row = builder.AddRow(
                $"row{rowNumber++}", [.. weights.Select(w => w / sum)], random.Next(4) == 0 ? double.PositiveInfinity : 10);
            known.Add(row);
            return row;
        }
    }

    /// <summary>Evidence on a third of the variables, hard or soft; it may be impossible.</summary>
    public static Evidence Evidence(BayesianNetwork network, Random random)
    {
        Evidence evidence = SpineInference.Engine.Inference.Evidence.None(network);
        foreach (Variable variable in network.Variables)
        {
            switch (random.Next(6))
            {
                case 0:
                    evidence = evidence.Observe(variable, random.Next(variable.StateCount));
                    break;
                case 1:
                    double[] likelihoods = [.. variable.States.Select(_ => random.Next(4) == 0 ? 0 : 3 * random.NextDouble())];
                    likelihoods[random.Next(likelihoods.Length)] = random.NextDouble() + 0.1;
                    evidence = evidence.ObserveLikelihood(variable, likelihoods);
                    break;
            }
        }

        return evidence;
    }

    /// <summary>The evidence in the flat layout of states.</summary>
    public static double[] Flatten(Evidence evidence)
    {
        var flat = new List<double>();
        foreach (Variable variable in evidence.Network.Variables)
        {
            ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
            flat.AddRange(likelihoods.IsEmpty ? [.. Enumerable.Repeat(1.0, variable.StateCount)] : likelihoods.ToArray());
        }

        return [.. flat];
    }

    internal static double[] OtherParameters(BayesianNetwork network, Random random)
    {
        double[] parameters = network.Parameters.ToArray();
        foreach (ProbabilityRow row in network.Rows.Where(static r => !r.IsDefinition))
        {
            Span<double> values = parameters.AsSpan(row.ParameterOffset, row.Length);
            double sum = 0;
            foreach (ref double value in values)
            {
                value *= 0.5 + random.NextDouble();
                sum += value;
            }

            foreach (ref double value in values)
            {
                value /= sum;
            }
        }

        return parameters;
    }

    internal static BayesianNetwork Grid(int side, int seed)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder($"grid-{side}");
        var grid = new Variable[side, side];
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                grid[i, j] = builder.AddVariable($"x{i}-{j}", "a", "b");
                List<Variable> parents = [];
                if (i > 0)
                {
                    parents.Add(grid[i - 1, j]);
                }

                if (j > 0)
                {
                    parents.Add(grid[i, j - 1]);
                }

                double[] table = [.. Enumerable.Range(0, 1 << parents.Count).SelectMany(_ =>
                {
                    double p = 0.05 + (0.9 * random.NextDouble());
                    return new[] { p, 1 - p };
                })];
                builder.SetTable(grid[i, j], parents, table, 10);
            }
        }

        return builder.Build();
    }
}

using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>Small networks to fit, and what a fit must give on complete data, by counting.</summary>
internal static class FitOracle
{
    public static BayesianNetwork Signs(double strength)
    {
        var builder = new BayesianNetworkBuilder("signs");
        Variable cause = builder.AddVariable("cause", "no", "yes");
        builder.SetTable(cause, [], [1, 0], strength);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [cause], [0.9, 0.1, 0.2, 0.8], strength);
        builder.SetTable(builder.AddVariable("other", "no", "yes"), [], [0.5, 0.5], double.PositiveInfinity);
        return builder.Build();
    }

    public static BayesianNetwork Tables(int variableCount)
    {
        var builder = new BayesianNetworkBuilder("tables");
        var random = new Random(variableCount);
        var variables = new List<Variable>();
        for (int i = 0; i < variableCount; i++)
        {
            Variable child = builder.AddVariable($"v{i}", i % 2 == 0 ? ["a", "b"] : ["a", "b", "c"]);
            Variable[] parents = [.. variables.TakeLast(2)];
            int configurations = parents.Aggregate(1, static (n, p) => n * p.StateCount);
            var rows = new int[configurations];
            for (int c = 0; c < configurations; c++)
            {
                double[] weights = [.. child.States.Select(_ => random.NextDouble() + 0.1)];
                rows[c] = builder.AddRow($"v{i}/{c}", [.. weights.Select(w => w / weights.Sum())], 3 + i);
            }

            builder.SetTable(child, parents, rows);
            variables.Add(child);
        }

        return builder.Build();
    }

    public static double[] Count(BayesianNetwork network, Cohort cohort)
    {
        var counts = new double[network.Parameters.Length];
        for (int row = 0; row < cohort.Count; row++)
        {
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                int state = cohort.StateOf(distribution.Variable, row);
                if (state < 0)
                {
                    continue;
                }

                int c = distribution.Parents.Aggregate(0, (n, p) => (n * p.StateCount) + cohort.StateOf(p, row));
                counts[((ConditionalTable)distribution).RowOfConfiguration[c].ParameterOffset + state]++;
            }
        }

        return counts;
    }

    public static double[] Posterior(BayesianNetwork network, double[] counts)
    {
        var means = new double[counts.Length];
        foreach (ProbabilityRow row in network.Rows)
        {
            double total = 0;
            for (int s = 0; s < row.Length; s++)
            {
                means[row.ParameterOffset + s] = (row.EffectiveSampleSize * row.Probabilities[s]) + counts[row.ParameterOffset + s];
                total += means[row.ParameterOffset + s];
            }

            for (int s = 0; s < row.Length; s++)
            {
                means[row.ParameterOffset + s] /= total;
            }
        }

        return means;
    }

    // Complete data: only the proposals are hidden, and they are summed over one by one.
    public static double[] ProposalCounts(BayesianNetwork network, Cohort cohort, double[] parameters)
    {
        var counts = new double[parameters.Length];
        for (int i = 0; i < cohort.Count; i++)
        {
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                int state = cohort.StateOf(distribution.Variable, i);
                int[] parents = [.. distribution.Parents.Select(p => cohort.StateOf(p, i))];
                if (distribution is ConditionalTable table)
                {
                    int c = 0;
                    for (int p = 0; p < parents.Length; p++)
                    {
                        c = (c * table.Parents[p].StateCount) + parents[p];
                    }

                    counts[table.RowOfConfiguration[c].ParameterOffset + state]++;
                    continue;
                }

                ProbabilityRow[] rows = [.. ((NoisyMax)distribution).Contributors.Select(k => k.RowFor(parents)).OfType<ProbabilityRow>()];
                int n = distribution.Variable.StateCount;
                var own = new double[parameters.Length];
                double sum = 0;
                for (int code = 0; code < Math.Pow(n, rows.Length); code++)
                {
                    int[] proposals = [.. rows.Select((_, k) => code / (int)Math.Pow(n, k) % n)];
                    if (proposals.Append(0).Max() != state)
                    {
                        continue;
                    }

                    double joint = 1;
                    for (int k = 0; k < rows.Length; k++)
                    {
                        joint *= parameters[rows[k].ParameterOffset + proposals[k]];
                    }

                    sum += joint;
                    for (int k = 0; k < rows.Length; k++)
                    {
                        own[rows[k].ParameterOffset + proposals[k]] += joint;
                    }
                }

                for (int j = 0; j < own.Length; j++)
                {
                    counts[j] += own[j] / sum;
                }
            }
        }

        return counts;
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}

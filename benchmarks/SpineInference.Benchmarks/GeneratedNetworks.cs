using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>Networks of any size, made from a seed: wide enough to mean something, narrow enough for every engine.</summary>
internal static class GeneratedNetworks
{
    /// <summary>Variables in a row, each with up to three parents among the last few: the width stays as the network grows.</summary>
    /// <param name="variables">How many.</param>
    /// <param name="reach">How far back a parent may be.</param>
    /// <param name="seed">Of the structure and the numbers.</param>
    public static BayesianNetwork Band(int variables, int reach, int seed)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder("generated");
        var all = new List<Variable>();
        for (int i = 0; i < variables; i++)
        {
            Variable child = builder.AddVariable($"x{i}", [.. Enumerable.Range(0, random.Next(2, 5)).Select(static s => $"s{s}")]);
            Variable[] parents = [.. all.TakeLast(reach).OrderBy(_ => random.Next()).Take(random.Next(0, 4))];
            all.Add(child);
            SetRandomTable(builder, child, parents, random);
        }

        return builder.Build();
    }

    /// <summary>A square of variables of two states, each with its left and upper neighbour as parents: as wide as its side.</summary>
    /// <param name="side">Variables a side.</param>
    /// <param name="seed">Of the numbers.</param>
    public static BayesianNetwork Grid(int side, int seed)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder("grid");
        var all = new Variable[side, side];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                all[x, y] = builder.AddVariable($"x{x}-{y}", "no", "yes");
                Variable[] parents = [.. x > 0 ? [all[x - 1, y]] : Array.Empty<Variable>(), .. y > 0 ? [all[x, y - 1]] : Array.Empty<Variable>()];
                SetRandomTable(builder, all[x, y], parents, random);
            }
        }

        return builder.Build();
    }

    private static void SetRandomTable(BayesianNetworkBuilder builder, Variable child, Variable[] parents, Random random)
    {
        var table = new List<double>();
        for (int c = parents.Aggregate(1, static (n, p) => n * p.StateCount); c > 0; c--)
        {
            double[] weights = [.. child.States.Select(_ => random.NextDouble() + 0.05)];
            table.AddRange(weights.Select(w => w / weights.Sum()));
        }

        builder.SetTable(child, parents, [.. table], 10);
    }
}

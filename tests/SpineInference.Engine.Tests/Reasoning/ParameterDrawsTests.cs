using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class ParameterDrawsTests
{
    [Fact]
    public void Sample_Rows_HaveTheMomentsOfTheirDirichlet()
    {
        const int count = 20_000;
        double[][] rows = [[0.2, 0.5, 0.3], [0.02, 0.98], [0.5, 0, 0.5], [0.7, 0.3]];
        double[] sizes = [12, 3, 0.5, 400];
        BayesianNetwork network = Roots(rows, sizes);
        ParameterDraws draws = ParameterDraws.Sample(network, count);
        foreach (ProbabilityRow row in network.Rows)
        {
            for (int s = 0; s < row.Length; s++)
            {
                double p = row.Probabilities[s];
                double[] values = [.. Enumerable.Range(0, count).Select(d => draws[d][row.ParameterOffset + s])];
                double variance = p * (1 - p) / (row.EffectiveSampleSize + 1);
                double mean = values.Average();
                Assert.InRange(mean, p - (5 * Math.Sqrt(variance / count)), p + (5 * Math.Sqrt(variance / count)));
                Assert.InRange(values.Sum(v => (v - mean) * (v - mean)) / count, variance * 0.9, variance * 1.1);
            }
        }
    }

    [Fact]
    public void Sample_EveryVector_IsAProbabilityVectorWithItsZeros()
    {
        BayesianNetwork network = Roots([[0.001, 0.999], [0.5, 0, 0.5], [1, 0]], [0.01, 2, 5]);
        ParameterDraws draws = ParameterDraws.Sample(network, 500);
        for (int d = 0; d < draws.Count; d++)
        {
            foreach (ProbabilityRow row in network.Rows)
            {
                double[] entries = draws[d].Slice(row.ParameterOffset, row.Length).ToArray();
                Assert.Equal(1, entries.Sum(), 12);
                Assert.All(entries.Zip(row.Probabilities), static e => Assert.Equal(e.Second == 0, e.First == 0));
            }
        }
    }

    [Fact]
    public void Sample_Definition_StaysAsItIs()
    {
        BayesianNetwork network = Roots([[0.25, 0.75], [0.4, 0.6]], [double.PositiveInfinity, 5]);
        ParameterDraws draws = ParameterDraws.Sample(network, 20);
        for (int d = 0; d < draws.Count; d++)
        {
            Assert.Equal([0.25, 0.75], draws[d][..2].ToArray());
            Assert.NotEqual(0.4, draws[d][2]);
        }
    }

    [Fact]
    public void Sample_Seed_DecidesEveryDrawWhateverTheCount()
    {
        BayesianNetwork network = Roots([[0.2, 0.5, 0.3], [0.02, 0.98]], [12, 3]);
        Assert.Equal(ParameterDraws.Sample(network, 5, seed: 7)[4].ToArray(), ParameterDraws.Sample(network, 9, seed: 7)[4].ToArray());
        Assert.NotEqual(ParameterDraws.Sample(network, 5, seed: 7)[4].ToArray(), ParameterDraws.Sample(network, 5, seed: 8)[4].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDraws.Sample(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDraws.Sample(network, 2)[2].ToArray());
    }

    [Fact]
    public void Sample_FirstNumbers_AreThoseOfEveryMachine()
    {
        // Fixed once; a change of the generator changes every published interval.
        ParameterDraws draws = ParameterDraws.Sample(Roots([[0.2, 0.5, 0.3]], [12]), 1);
        Assert.Equal(ExpectedFirstDraw, draws[0].ToArray().Select(static x => Math.Round(x, 12)));
    }

    private static readonly double[] ExpectedFirstDraw = [0.099034247905, 0.556509282106, 0.344456469989];

    private static BayesianNetwork Roots(double[][] rows, double[] sizes)
    {
        var builder = new BayesianNetworkBuilder("roots");
        for (int i = 0; i < rows.Length; i++)
        {
            Variable variable = builder.AddVariable($"v{i}", [.. Enumerable.Range(0, rows[i].Length).Select(static s => $"s{s}")]);
            builder.SetTable(variable, [], [builder.AddRow($"r{i}", rows[i], sizes[i])]);
        }

        return builder.Build();
    }
}

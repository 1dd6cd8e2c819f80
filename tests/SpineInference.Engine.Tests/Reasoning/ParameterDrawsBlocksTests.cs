using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class ParameterDrawsBlocksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public void CreateInBlocks_AnyBlock_WritesEveryDrawOnce(int block)
    {
        BayesianNetwork network = Coin();

        ParameterDraws draws = ParameterDraws.CreateInBlocks(network, 7, 1, block, (first, count, vectors) =>
        {
            Assert.Equal(2 * count, vectors.Length);
            Assert.True(count <= block && first % block == 0);
            for (int draw = 0; draw < count; draw++)
            {
                vectors[2 * draw] = (first + draw + 1) / 10.0;
                vectors[(2 * draw) + 1] = 1 - vectors[2 * draw];
            }
        });

        Assert.Equal([.. Enumerable.Range(1, 7).Select(static i => i / 10.0)], Enumerable.Range(0, 7).Select(d => draws[d][0]));
    }

    [Fact]
    public void CreateInBlocks_AVectorOfNoProbabilities_SaysWhich()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => ParameterDraws.CreateInBlocks(
            Coin(), 4, 1, 2, static (first, _, vectors) => (vectors[0], vectors[1], vectors[2], vectors[3]) = (0.5, 0.5, 0.5, first == 2 ? 0.6 : 0.5)));
        Assert.Contains("Vector 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateInBlocks_NoBlock_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDraws.CreateInBlocks(Coin(), 4, 1, 0, static (_, _, _) => { }));

    private static BayesianNetwork Coin()
    {
        var builder = new BayesianNetworkBuilder("coin");
        int row = builder.AddRow("coin", [0.5, 0.5], 10);
        builder.SetTable(builder.AddVariable("coin", "heads", "tails"), [], [row]);
        return builder.Build();
    }
}

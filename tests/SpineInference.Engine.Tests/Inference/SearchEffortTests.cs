using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>More attempts never give a longer program.</summary>
public class SearchEffortTests
{
    [Fact]
    public void Compile_MoreAttempts_RandomNetworks_NeverLonger()
    {
        for (int seed = 700; seed < 712; seed++)
        {
            AssertFalling(RandomNetworks.Create(seed, variableCount: 14));
        }

        AssertFalling(RandomNetworks.Grid(5, 3));
    }

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("child.bif")]
    [InlineData("alarm.bif")]
    [InlineData("insurance.bif")]
    [InlineData("hailfinder.bif")]
    [InlineData("hepar2.bif")]
    [InlineData("win95pts.bif")]
    [InlineData("pathfinder.bif.gz")]
    public void Compile_MoreAttempts_PublicNetworks_NeverLonger(string file) => AssertFalling(
        NetworkFiles.Read(TestData.Require($"networks/{file}"), new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network);

    private static void AssertFalling(BayesianNetwork network)
    {
        int length = int.MaxValue;
        foreach (int attempts in (int[])[1, 2, 4, 16])
        {
            int next = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = attempts }).ProgramLength;
            Assert.InRange(next, 1, length);
            length = next;
        }
    }
}

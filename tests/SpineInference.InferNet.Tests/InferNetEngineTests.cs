using SpineInference.Inference;
using SpineInference.Networks;

namespace SpineInference.InferNet.Tests;

public sealed class InferNetEngineTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Query_RandomNetwork_AgreesWithEnumeration(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed, 10);
        var engine = new InferNetEngine(network);
        var random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < 20; i++)
        {
            Evidence evidence = RandomNetworks.Observe(network, random, 0.3);
            (double[][] expected, double logEvidence) = Enumeration.Query(network, evidence);
            if (double.IsNegativeInfinity(logEvidence))
            {
                Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(evidence));
                continue;
            }

            answered++;
            Posteriors actual = engine.Query(evidence);
            Assert.Equal(logEvidence, actual.LogEvidence, Tolerance);
            foreach (Variable variable in network.Variables)
            {
                for (int s = 0; s < variable.StateCount; s++)
                {
                    Assert.Equal(expected[variable.Index][s], actual[variable][s], Tolerance);
                }
            }
        }

        Assert.True(answered > 0);
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A noisy-MAX with links near the rounding unit: table, program, draws and counts keep their digits. The oracle is exact.</summary>
public class NoisyMaxPrecisionTests
{
    public static TheoryData<double> Links => [1e-3, 1e-10, 1e-15, 1e-17, 1e-60, 1e-150];

    [Theory]
    [MemberData(nameof(Links))]
    public void Table_SmallLinks_AreExactToRounding(double link)
    {
        BayesianNetwork network = Network(link);
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            DyadicNumber[] expected = ExactEnumeration.Table(distribution, network.Parameters);
            for (int i = 0; i < expected.Length; i++)
            {
                double entry = expected[i] / DyadicNumber.One;
                Assert.Equal(entry, distribution.Table[i], 1e-14 * entry);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void Query_SmallLinks_ComparesTheCauses(double link)
    {
        BayesianNetwork network = Network(link);
        foreach (LiveParameters parameters in (LiveParameters[])[LiveParameters.None, LiveParameters.All])
        {
            ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = parameters });
            foreach (string state in (string[])["mild", "severe"])
            {
                Evidence evidence = Evidence.None(network).Observe("child", state);
                var oracle = new ExactEnumeration(network, RandomNetworks.Flatten(evidence), network.Parameters);
                Posteriors answer = engine.Query(evidence);
                Assert.Equal(oracle.Probability.Log(), answer.LogEvidence, 1e-12);
                double[] expected = oracle.Posteriors();
                Assert.Equal(expected[1], answer["p1"][1], 1e-14);
                Assert.Equal(expected[3], answer["p2"][1], 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1e-15)]
    [InlineData(1e-17)]
    public void Query_TwoLinks_AreToEachOtherAsTheirSizes(double link)
    {
        // P(p1 | child) = (a + (a + 3a))/(a + 3a + (a + 3a)) = 5/8 but for terms of a².
        var builder = new BayesianNetworkBuilder("or");
        Variable[] causes = [builder.AddVariable("p1", "0", "1"), builder.AddVariable("p2", "0", "1")];
        Variable child = builder.AddVariable("ch", "0", "1");
        foreach (Variable cause in causes)
        {
            builder.SetTable(cause, [], [0.5, 0.5], 10);
        }

        builder.SetNoisyMax(child, causes, [
            new([0], [-1, builder.AddRow("a", [1 - link, link], 10)]), new([1], [-1, builder.AddRow("b", [1 - (3 * link), 3 * link], 10)])]);
        BayesianNetwork network = builder.Build();

        Posteriors posteriors = ExactEngine.Compile(network).Query(Evidence.None(network).Observe("ch", "1"));

        Assert.Equal(0.625, posteriors["p1"][1], Math.Max(1e-15, 2 * link));
        Assert.Equal(0.875, posteriors["p2"][1], Math.Max(1e-15, 2 * link));
        Assert.Equal(Math.Log(2 * link), posteriors.LogEvidence, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void QueryDraws_EveryLane_IsExactToRounding(double link)
    {
        BayesianNetwork network = Network(link);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        ParameterDraws draws = ParameterDraws.Sample(network, 19, seed: 3);
        Evidence evidence = Evidence.None(network).Observe("child", "mild");
        double[] likelihoods = RandomNetworks.Flatten(evidence);
        BatchPosteriors answers = engine.QueryDraws(likelihoods, [.. Enumerable.Range(0, 19).SelectMany(d => draws[d].ToArray())]);
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        for (int d = 0; d < 19; d++)
        {
            var oracle = new ExactEnumeration(network, likelihoods, draws[d]);
            Assert.Equal(oracle.Probability.Log(), logs[d], 1e-10);
            double[] expected = oracle.Posteriors();
            for (int s = 0; s < expected.Length; s++)
            {
                Assert.Equal(expected[s], posteriors[(s * 19) + d], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void ExpectedCounts_SmallLinks_AreNotNegativeAndHoldTheProposal(double link)
    {
        BayesianNetwork network = Network(link);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        Evidence evidence = Evidence.None(network).Observe("p1", "1").Observe("p2", "0").Observe("child", "severe");

        ExpectedCounts counts = engine.ComputeExpectedCounts(EvidenceColumns.From(network, [evidence]));

        Assert.All(counts.Counts, static c => Assert.True(c >= 0, $"{c}"));

        // Only the contributor of p1 and the leak can have proposed "severe".
        ProbabilityRow own = network.Rows.Single(static r => r.Id == "a");
        ProbabilityRow leak = network.Rows.Single(static r => r.Id == "leak");
        double byOwn = own.Probabilities[2];
        double byLeak = leak.Probabilities[2];
        double either = byOwn + byLeak - (byOwn * byLeak);
        Assert.Equal(byOwn / either, counts.Counts[own.ParameterOffset + 2], 1e-12);
        Assert.Equal(byLeak / either, counts.Counts[leak.ParameterOffset + 2], 1e-12);
    }

    [Fact]
    public void FillTable_TooFewParametersOrTooLittleRoom_IsRefusedByEveryKind()
    {
        BayesianNetwork network = Network(0.1);
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            var table = new double[distribution.TableLength];
            Assert.Throws<ArgumentException>(() => distribution.FillTable([], table));
            Assert.Throws<ArgumentException>(() => distribution.FillTable(network.Parameters, table.AsSpan(1)));
            distribution.FillTable(network.Parameters, table);
            Assert.Equal(distribution.Table.ToArray(), table);
        }
    }

    private static BayesianNetwork Network(double link)
    {
        var builder = new BayesianNetworkBuilder("maximum");
        Variable[] causes = [builder.AddVariable("p1", "0", "1"), builder.AddVariable("p2", "0", "1")];
        Variable child = builder.AddVariable("child", "none", "mild", "severe");
        foreach (Variable cause in causes)
        {
            builder.SetTable(cause, [], [builder.AddRow($"prior of {cause.Name}", [0.5, 0.5], 10)]);
        }

        builder.SetNoisyMax(child, causes, [
            new([], [builder.AddRow("leak", Row(link / 7, link / 11), 5)]),
            new([0], [-1, builder.AddRow("a", Row(link, 2 * link), 5)]),
            new([1], [-1, builder.AddRow("b", Row(3 * link, link / 2), 5)])]);
        return builder.Build();

        static double[] Row(double mild, double severe) => [1 - mild - severe, mild, severe];
    }
}

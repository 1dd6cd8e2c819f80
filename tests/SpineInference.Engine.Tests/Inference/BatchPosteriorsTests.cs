using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Answers of a batch are asked for by variable and state, whatever their number and the memory they lie in.</summary>
public class BatchPosteriorsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(300)]
    public void EveryWayToAsk_AnyNumberOfCases_GivesWhatSingleQueriesGive(int count)
    {
        BayesianNetwork network = RandomNetworks.Create(231, variableCount: 8);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { ReportedVariables = [network["v2"], network["v5"]] });
        var random = new Random(count);
        Evidence[] cases = [.. Enumerable.Range(0, count).Select(_ => RandomNetworks.Evidence(network, random))];

        foreach (BatchPrecision precision in Enum.GetValues<BatchPrecision>())
        {
            double tolerance = precision == BatchPrecision.DoublePrecision ? 1e-14 : 1e-6;
            BatchPosteriors answers = engine.QueryBatch(cases, new BatchOptions { Precision = precision });
            Assert.Equal(count, answers.Count);
            Assert.Equal(count, answers.LogEvidence.Length);
            double[] column = answers.Of(network["v5"], 1);
            for (int i = 0; i < count; i++)
            {
                bool isPossible = engine.TryQuery(cases[i], out Posteriors? expected);
                Assert.Equal(isPossible, answers.IsPossible(i));
                Assert.Equal(isPossible, answers.TryGet(i, out Posteriors? whole));
                Assert.Equal(expected?["v5"][1] ?? double.NaN, answers[i, network["v5"], 1], tolerance);
                Assert.Equal(expected?["v5"][1] ?? double.NaN, column[i], tolerance);
                Assert.Equal(expected?["v2"][0] ?? double.NaN, whole?["v2"][0] ?? double.NaN, tolerance);
                Assert.True(double.IsNaN(whole?["v3"][0] ?? double.NaN));
                if (!isPossible)
                {
                    Assert.Throws<ImpossibleEvidenceException>(() => answers.Of(i));
                }
            }
        }
    }

    [Fact]
    public void QueryBatch_MemoryOfAnEarlierBatch_HoldsTheNewAnswersAndAllocatesLittle()
    {
        BayesianNetwork network = RandomNetworks.Create(232, variableCount: 8);
        ExactEngine engine = ExactEngine.Compile(network);
        var random = new Random(1);
        EvidenceColumns first = EvidenceColumns.From(network, [.. Enumerable.Range(0, 100).Select(_ => RandomNetworks.Evidence(network, random))]);
        EvidenceColumns second = EvidenceColumns.From(network, [.. Enumerable.Range(0, 100).Select(_ => RandomNetworks.Evidence(network, random))]);
        BatchPosteriors answers = engine.CreateBatch(100);
        var one = new BatchOptions { MaxDegreeOfParallelism = 1 };
        engine.QueryBatch(first, answers, one);
        engine.QueryBatch(second, answers, one);
        Assert.Equal(engine.QueryBatch(second).Flat(), answers.Flat());
    }

    [Fact]
    public void QueryBatch_MemoryOfAnotherEngineOrNumberOfCases_IsRefused()
    {
        BayesianNetwork network = RandomNetworks.Create(233);
        ExactEngine engine = ExactEngine.Compile(network);
        var columns = new EvidenceColumns(network, 3);
        Assert.Contains("CreateBatch(3)", Assert.Throws<ArgumentException>(() => engine.QueryBatch(columns, engine.CreateBatch(4))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.QueryBatch(columns, ExactEngine.Compile(network).CreateBatch(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.CreateBatch(-1));
        BatchPosteriors answers = engine.QueryBatch(columns);
        Assert.Throws<ArgumentOutOfRangeException>(() => answers.IsPossible(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => answers[-1, network.Variables[0], 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => answers.Of(network.Variables[0], network.Variables[0].StateCount));
        Assert.Throws<ArgumentException>(() => answers.CopyTo(network.Variables[0], 0, new double[2]));
    }
}

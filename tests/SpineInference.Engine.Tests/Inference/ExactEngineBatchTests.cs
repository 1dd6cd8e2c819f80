using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Batches: every lane, any number of threads and the range beyond a double, against the single query.</summary>
public class ExactEngineBatchTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string, BatchPrecision> Lanes => new()
    {
        { nameof(LaneMode.Scalar), BatchPrecision.DoublePrecision },
        { nameof(LaneMode.Vector256), BatchPrecision.DoublePrecision },
        { nameof(LaneMode.Vector512), BatchPrecision.DoublePrecision },
        { nameof(LaneMode.Scalar), BatchPrecision.SinglePrecision },
        { nameof(LaneMode.Vector256), BatchPrecision.SinglePrecision },
        { nameof(LaneMode.Vector512), BatchPrecision.SinglePrecision },
    };

    [Theory]
    [MemberData(nameof(Lanes))]
    public void QueryBatch_EveryLane_EqualsSingleQueries(string lanes, BatchPrecision precision)
    {
        double tolerance = precision == BatchPrecision.DoublePrecision ? 1e-14 : 1e-6;
        for (int seed = 200; seed < 206; seed++)
        {
            BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 10);
            ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Lanes = Enum.Parse<LaneMode>(lanes) });
            var random = new Random(seed);
            Evidence[] cases = [.. Enumerable.Range(0, 45).Select(_ => RandomNetworks.Evidence(network, random))];
            Posteriors?[] answers = engine.QueryBatch(cases, new BatchOptions { Precision = precision }).List();
            for (int i = 0; i < cases.Length; i++)
            {
                if (answers[i] is not { } answer)
                {
                    Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(cases[i]));
                    continue;
                }

                Posteriors expected = engine.Query(cases[i]);
                Assert.Equal(expected.LogEvidence, answer.LogEvidence, 10 * tolerance);
                foreach (Variable variable in network.Variables)
                {
                    for (int s = 0; s < variable.StateCount; s++)
                    {
                        Assert.Equal(expected[variable][s], answer[variable][s], tolerance);
                    }
                }
            }
        }
    }

    [Fact]
    public void QueryBatch_StateColumns_EqualEvidenceGivenOneByOne()
    {
        BayesianNetwork network = RandomNetworks.Create(210, variableCount: 9);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { ReportedVariables = [network["v1"], network["v4"]] });
        var random = new Random(1);
        const int Count = 777;
        var columns = new EvidenceColumns(network, Count);
        var cases = Enumerable.Range(0, Count).Select(_ => Evidence.None(network)).ToArray();
        foreach (Variable variable in network.Variables.Where(static v => v.Index != 3))
        {
            short[] states = [.. Enumerable.Range(0, Count).Select(_ => (short)random.Next(-1, variable.StateCount))];
            columns.SetStates(variable, states);
            for (int i = 0; i < Count; i++)
            {
                cases[i] = states[i] < 0 ? cases[i] : cases[i].Observe(variable, states[i]);
            }
        }

        BatchPosteriors answers = engine.QueryBatch(columns);
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        Posteriors?[] expected = engine.QueryBatch(cases).List();
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(expected[i]?.LogEvidence ?? double.NegativeInfinity, logs[i]);
            Assert.Equal(expected[i]?["v4"][0] ?? double.NaN, answers[i, network["v4"], 0]);
        }
    }

    [Fact]
    public void QueryBatch_AnyNumberOfThreads_GivesTheSameBits()
    {
        BayesianNetwork network = RandomNetworks.Create(211, variableCount: 9);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(2);
        EvidenceColumns columns = EvidenceColumns.From(network, [.. Enumerable.Range(0, 1500).Select(_ => RandomNetworks.Evidence(network, random))]);
        double[][] results = [.. new[] { 1, 3, -1 }.Select(threads =>
        {
            var options = new BatchOptions { MaxDegreeOfParallelism = threads };
            BatchPosteriors answers = engine.QueryBatch(columns, options);
            double[] posteriors = answers.Flat();
            double[] logs = [.. answers.LogEvidence];
            return (double[])[.. posteriors, .. logs, .. engine.ComputeExpectedCounts(columns, options: options).Counts];
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void QueryBatch_Cancelled_StopsAndReportsProgressBefore()
    {
        BayesianNetwork network = RandomNetworks.Create(212);
        ExactEngine engine = ExactEngine.Compile(network);
        using var source = new CancellationTokenSource();
        var progress = new CancelAtFirstReport(source);
        var columns = new EvidenceColumns(network, 100_000);
        Assert.ThrowsAny<OperationCanceledException>(() => engine.QueryBatch(
            columns, new BatchOptions { Progress = progress, MaxDegreeOfParallelism = 1 }, source.Token));
        Assert.InRange(progress.Last, 1, 99_999);
    }

    [Theory]
    [InlineData(nameof(LaneMode.Scalar))]
    [InlineData(nameof(LaneMode.Vector256))]
    [InlineData(nameof(LaneMode.Vector512))]
    [Trait("Category", "Slow")]
    public void QueryBatch_Underflow_IsAnsweredInExtendedRange(string lanes)
    {
        BayesianNetwork network = ExactEngineTests.Chain(1000, zero: true);
        ExactEngine engine = ExactEngine.Compile(
            network, new ExactEngineOptions { EliminationOrder = network.Variables, Lanes = Enum.Parse<LaneMode>(lanes), Parameters = LiveParameters.All });
        Evidence improbable = Evidence.None(network);
        foreach (Variable variable in network.Variables.Skip(1))
        {
            improbable = improbable.Observe(variable, 1);
        }

        Evidence[] cases = [Evidence.None(network), improbable, improbable.Observe("v0", "b"), improbable.Without(network["v500"])];
        foreach (BatchPrecision precision in Enum.GetValues<BatchPrecision>())
        {
            Posteriors?[] answers = engine.QueryBatch(cases, new BatchOptions { Precision = precision }).List();
            Assert.Null(answers[2]);
            foreach (int i in new[] { 0, 1, 3 })
            {
                Assert.Equal(engine.Query(cases[i]).LogEvidence, answers[i]!.LogEvidence, 1e-3);
            }
        }

        double log = engine.Query(improbable).LogEvidence;
        ExpectedCounts counts = engine.ComputeExpectedCounts(EvidenceColumns.From(network, [improbable, cases[2]]), [2, 1]);
        Assert.Equal(1, counts.ImpossibleCount);
        Assert.Equal(2 * log, counts.LogLikelihood, 1e-9);
        ProbabilityRow prior = network.Rows[0];
        Assert.Equal(2, counts.Counts[prior.ParameterOffset], Tolerance);
        Assert.Equal(0, counts.Counts[prior.ParameterOffset + 1], Tolerance);
        BatchPosteriors drawn = engine.QueryDraws(RandomNetworks.Flatten(improbable), network.Parameters);
        double[] posteriors = drawn.Flat();
        double[] logs = [.. drawn.LogEvidence];
        Assert.Equal(log, logs[0], 1e-9);
        Assert.Equal(1, posteriors[0], Tolerance);
    }

    private sealed class CancelAtFirstReport(CancellationTokenSource source) : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value)
        {
            Last = value;
            source.Cancel();
        }
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>The jobs beyond a single query, each against enumeration or the single query.</summary>
public class ExactEngineJobsTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(100, 25)];

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
            return (double[])[.. posteriors, .. logs, .. engine.ExpectedCounts(columns, options: options).Counts];
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
        ExpectedCounts counts = engine.ExpectedCounts(EvidenceColumns.From(network, [improbable, cases[2]]), [2, 1]);
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

    [Theory]
    [MemberData(nameof(Seeds))]
    public void QueryDraws_RandomNetworks_EqualEnumeration(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(seed);
        double[][] draws = [.. Enumerable.Range(0, 6).Select(_ => RandomNetworks.OtherParameters(network, random))];
        double[] likelihoods = RandomNetworks.Flatten(RandomNetworks.Evidence(network, random));
        BatchPosteriors answers = engine.QueryDraws(likelihoods, draws.SelectMany(static d => d).ToArray());
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        for (int d = 0; d < draws.Length; d++)
        {
            var oracle = new Enumeration(network, likelihoods, draws[d]);
            Assert.Equal(Math.Log(oracle.Probability), logs[d], Tolerance);
            double[] expected = oracle.Posteriors();
            for (int k = 0; k < expected.Length && oracle.Probability > 0; k++)
            {
                Assert.Equal(expected[k], posteriors[(k * draws.Length) + d], Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PosteriorGradient_RandomNetworks_EqualsFiniteDifferences(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(seed);
        double[] likelihoods = RandomNetworks.Flatten(RandomNetworks.Evidence(network, random));
        var here = new Enumeration(network, likelihoods);
        if (here.Probability == 0)
        {
            return;
        }

        Variable variable = network.Variables[random.Next(network.Variables.Length)];
        int state = random.Next(variable.StateCount);
        int place = engine.StateOffsetOf(variable) + state;
        var gradient = new double[network.Parameters.Length];
        var logGradient = new double[network.Parameters.Length];
        double posterior = engine.PosteriorGradient(likelihoods, variable, state, gradient);
        double log = engine.LogEvidenceGradient(likelihoods, logGradient);
        Assert.Equal(here.Posteriors()[place], posterior, Tolerance);
        Assert.Equal(Math.Log(here.Probability), log, Tolerance);
        const double Step = 1e-5;
        foreach (ProbabilityRow row in network.Rows)
        {
            for (int s = 0; s < row.Length; s++)
            {
                int parameter = row.ParameterOffset + s;
                if (row.IsDefinition || row.Probabilities[s] == 0)
                {
                    Assert.Equal(0, gradient[parameter]);
                    continue;
                }

                double[] up = network.Parameters.ToArray();
                double[] down = network.Parameters.ToArray();
                up[parameter] += Step;
                down[parameter] -= Step;
                var above = new Enumeration(network, likelihoods, up);
                var below = new Enumeration(network, likelihoods, down);
                double difference = (above.Posteriors()[place] - below.Posteriors()[place]) / (2 * Step);
                Assert.Equal(difference, gradient[parameter], 1e-6 * (1 + Math.Abs(difference)));
                double logDifference = (Math.Log(above.Probability) - Math.Log(below.Probability)) / (2 * Step);
                Assert.Equal(logDifference, logGradient[parameter], 1e-6 * (1 + Math.Abs(logDifference)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void JointPosteriorAndExplanation_RandomNetworks_EqualEnumeration(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            EvidenceVariables = [.. network.Variables.Where(static v => v.Index != 2)],
        });
        var random = new Random(seed);
        Evidence evidence = RandomNetworks.Evidence(network, random).Without(network.Variables[2]);
        var oracle = new Enumeration(network, RandomNetworks.Flatten(evidence));
        if (oracle.Probability == 0)
        {
            Assert.Throws<ImpossibleEvidenceException>(() => engine.JointPosterior(evidence, network.Variables[0], network.Variables[1]));
            Assert.Throws<ImpossibleEvidenceException>(() => engine.FindMostProbableExplanation(evidence));
            return;
        }

        foreach ((int a, int b) in new[] { (0, 1), (2, 5), (5, 2), (3, 3) })
        {
            double[,] expected = oracle.Pair(a, b);
            double[,] actual = engine.JointPosterior(evidence, network.Variables[a], network.Variables[b]);
            for (int i = 0; i < expected.GetLength(0); i++)
            {
                for (int j = 0; j < expected.GetLength(1); j++)
                {
                    Assert.Equal(expected[i, j], actual[i, j], Tolerance);
                }
            }
        }

        MostProbableExplanation explanation = engine.FindMostProbableExplanation(evidence);
        Assert.Equal(Math.Log(oracle.Best().Joint), explanation.LogProbability, Tolerance);
        Assert.Equal(oracle.Best().Joint, oracle.JointOf([.. explanation.States]), Tolerance);
    }

    [Fact]
    public void SaveAndLoad_GivesTheSameEngine_AndRefusesWhatDoesNotFit()
    {
        BayesianNetwork network = RandomNetworks.Create(220, variableCount: 12);
        var options = new ExactEngineOptions { Parameters = LiveParameters.All };
        ExactEngine engine = ExactEngine.Compile(network, options);
        using var stream = new MemoryStream();
        engine.Save(stream);
        byte[] bytes = stream.ToArray();
        ExactEngine loaded = ExactEngine.Load(network, new MemoryStream(bytes), options);
        double[] likelihoods = RandomNetworks.Flatten(Evidence.None(network));
        var expected = new double[engine.StateCount];
        var actual = new double[engine.StateCount];
        Assert.Equal(engine.Query(likelihoods, expected), loaded.Query(likelihoods, actual));
        Assert.Equal(expected, actual);
        Assert.Equal(engine.GradientProgramLength, loaded.GradientProgramLength);

        // Live parameters may differ; folded ones may not.
        BayesianNetwork refitted = network.WithParameters(RandomNetworks.OtherParameters(network, new Random(1)));
        Assert.Equal(engine.ProgramLength, ExactEngine.Load(refitted, new MemoryStream(bytes), options).ProgramLength);
        Assert.Throws<InvalidTapeException>(() => ExactEngine.Load(network, new MemoryStream(bytes)));
        Assert.Throws<InvalidTapeException>(() => ExactEngine.Load(RandomNetworks.Create(221), new MemoryStream(bytes), options));
        Assert.Equal(engine.ProgramLength, ExactEngine.LoadOrCompile(network, new MemoryStream(bytes[..^1]), options).ProgramLength);
        for (int i = 0; i < bytes.Length; i += 13)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x10;
            Assert.Throws<InvalidTapeException>(() => ExactEngine.Load(network, new MemoryStream(damaged), options));
        }
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

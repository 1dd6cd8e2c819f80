using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A program of tables answers as one of numbers, and answers what that is too long for.</summary>
public class TableProgramTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(800, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_RandomNetworks_EqualsNumbersAndEnumeration(int seed)
    {
        var random = new Random(seed);
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 4 + (seed % 7));
        ImmutableOptions(network, seed, out ExactEngineOptions options);
        ExactEngine numbers = ExactEngine.Compile(network, options with { Program = EngineProgram.Numbers });
        ExactEngine tables = ExactEngine.Compile(network, options with { Program = EngineProgram.Tables });
        Assert.Equal((EngineProgram.Numbers, EngineProgram.Tables), (numbers.Program, tables.Program));
        var expected = new double[numbers.StateCount];
        var actual = new double[numbers.StateCount];
        Evidence[] cases = [.. Enumerable.Range(0, 12).Select(i => i == 0 ? Evidence.None(network) : Allowed(RandomNetworks.Evidence(network, random)))];
        BatchPosteriors batch = tables.QueryBatch(cases);
        for (int i = 0; i < cases.Length; i++)
        {
            double[] likelihoods = RandomNetworks.Flatten(cases[i]);
            double log = numbers.Query(likelihoods, expected);
            Assert.Equal(log, tables.Query(likelihoods, actual), Tolerance);
            for (int s = 0; s < expected.Length; s++)
            {
                Assert.Equal(expected[s], actual[s], Tolerance);
            }

            var oracle = new Enumeration(network, likelihoods);
            Assert.Equal(Math.Log(oracle.Probability), log, Tolerance);
            Assert.Equal(log, batch.LogEvidence[i], Tolerance);
        }

        Evidence Allowed(Evidence evidence) =>
            options.EvidenceVariables is { } allowed ? network.Variables.Except(allowed).Aggregate(evidence, static (e, v) => e.Without(v)) : evidence;
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    public void Query_Grid_EqualsPlainElimination(int side, int seed)
    {
        BayesianNetwork network = RandomNetworks.Grid(side, seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Program = EngineProgram.Tables });
        var random = new Random(seed);
        foreach (Evidence evidence in new[] { Evidence.None(network), RandomNetworks.Evidence(network, random) })
        {
            Posteriors posteriors = engine.Query(evidence);
            var oracle = new PlainElimination(network, RandomNetworks.Flatten(evidence));
            foreach (Variable variable in network.Variables.Where(v => v.Index % 9 == 0))
            {
                double[] joint = oracle.Joint(variable);
                Assert.Equal(Math.Log(joint.Sum()), posteriors.LogEvidence, 1e-11);
                for (int s = 0; s < joint.Length; s++)
                {
                    Assert.Equal(joint[s] / joint.Sum(), posteriors[variable][s], Tolerance);
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Query_EvidenceTooImprobableForADouble_EqualsNumbers(bool zero)
    {
        BayesianNetwork network = ExactEngineTests.Chain(1000, zero);
        ExactEngine numbers = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = network.Variables });
        ExactEngine tables = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = network.Variables, Program = EngineProgram.Tables });
        Evidence improbable = network.Variables.Skip(1).Aggregate(Evidence.None(network), static (e, v) => e.Observe(v, 1));
        foreach (Evidence evidence in new[] { improbable, improbable.Without(network["v500"]), improbable.ObserveLikelihood(network["v7"], [1e-200, 1e200]) })
        {
            Posteriors expected = numbers.Query(evidence);
            Posteriors actual = tables.Query(evidence);
            Assert.Equal(expected.LogEvidence, actual.LogEvidence, 1e-9);
            Assert.Equal(expected["v0"][0], actual["v0"][0], Tolerance);
            Assert.Equal(expected["v500"][0], actual["v500"][0], Tolerance);
        }

        Assert.Equal(numbers.TryQuery(improbable.Observe("v0", "b"), out _), tables.TryQuery(improbable.Observe("v0", "b"), out _));
    }

    [Fact]
    public void Query_LikelihoodsFurtherApartThanADouble_CountsTheSmallOnes()
    {
        // The state that the huge likelihood favours is impossible by the other evidence.
        var builder = new BayesianNetworkBuilder("apart");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        Variable sign = builder.AddVariable("sign", "no", "yes");
        builder.SetTable(cause, [], [0.5, 0.25, 0.25], 10);
        builder.SetTable(sign, [cause], [1, 0, 0.5, 0.5, 0.5, 0.5], 10);
        BayesianNetwork network = builder.Build();
        Evidence evidence = Evidence.None(network).ObserveLikelihood(cause, [1e250, 1e-200, 3e-200]).Observe("sign", "yes");

        Posteriors answer = ExactEngine.Compile(network, new ExactEngineOptions { Program = EngineProgram.Tables }).Query(evidence);

        Assert.Equal(0.25, answer["cause"][1], 1e-15);
        Assert.Equal(0.75, answer["cause"][2], 1e-15);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Compile_WideGrid_ChoosesTablesAndTakesWhatItSays()
    {
        // No zero: hundreds of thousands of numbers, which take longer to compile than a table takes to sum.
        BayesianNetwork network = RandomNetworks.Grid(14, 5);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = 1L << 30 });
        Assert.Equal(EngineProgram.Tables, engine.Program);

        Posteriors none = engine.Query(Evidence.None(network));
        Evidence evidence = Evidence.None(network).Observe(network["x7-9"], 1).Observe(network["x0-0"], 0);
        Posteriors some = engine.Query(evidence);
        Assert.Equal(0, none.LogEvidence, 1e-11);

        // Bayes' theorem, told by two runs.
        double forwards = Math.Exp(engine.Query(evidence.Without(network["x0-0"])).LogEvidence);
        Assert.Equal(none["x7-9"][1], forwards, 1e-12);
        double both = Math.Exp(some.LogEvidence);
        Assert.Equal(both / forwards, engine.Query(evidence.Without(network["x0-0"]))["x0-0"][0], 1e-12);

        // 8 bytes for each entry of the results, and the parameters.
        double stated = engine.SlotCount * 8.0;
        Assert.InRange(stated, 1 << 20, 1 << 30);
        NetworkTooWideException refused = Assert.Throws<NetworkTooWideException>(
            () => ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = (long)(stated / 2) }));
        Assert.InRange(refused.RequiredBytes, stated, 1.3 * stated);
        Assert.Equal(EngineProgram.Tables, ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = (long)Math.Ceiling(refused.RequiredBytes) }).Program);
    }

    [Fact]
    public void Jobs_ThatTablesDoNotHave_CompileNumbersWhereTheyFit()
    {
        BayesianNetwork network = RandomNetworks.Create(845, variableCount: 8);
        var options = new ExactEngineOptions { Program = EngineProgram.Tables };
        ExactEngine engine = ExactEngine.Compile(network, options);
        ExactEngine numbers = ExactEngine.Compile(network);
        Evidence evidence = Evidence.None(network).Observe(network.Variables[1], 0).Observe(network.Variables[4], 0);

        Assert.Equal(engine.Query(evidence).LogEvidence, engine.Open(evidence).LogEvidence, Tolerance);
        Assert.Equal(numbers.FindMostProbableExplanation(evidence).LogProbability, engine.FindMostProbableExplanation(evidence).LogProbability, Tolerance);
        using var stream = new MemoryStream();
        engine.Save(stream);
        Assert.Equal(EngineProgram.Numbers, ExactEngine.Load(network, new MemoryStream(stream.ToArray()), options).Program);
        Assert.Throws<InvalidOperationException>(() => engine.ComputeExpectedCounts(new EvidenceColumns(network, 1)));
        Assert.Throws<ArgumentException>(() => ExactEngine.Compile(network, options with { Parameters = LiveParameters.All }));
        Assert.Throws<ArgumentException>(() => engine.Query(new double[engine.StateCount - 1], new double[engine.StateCount]));
        Assert.Equal(EngineProgram.Tables, engine.ForProtocol([network.Variables[1]]).Program);
        Evidence[] many = [.. Enumerable.Repeat(evidence, 600)];
        AssertClose(numbers.QueryBatch(many).Of(599)[network.Variables[2]].ToArray(), engine.QueryBatch(many).Of(599)[network.Variables[2]].ToArray());

        double[,] expected = numbers.ComputeJointPosterior(evidence, network.Variables[0], network.Variables[2]);
        double[,] actual = engine.ComputeJointPosterior(evidence, network.Variables[0], network.Variables[2]);
        AssertClose(expected.Cast<double>(), actual.Cast<double>());
        Assert.Equal(ConflictMeasure.Assess(numbers, evidence).Nats, ConflictMeasure.Assess(engine, evidence).Nats, 1e-10);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Jobs_ThatTablesDoNotHave_AreRefusedWhereNumbersDoNotFit()
    {
        BayesianNetwork network = RandomNetworks.Grid(14, 5);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = 100L << 20 });
        Evidence none = Evidence.None(network);
        Assert.Equal(EngineProgram.Tables, engine.Program);
        Assert.Throws<NetworkTooWideException>(() => engine.Open(none));
        Assert.Throws<NetworkTooWideException>(() => engine.Save(Stream.Null));
        Assert.Throws<NetworkTooWideException>(() => engine.FindMostProbableExplanation(none));
        Assert.Equal(0, ConflictMeasure.Assess(engine, none.Observe(network.Variables[3], 1)).Nats, 1e-10);
    }

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("alarm.bif")]
    [InlineData("hailfinder.bif")]
    [InlineData("insurance.bif")]
    [InlineData("win95pts.bif")]
    [InlineData("andes.bif.gz")]
    [InlineData("pathfinder.bif.gz")]
    public void Query_PublicNetwork_EqualsNumbers(string file)
    {
        BayesianNetwork network = NetworkFiles.Read(TestData.Require($"networks/{file}"), new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network;
        ExactEngine numbers = ExactEngine.Compile(network);
        ExactEngine tables = ExactEngine.Compile(network, new ExactEngineOptions { Program = EngineProgram.Tables });
        var random = new Random(4);
        for (int i = 0; i < 3; i++)
        {
            Evidence evidence = network.Variables.Aggregate(
                Evidence.None(network), (e, v) => random.Next(12) < i ? e.ObserveLikelihood(v, [.. v.States.Select(_ => 0.1 + random.NextDouble())]) : e);
            Posteriors expected = numbers.Query(evidence);
            Posteriors actual = tables.Query(evidence);
            Assert.Equal(expected.LogEvidence, actual.LogEvidence, 1e-10);
            Assert.All(network.Variables, v => Assert.All(
                expected[v].ToArray().Zip(actual[v].ToArray()), static p => Assert.Equal(p.First, p.Second, Tolerance)));
        }
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), static p => Assert.Equal(p.First, p.Second, Tolerance));

    private static void ImmutableOptions(BayesianNetwork network, int seed, out ExactEngineOptions options) => options = (seed % 4) switch
    {
        0 => new ExactEngineOptions { EvidenceVariables = [.. network.Variables.Where(static v => v.Index % 2 == 0)] },
        1 => new ExactEngineOptions { ReportedVariables = [.. network.Variables.Where(static v => v.Index % 3 == 0)] },
        _ => ExactEngineOptions.Default,
    };
}

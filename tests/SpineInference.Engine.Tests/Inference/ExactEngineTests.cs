using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

public class ExactEngineTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_RandomNetworks_EqualsEnumeration(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        ExactEngine folded = ExactEngine.Compile(network);
        ExactEngine live = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(seed);
        for (int i = 0; i < 5; i++)
        {
            Evidence evidence = i == 0 ? Evidence.None(network) : RandomNetworks.Evidence(network, random);
            AssertAgrees(folded, evidence);
            AssertAgrees(live, evidence);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_RestrictedProgram_GivesEqualAnswersAndIsNotLonger(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        var random = new Random(seed);
        Variable[] shuffled = [.. network.Variables.OrderBy(_ => random.Next())];
        ExactEngine all = ExactEngine.Compile(network);
        ExactEngine some = ExactEngine.Compile(network, new ExactEngineOptions
        {
            EvidenceVariables = [.. shuffled.Take(4)],
            ReportedVariables = [.. shuffled.Skip(2).Take(3)],
            EliminationOrder = all.EliminationOrder,
        });
        Assert.True(some.ProgramLength <= all.ProgramLength, $"{some.ProgramLength} > {all.ProgramLength}");
        Evidence evidence = RandomNetworks.Evidence(network, random);
        foreach (Variable variable in shuffled.Skip(4))
        {
            evidence = evidence.Without(variable);
        }

        double[] likelihoods = RandomNetworks.Flatten(evidence);
        var expected = new double[all.StateCount];
        var actual = new double[all.StateCount];
        double expectedLog = all.Query(likelihoods, expected);
        Assert.Equal(Math.Exp(expectedLog), Math.Exp(some.Query(likelihoods, actual)), Tolerance);
        foreach (Variable variable in network.Variables)
        {
            bool reported = shuffled.Skip(2).Take(3).Contains(variable);
            for (int s = 0; s < variable.StateCount; s++)
            {
                int place = some.StateOffsetOf(variable) + s;
                Assert.Equal(reported ? expected[place] : double.NaN, actual[place], Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ExpectedCounts_RandomNetworks_EqualEnumeration(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(seed);
        Evidence[] cases = [.. Enumerable.Range(0, 11).Select(_ => RandomNetworks.Evidence(network, random))];
        double[] weights = [.. cases.Select(_ => random.NextDouble())];
        double[] parameters = RandomNetworks.OtherParameters(network, random);
        var expected = new double[parameters.Length];
        double expectedLog = 0;
        int impossible = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            var oracle = new Enumeration(network, RandomNetworks.Flatten(cases[i]), parameters);
            if (oracle.Probability == 0)
            {
                impossible++;
                continue;
            }

            expectedLog += weights[i] * Math.Log(oracle.Probability);
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                var table = new double[distribution.TableLength];
                distribution.FillTable(parameters, table);
                double[] family = oracle.Family(distribution.Variable.Index);
                double[] gradient = [.. family.Select((f, j) => table[j] > 0 ? f / table[j] : 0)];
                var parameterGradient = new double[parameters.Length];
                distribution.AccumulateGradient(parameters, gradient, parameterGradient);
                for (int j = 0; j < expected.Length; j++)
                {
                    expected[j] += weights[i] * parameters[j] * parameterGradient[j];
                }
            }
        }

        foreach (ProbabilityRow row in network.Rows.Where(static r => r.IsDefinition))
        {
            expected.AsSpan(row.ParameterOffset, row.Length).Clear();
        }

        ExpectedCounts counts = engine.ComputeExpectedCounts(EvidenceColumns.From(network, cases), weights, parameters);
        Assert.Equal(impossible, counts.ImpossibleCount);
        Assert.Equal(expectedLog, counts.LogLikelihood, 1e-10);
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j], counts.Counts[j], 1e-11);
        }
    }

    [Fact]
    public void Query_SpanForm_AllocatesNothing()
    {
        BayesianNetwork network = RandomNetworks.Create(3, variableCount: 12);
        ExactEngine engine = ExactEngine.Compile(network);
        double[] likelihoods = RandomNetworks.Flatten(Evidence.None(network));
        var posteriors = new double[engine.StateCount];
        engine.Query(likelihoods, posteriors);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            engine.Query(likelihoods, posteriors);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Query_ImpossibleEvidence_IsToldFromImprobable()
    {
        BayesianNetwork network = Chain(1000, zero: true);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = network.Variables });
        Evidence improbable = Evidence.None(network);
        foreach (Variable variable in network.Variables.Skip(1))
        {
            improbable = improbable.Observe(variable, 1);
        }

        // Only the first state of v0 may be followed by state 1: P = 0.5 · 0.1 · 0.2^998.
        Posteriors posteriors = engine.Query(improbable);
        Assert.Equal(Math.Log(0.5) + Math.Log(0.1) + (998 * Math.Log(0.2)), posteriors.LogEvidence, 1e-9);
        Assert.Equal(1, posteriors["v0"][0], Tolerance);
        Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(improbable.Observe("v0", "b")));
        Assert.Equal(double.NegativeInfinity, engine.Query(RandomNetworks.Flatten(improbable.Observe("v0", "b")), new double[engine.StateCount]));
    }

    [Fact]
    public void Query_LikelihoodsOfAnySize_ScaleTheEvidenceAlone()
    {
        BayesianNetwork network = RandomNetworks.Create(5);
        ExactEngine engine = ExactEngine.Compile(network);
        double[] likelihoods = RandomNetworks.Flatten(Evidence.None(network));
        var expected = new double[engine.StateCount];
        double expectedLog = engine.Query(likelihoods, expected);
        double[] scaled = [.. likelihoods];
        foreach (Variable variable in network.Variables)
        {
            scaled.AsSpan(engine.StateOffsetOf(variable), variable.StateCount).Fill(variable.Index % 2 == 0 ? 1e300 : 1e-300);
        }

        var actual = new double[engine.StateCount];
        double log = engine.Query(scaled, actual);
        int excess = network.Variables.Count(static v => v.Index % 2 == 0) - network.Variables.Count(static v => v.Index % 2 != 0);
        Assert.Equal(expectedLog + (excess * 300 * Math.Log(10)), log, 1e-9);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }

    [Fact]
    public void Compile_SameSeed_GivesTheSameProgram()
    {
        BayesianNetwork network = RandomNetworks.Create(8, variableCount: 20);
        ExactEngine first = ExactEngine.Compile(network);
        ExactEngine second = ExactEngine.Compile(network);
        Assert.Equal(first.ProgramLength, second.ProgramLength);
        Assert.Equal(first.SlotCount, second.SlotCount);
        Assert.Equal(first.EliminationOrder.AsEnumerable(), second.EliminationOrder);
        ExactEngine shipped = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = first.EliminationOrder });
        Assert.Equal(first.ProgramLength, shipped.ProgramLength);
    }

    [Fact]
    public void Compile_TooWide_IsRefusedWithItsSizeBeforeMemoryIsTaken()
    {
        var builder = new BayesianNetworkBuilder("wide");
        Variable[] roots = [.. Enumerable.Range(0, 60).Select(i => builder.AddVariable($"r{i}", "a", "b"))];
        foreach (Variable root in roots)
        {
            builder.SetTable(root, [], [0.4, 0.6], 1);
        }

        for (int i = 0; i < roots.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                builder.SetTable(builder.AddVariable($"c{i}-{j}", "a", "b"), [roots[i], roots[j]], [0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6], 1);
            }
        }

        BayesianNetwork network = builder.Build();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<NetworkTooWideException>(() => ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 2 }));
        Assert.True(refused.RequiredBytes > 1e18, refused.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30);
        Assert.Contains("MiB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_EvidenceOnVariableCompiledWithout_IsRefused()
    {
        BayesianNetwork network = Chain(3, zero: false);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EvidenceVariables = [network["v1"]] });
        var refused = Assert.Throws<ArgumentException>(() => engine.Query(Evidence.None(network).Observe("v2", "a")));
        Assert.Contains("v2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ManyThreads_EqualSingleThread()
    {
        BayesianNetwork network = RandomNetworks.Create(11, variableCount: 14);
        ExactEngine engine = ExactEngine.Compile(network);
        var random = new Random(4);
        double[][] cases = [.. Enumerable.Range(0, 200).Select(_ => RandomNetworks.Flatten(RandomNetworks.Evidence(network, random)))];
        double[][] expected = [.. cases.Select(c => Answer(engine, c))];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                int index = ((i * 7) + (thread * 31)) % cases.Length;
                Assert.Equal(expected[index], Answer(engine, cases[index]));
            }
        })));
    }

    internal static BayesianNetwork Chain(int length, bool zero)
    {
        var builder = new BayesianNetworkBuilder("chain");
        Variable previous = builder.AddVariable("v0", "a", "b");
        builder.SetTable(previous, [], [0.5, 0.5], 1);
        for (int i = 1; i < length; i++)
        {
            Variable next = builder.AddVariable($"v{i}", "a", "b");
            builder.SetTable(next, [previous], i == 1 && zero ? [0.9, 0.1, 1, 0] : [0.7, 0.3, 0.8, 0.2], 1);
            previous = next;
        }

        return builder.Build();
    }

    private static double[] Answer(ExactEngine engine, double[] likelihoods)
    {
        var posteriors = new double[engine.StateCount];
        double log = engine.Query(likelihoods, posteriors);
        return [.. posteriors, log];
    }

    private static void AssertAgrees(ExactEngine engine, Evidence evidence)
    {
        var oracle = new Enumeration(engine.Network, RandomNetworks.Flatten(evidence));
        if (oracle.Probability == 0)
        {
            Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(evidence));
            return;
        }

        Posteriors posteriors = engine.Query(evidence);
        Assert.Equal(Math.Log(oracle.Probability), posteriors.LogEvidence, Tolerance);
        double[] expected = oracle.Posteriors();
        int place = 0;
        foreach (Variable variable in engine.Network.Variables)
        {
            foreach (double probability in posteriors[variable])
            {
                Assert.Equal(expected[place++], probability, Tolerance);
            }
        }
    }
}

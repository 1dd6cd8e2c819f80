using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

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

    [Theory]
    [InlineData(21, 30)]
    [InlineData(22, 45)]
    [InlineData(23, 60)]
    public void Query_LargerNetwork_AgreesWithBuiltInEngine(int seed, int variables)
    {
        BayesianNetwork network = RandomNetworks.Create(seed, variables);
        var engine = new InferNetEngine(network);
        ExactEngine builtIn = ExactEngine.Compile(network);
        var random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < 15; i++)
        {
            Evidence evidence = RandomNetworks.Observe(network, random, 0.25, builtIn.Query(Evidence.None(network)));
            Posteriors expected;
            try
            {
                expected = builtIn.Query(evidence);
            }
            catch (ImpossibleEvidenceException)
            {
                Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(evidence));
                continue;
            }

            answered++;
            AssertSame(expected, engine.Query(evidence));
        }

        Assert.True(answered > 0);
    }

    [Fact]
    public void Query_EvidenceOfTinyProbability_KeepsItsLogarithm()
    {
        // 400 copies of one coin, all observed: the lift over independence is e^1800 and more, far beyond a double.
        var builder = new BayesianNetworkBuilder("copies");
        Variable coin = builder.AddVariable("coin", "heads", "tails");
        builder.SetTable(coin, [], [0.01, 0.99], 10);
        for (int i = 0; i < 400; i++)
        {
            builder.SetTable(builder.AddVariable($"copy{i}", "heads", "tails"), [coin], [0.99, 0.01, 0.0001, 0.9999], 10);
        }

        BayesianNetwork network = builder.Build();
        Evidence evidence = Evidence.None(network);
        foreach (Variable variable in network.Variables.Skip(1))
        {
            evidence = evidence.Observe(variable, 0);
        }

        Posteriors actual = new InferNetEngine(network).Query(evidence);

        Assert.Equal(Math.Log(0.01) + (400 * Math.Log(0.99)), actual.LogEvidence, 1e-9);
        Assert.Equal(1, actual[coin][0], Tolerance);
    }

    [Fact]
    public void Query_FromManyThreads_GivesTheSameAnswers()
    {
        BayesianNetwork network = RandomNetworks.Create(31, 12);
        var engine = new InferNetEngine(network);
        Posteriors prior = engine.Query(Evidence.None(network));
        Evidence[] all = [.. network.Variables.Select(v => Evidence.None(network).ObserveLikelihood(v, [.. v.States.Select((_, s) => 1.0 + s)]))];
        Posteriors[] expected = [.. all.Select(engine.Query)];

        Parallel.For(0, 200, i =>
        {
            AssertSame(expected[i % all.Length], engine.Query(all[i % all.Length]));
            AssertSame(prior, engine.Query(Evidence.None(network)));
        });
    }

    [Fact]
    public void WithParametersOf_OtherParameters_AnswersForThem()
    {
        BayesianNetwork network = RandomNetworks.Create(41, 10);
        var random = new Random(1);
        double[] parameters = network.Parameters.ToArray();
        foreach (ProbabilityRow row in network.Rows.Where(static r => !r.IsDefinition))
        {
            double[] drawn = [.. row.Probabilities.Select(p => p == 0 ? 0 : random.NextDouble() + 0.01)];
            for (int s = 0; s < drawn.Length; s++)
            {
                parameters[row.ParameterOffset + s] = drawn[s] / drawn.Sum();
            }
        }

        BayesianNetwork other = network.WithParameters(parameters);

        Posteriors actual = new InferNetEngine(network).WithParametersOf(other).Query(Evidence.None(other));

        AssertSame(ExactEngine.Compile(other).Query(Evidence.None(other)), actual);
    }

    [Fact]
    public void WithParametersOf_ImpossibleMadePossible_Throws()
    {
        BayesianNetwork Coin(double heads)
        {
            var builder = new BayesianNetworkBuilder("coin");
            builder.SetTable(builder.AddVariable("coin", "heads", "tails"), [], [heads, 1 - heads], 10);
            return builder.Build();
        }

        var engine = new InferNetEngine(Coin(1));

        ArgumentException error = Assert.Throws<ArgumentException>(() => engine.WithParametersOf(Coin(0.5)));

        Assert.Contains("tails has probability 0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_EvidenceOfAnotherNetwork_Throws()
    {
        var engine = new InferNetEngine(RandomNetworks.Create(1, 5));

        Assert.Throws<ArgumentException>(() => engine.Query(Evidence.None(RandomNetworks.Create(2, 5))));
    }

    private static void AssertSame(Posteriors expected, Posteriors actual)
    {
        Assert.Equal(expected.LogEvidence, actual.LogEvidence, Tolerance);
        foreach ((Variable mine, Variable theirs) in expected.Network.Variables.Zip(actual.Network.Variables))
        {
            for (int s = 0; s < mine.StateCount; s++)
            {
                Assert.Equal(expected[mine][s], actual[theirs][s], Tolerance);
            }
        }
    }
}

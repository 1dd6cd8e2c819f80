using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A posterior lies in [0, 1] and sums to 1, by whatever way it leaves the engine.</summary>
public class PosteriorRangeTests
{
    // A state is rounded to 1.1e-16 and a sum of n to as much again for each.
    private const double RoundingOfOne = 2.3e-16;

    private const string Deterministic = """
        network n { }
        variable w { type discrete [ 2 ] { yes, no }; }
        variable x { type discrete [ 2 ] { yes, no }; }
        variable y { type discrete [ 2 ] { yes, no }; }
        variable z { type discrete [ 2 ] { yes, no }; }
        probability ( w ) { table 0.96, 0.04; }
        probability ( x | w ) { (yes) 0, 1; (no) 0.36, 0.64; }
        probability ( y | w, x ) { (yes, yes) 0, 1; (yes, no) 0.16, 0.84; (no, yes) 0.64, 0.36; (no, no) 0.54, 0.46; }
        probability ( z | x, y ) { (yes, yes) 0.9, 0.1; (yes, no) 0.32, 0.68; (no, yes) 1, 0; (no, no) 0, 1; }
        """;

    public static TheoryData<string> Lanes => [nameof(LaneMode.Scalar), nameof(LaneMode.Vector256), nameof(LaneMode.Vector512)];

    [Fact]
    public void Query_CertainState_Is1()
    {
        BayesianNetwork network = NetworkFiles.ParseAs(NetworkFormat.Bif, Deterministic, "n.bif", new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network;

        Posteriors posteriors = ExactEngine.Compile(network).Query(Evidence.None(network).Observe("x", "yes").Observe("y", "no"));

        Assert.Equal([0, 1], posteriors["w"].ToArray());
        Assert.Equal(0.32, posteriors["z"][0], 1e-15);
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    [Trait("Category", "Slow")]
    public void EveryAnswer_RandomNetworks_IsADistribution(string lanes)
    {
        for (int seed = 1; seed <= 120; seed++)
        {
            BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 4 + (seed % 9));
            ExactEngine engine = ExactEngine.Compile(
                network, new ExactEngineOptions { Parameters = seed % 2 == 0 ? LiveParameters.All : LiveParameters.None, Lanes = Enum.Parse<LaneMode>(lanes), SearchAttempts = 1 });
            var random = new Random(seed);
            Evidence[] cases = [.. Enumerable.Range(0, 37).Select(i => i == 0 ? Evidence.None(network) : RandomNetworks.Evidence(network, random))];
            foreach (BatchPrecision precision in Enum.GetValues<BatchPrecision>())
            {
                foreach (Posteriors? answer in engine.QueryBatch(cases, new BatchOptions { Precision = precision }).List())
                {
                    AssertDistributions(network, answer);
                }
            }

            foreach (Evidence evidence in cases)
            {
                AssertOne(engine, evidence);
            }

            if (seed % 2 == 0)
            {
                AssertDraws(engine, cases[1], seed);
            }
        }
    }

    [Fact]
    public void Query_EvidenceTooImprobableForADouble_IsADistribution()
    {
        var builder = new BayesianNetworkBuilder("improbable");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        builder.SetTable(cause, [], [0.1, 0.2, 0.7], 10);
        Variable[] signs = [.. Enumerable.Range(0, 60).Select(i => builder.AddVariable($"sign{i}", "no", "yes"))];
        foreach (Variable sign in signs)
        {
            builder.SetTable(sign, [cause], [1 - 3e-7, 3e-7, 1 - 2.9e-7, 2.9e-7, 1 - 3.1e-7, 3.1e-7], 10);
        }

        BayesianNetwork network = builder.Build();
        Evidence evidence = signs.Aggregate(Evidence.None(network), static (e, s) => e.Observe(s.Name, "yes"));
        ExactEngine engine = ExactEngine.Compile(network);

        Posteriors posteriors = engine.Query(evidence);

        AssertDistributions(network, posteriors);
        Assert.True(posteriors.LogEvidence < -800);
        Assert.Equal(posteriors["cause"].ToArray(), engine.QueryBatch([evidence]).Of(0)["cause"].ToArray());
    }

    private static void AssertOne(ExactEngine engine, Evidence evidence)
    {
        Posteriors posteriors;
        try
        {
            posteriors = engine.Query(evidence);
        }
        catch (ImpossibleEvidenceException)
        {
            return;
        }

        BayesianNetwork network = engine.Network;
        AssertDistributions(network, posteriors);
        bool isAtMost1 = network.Variables.All(v => evidence.LikelihoodsOf(v).ToArray().All(static l => l <= 1));
        Assert.True(!isAtMost1 || posteriors.LogEvidence <= 0, $"log P = {posteriors.LogEvidence}");
        MostProbableExplanation best = engine.FindMostProbableExplanation(evidence);
        Assert.True(!isAtMost1 || best.LogProbability <= 0);
        double[,] joint = engine.ComputeJointPosterior(evidence, network.Variables[0], network.Variables[^1]);
        Assert.All(joint.Cast<double>(), static p => Assert.InRange(p, 0, 1));
        Assert.Equal(1, joint.Cast<double>().Sum(), 2 * RoundingOfOne * joint.Length);
        foreach (Variable variable in network.Variables.Where(static v => v.StateCount > 2))
        {
            Assert.InRange(new Hypothesis(variable, 0, 1).ProbabilityIn(posteriors), 0, 1);
            Assert.InRange(new Hypothesis(variable, 1, 2).ProbabilityIn(posteriors), 0, 1);
        }

        Assert.All(JointExplanations.Find(engine, evidence, [network.Variables[0], network.Variables[1]], 2), static e => Assert.InRange(e.Probability, 0, 1));
    }

    private static void AssertDraws(ExactEngine engine, Evidence evidence, int seed)
    {
        BayesianNetwork network = engine.Network;
        const int Count = 21;
        ParameterDraws draws = ParameterDraws.Sample(network, Count, seed);
        double[] parameters = [.. Enumerable.Range(0, Count).SelectMany(d => draws[d].ToArray())];
        BatchPosteriors answers = engine.QueryDraws(RandomNetworks.Flatten(evidence), parameters);
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        for (int d = 0; d < Count && !double.IsNegativeInfinity(logs[d]); d++)
        {
            var values = new double[engine.StateCount];
            for (int s = 0; s < values.Length; s++)
            {
                values[s] = posteriors[(s * Count) + d];
            }

            AssertDistributions(network, new Posteriors(network, values, logs[d]));
        }
    }

    private static void AssertDistributions(BayesianNetwork network, Posteriors? posteriors)
    {
        foreach (Variable variable in posteriors is null ? [] : network.Variables)
        {
            double sum = 0;
            foreach (double p in posteriors![variable])
            {
                Assert.True(p is >= 0 and <= 1, $"{network.Name}, {variable.Name}: {p:R}");
                sum += p;
            }

            Assert.Equal(1, sum, RoundingOfOne * variable.StateCount);
        }
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>The jobs beyond a single query, each against enumeration or the single query.</summary>
public class ExactEngineJobsTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(100, 25)];

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
        double posterior = engine.ComputePosteriorGradient(likelihoods, variable, state, gradient);
        double log = engine.ComputeLogEvidenceGradient(likelihoods, logGradient);
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
            Assert.Throws<ImpossibleEvidenceException>(() => engine.ComputeJointPosterior(evidence, network.Variables[0], network.Variables[1]));
            Assert.Throws<ImpossibleEvidenceException>(() => engine.FindMostProbableExplanation(evidence));
            return;
        }

        foreach ((int a, int b) in new[] { (0, 1), (2, 5), (5, 2), (3, 3) })
        {
            double[,] expected = oracle.Pair(a, b);
            double[,] actual = engine.ComputeJointPosterior(evidence, network.Variables[a], network.Variables[b]);
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
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Whatever is live, carries evidence or is reported, in whatever order and lanes: the answers are those of enumeration.</summary>
public class ExactEngineOptionsTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(301, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_AnyOptions_EqualsEnumeration(int seed)
    {
        (ExactEngine engine, Random random) = Create(seed);
        BayesianNetwork network = engine.Network;
        for (int i = 0; i < 4; i++)
        {
            Evidence evidence = EvidenceFor(engine, random);
            var oracle = new Enumeration(network, RandomNetworks.Flatten(evidence));
            if (oracle.Probability == 0)
            {
                Assert.Throws<ImpossibleEvidenceException>(() => engine.Query(evidence));
                continue;
            }

            Posteriors posteriors = engine.Query(evidence);
            double[] expected = oracle.Posteriors();
            Assert.Equal(Math.Log(oracle.Probability), posteriors.LogEvidence, Tolerance);
            foreach (Variable variable in engine.Options.ReportedVariables!)
            {
                for (int s = 0; s < variable.StateCount; s++)
                {
                    Assert.Equal(expected[engine.StateOffsetOf(variable) + s], posteriors[variable][s], Tolerance);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ExpectedCounts_AnyOptions_EqualEnumerationForLiveRowsAndAre0ForOthers(int seed)
    {
        (ExactEngine engine, Random random) = Create(seed);
        BayesianNetwork network = engine.Network;
        Evidence[] cases = [.. Enumerable.Range(0, 5).Select(_ => EvidenceFor(engine, random))];
        double[] given = RandomNetworks.OtherParameters(network, random);
        double[] parameters = WithFrozenRowsOf(engine, given);
        var expected = new double[parameters.Length];
        foreach (Evidence evidence in cases)
        {
            var oracle = new Enumeration(network, RandomNetworks.Flatten(evidence), parameters);
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                if (oracle.Probability > 0)
                {
                    var table = new double[distribution.TableLength];
                    distribution.FillTable(parameters, table);
                    double[] family = oracle.Family(distribution.Variable.Index);
                    var gradient = new double[parameters.Length];
                    distribution.AccumulateGradient(parameters, [.. family.Select((f, j) => table[j] > 0 ? f / table[j] : 0)], gradient);
                    for (int j = 0; j < expected.Length; j++)
                    {
                        expected[j] += parameters[j] * gradient[j];
                    }
                }
            }
        }

        ExpectedCounts counts = engine.ComputeExpectedCounts(EvidenceColumns.From(network, cases), parameters: given);
        foreach (ProbabilityRow row in network.Rows)
        {
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                Assert.Equal(IsLive(engine, row) ? expected[j] : 0, counts.Counts[j], Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void QueryDraws_AnyOptions_EqualEnumerationAndReadLiveRowsAlone(int seed)
    {
        (ExactEngine engine, Random random) = Create(seed);
        BayesianNetwork network = engine.Network;
        double[] likelihoods = RandomNetworks.Flatten(EvidenceFor(engine, random));
        double[][] draws = [.. Enumerable.Range(0, 5).Select(_ => RandomNetworks.OtherParameters(network, random))];
        BatchPosteriors answers = engine.QueryDraws(likelihoods, draws.SelectMany(static d => d).ToArray());
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        for (int d = 0; d < draws.Length; d++)
        {
            var oracle = new Enumeration(network, likelihoods, WithFrozenRowsOf(engine, draws[d]));
            Assert.Equal(Math.Log(oracle.Probability), logs[d], Tolerance);
            double[] expected = oracle.Posteriors();
            foreach (Variable variable in engine.Options.ReportedVariables!)
            {
                for (int s = 0; s < variable.StateCount && oracle.Probability > 0; s++)
                {
                    Assert.Equal(
                        expected[engine.StateOffsetOf(variable) + s],
                        answers[d, variable, s],
                        Tolerance);
                }
            }
        }
    }

    [Fact]
    public void Observe_OfAVariableThatCarriesNoEvidence_IsRefused()
    {
        BayesianNetwork network = RandomNetworks.Create(301);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EvidenceVariables = [network["v1"]] });
        Assert.Contains("v0", Assert.Throws<ArgumentException>(() => engine.Query(Evidence.None(network).Observe("v0", "s0"))).Message, StringComparison.Ordinal);
    }

    private static (ExactEngine Engine, Random Random) Create(int seed)
    {
        var random = new Random(seed);
        BayesianNetwork network = RandomNetworks.Create(seed, random.Next(3, 8));
        ProbabilityRow[] rows = [.. network.Rows.Where(static r => !r.IsDefinition).OrderBy(_ => random.Next())];
        Variable[] reported = [.. network.Variables.Where(_ => random.Next(3) > 0)];
        return (ExactEngine.Compile(network, new ExactEngineOptions
        {
            Parameters = LiveParameters.Chosen,
            LiveRows = [.. rows.Take(random.Next(rows.Length + 1))],
            EvidenceVariables = [.. network.Variables.Where(_ => random.Next(2) == 0)],
            ReportedVariables = [.. reported],
            EliminationOrder = [.. network.Variables.OrderBy(_ => random.Next())],
            Lanes = (LaneMode)random.Next(Enum.GetValues<LaneMode>().Length),
        }), random);
    }

    private static Evidence EvidenceFor(ExactEngine engine, Random random)
    {
        Evidence any = RandomNetworks.Evidence(engine.Network, random);
        return engine.Options.EvidenceVariables!.Value.Aggregate(
            Evidence.None(engine.Network),
            (evidence, v) => any.LikelihoodsOf(v).IsEmpty ? evidence : evidence.ObserveLikelihood(v, any.LikelihoodsOf(v)));
    }

    private static double[] WithFrozenRowsOf(ExactEngine engine, double[] parameters)
    {
        double[] mixed = [.. parameters];
        foreach (ProbabilityRow row in engine.Network.Rows.Where(r => !IsLive(engine, r)))
        {
            row.Probabilities.AsSpan().CopyTo(mixed.AsSpan(row.ParameterOffset));
        }

        return mixed;
    }

    private static bool IsLive(ExactEngine engine, ProbabilityRow row) => engine.Options.LiveRows.Contains(row);
}

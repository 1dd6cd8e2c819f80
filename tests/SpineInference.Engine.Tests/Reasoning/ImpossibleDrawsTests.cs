using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Engine.Tests.Inference;

namespace SpineInference.Engine.Tests.Reasoning;

/// <summary>Draws under small effective sample sizes and extreme soft evidence, against exact arithmetic: right, or impossible and left
/// out.</summary>
public sealed class ImpossibleDrawsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void QueryDraws_ExtremeDrawsAndEvidence_EqualExactArithmetic(int block)
    {
        int impossible = 0;
        for (int seed = (block * 60) + 1; seed <= (block + 1) * 60; seed++)
        {
            var random = new Random(seed);
            BayesianNetwork network = Network(random);
            ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All, SearchAttempts = 1 });
            double[] likelihoods = RandomNetworks.Flatten(Stated(network, random));
            const int Count = 11;
            ParameterDraws draws = ParameterDraws.Sample(network, Count, seed);
            double[] parameters = [.. Enumerable.Range(0, Count).SelectMany(d => d % 3 == 2 ? WithMoreZeros(network, draws[d], random) : draws[d].ToArray())];
            BatchPosteriors answers = engine.QueryDraws(likelihoods, parameters);
            double[] posteriors = answers.Flat();
            double[] logs = [.. answers.LogEvidence];
            for (int d = 0; d < Count; d++)
            {
                var oracle = new ExactEnumeration(network, likelihoods, parameters.AsSpan(d * network.Parameters.Length, network.Parameters.Length));
                impossible += oracle.Probability.IsZero ? 1 : 0;
                Assert.Equal(oracle.Probability.IsZero, double.IsNegativeInfinity(logs[d]));
                double[] expected = oracle.Probability.IsZero ? [.. Enumerable.Repeat(double.NaN, engine.StateCount)] : oracle.Posteriors();
                for (int s = 0; s < expected.Length; s++)
                {
                    double actual = posteriors[(s * Count) + d];
                    Assert.True(
                        double.IsNaN(expected[s]) ? double.IsNaN(actual) : Math.Abs(expected[s] - actual) < 1e-10,
                        $"seed {seed}, draw {d}, state {s}: got {actual}, expected {expected[s]}, log P {oracle.Probability.Log()}");
                }
            }
        }

        Assert.InRange(impossible, 1, 8 * 60);
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
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });

        Posteriors answer = engine.Query(evidence);

        Assert.Equal([0, 0.25, 0.75], answer["cause"].ToArray().Select(static p => Math.Round(p, 14)));
        Assert.Equal(Math.Log(0.125 * 4e-200), answer.LogEvidence, 1e-9);
        Assert.Equal(answer["cause"].ToArray(), engine.QueryBatch([evidence]).Of(0)["cause"].ToArray());
        Assert.Equal([2, 1], engine.FindMostProbableExplanation(evidence).States.ToArray());
        var gradient = new double[network.Parameters.Length];
        Assert.Equal(answer.LogEvidence, engine.ComputeLogEvidenceGradient(RandomNetworks.Flatten(evidence), gradient), 1e-12);
        Assert.Equal(0, engine.ComputeExpectedCounts(EvidenceColumns.From(network, [evidence])).ImpossibleCount);
        Assert.Equal(answer.LogEvidence, engine.ComputeExpectedCounts(EvidenceColumns.From(network, [evidence])).LogLikelihood, 1e-12);
    }

    [Fact]
    public void UncertainProbability_ImpossibleDraws_AreLeftOutAndCounted()
    {
        var uncertain = new UncertainProbability(0.5, [0.2, double.NaN, 0.6, double.NaN, double.NaN]);

        Assert.Equal(3, uncertain.ImpossibleCount);
        Assert.Equal(0.4, uncertain.Mean, 1e-15);
        Assert.Equal(0.2, uncertain.ComputeQuantile(0));
        Assert.Equal(0.4, uncertain.Median, 1e-15);
    }

    [Fact]
    public void UncertainPosteriors_ImpossibleDraws_AreLeftOutOfSharesAndCounted()
    {
        var builder = new BayesianNetworkBuilder("coin");
        Variable coin = builder.AddVariable("coin", "heads", "tails");
        builder.SetTable(coin, [], [0.5, 0.5], 10);
        BayesianNetwork network = builder.Build();
        ExactEngine engine = ExactEngine.Compile(network);
        BatchPosteriors draws = engine.CreateBatch(4);
        double[] heads = [0.9, double.NaN, 0.2, double.NaN];
        for (int d = 0; d < heads.Length; d++)
        {
            draws.Values[draws.PlaceOf(d, 0)] = heads[d];
            draws.Values[draws.PlaceOf(d, 1)] = 1 - heads[d];
            draws.Logs[d] = double.IsNaN(heads[d]) ? double.NegativeInfinity : -1;
        }

        var uncertain = new UncertainPosteriors(engine.Query(Evidence.None(network)), draws);

        Assert.Equal((4, 2), (uncertain.Count, uncertain.ImpossibleCount));
        Assert.Equal(2, uncertain[coin, 0].ImpossibleCount);
        Assert.Equal(0.55, uncertain[coin, 0].Mean, 1e-15);
        Assert.Equal(0.5, uncertain.ComputeShareAbove(new Hypothesis(coin, 0), new Hypothesis(coin, 1)));
        Assert.Equal(0.5, uncertain.ComputeShareAbove(new Hypothesis(coin, 1), new Hypothesis(coin, 0)));
    }

    private static double[] WithMoreZeros(BayesianNetwork network, ReadOnlySpan<double> draw, Random random)
    {
        double[] parameters = draw.ToArray();
        foreach (ProbabilityRow row in network.Rows.Where(static r => !r.IsDefinition))
        {
            Span<double> entries = parameters.AsSpan(row.ParameterOffset, row.Length);
            int kept = entries.IndexOf(Max(entries));
            double sum = 0;
            for (int s = 0; s < entries.Length; s++)
            {
                entries[s] = s != kept && random.Next(3) == 0 ? 0 : entries[s];
                sum += entries[s];
            }

            for (int s = 0; s < entries.Length; s++)
            {
                entries[s] /= sum;
            }
        }

        return parameters;

        static double Max(ReadOnlySpan<double> values)
        {
            double largest = values[0];
            foreach (double value in values)
            {
                largest = Math.Max(largest, value);
            }

            return largest;
        }
    }

    private static Evidence Stated(BayesianNetwork network, Random random)
    {
        Evidence evidence = Evidence.None(network);
        foreach (Variable variable in network.Variables)
        {
            switch (random.Next(4))
            {
                case 0:
                    evidence = evidence.Observe(variable, random.Next(variable.StateCount));
                    break;
                case 1:
                    double[] likelihoods = [.. variable.States.Select(_ => random.Next(3) == 0 ? 0 : Math.Pow(10, random.Next(-6, 7) * (random.Next(5) == 0 ? 40 : 1)))];
                    likelihoods[0] = likelihoods.Max() == 0 ? 1 : likelihoods[0];
                    evidence = evidence.ObserveLikelihood(variable, likelihoods);
                    break;
            }
        }

        return evidence;
    }

    private static BayesianNetwork Network(Random random)
    {
        var builder = new BayesianNetworkBuilder("extreme");
        var variables = new List<Variable>();
        int count = random.Next(3, 6);
        int rowNumber = 0;
        for (int i = 0; i < count; i++)
        {
            Variable child = builder.AddVariable($"v{i}", [.. Enumerable.Range(0, random.Next(2, 4)).Select(static s => $"s{s}")]);
            Variable[] parents = [.. variables.OrderBy(_ => random.Next()).Take(random.Next(0, Math.Min(2, i) + 1))];
            variables.Add(child);
            if (parents.Length > 0 && random.Next(2) == 0)
            {
                builder.SetNoisyMax(child, parents, [
                    new([], [Row(child)]),
                    .. parents.Select((p, k) => new NoisyMaxContributorDraft([k], [.. p.States.Select((_, s) => s == 0 && random.Next(2) == 0 ? -1 : Row(child))]))]);
            }
            else
            {
                builder.SetTable(child, parents, [.. Enumerable.Range(0, parents.Aggregate(1, static (n, p) => n * p.StateCount)).Select(_ => Row(child))]);
            }
        }

        return builder.Build();

        int Row(Variable child)
        {
            double[] weights = [.. child.States.Select(_ => random.Next(4) == 0 ? 0 : Math.Pow(10, -8 * random.NextDouble() * random.NextDouble()))];
            weights[random.Next(weights.Length)] += 0.1;
            return builder.AddRow($"row{rowNumber++}", [.. weights.Select(w => w / weights.Sum())], random.Next(6) == 0 ? double.PositiveInfinity : Math.Pow(10, (4 * random.NextDouble()) - 3));
        }
    }
}

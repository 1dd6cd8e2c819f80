using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using static SpineInference.Learning.Tests.Synthesis.SynthesisOracle;

namespace SpineInference.Learning.Tests.Synthesis;

public sealed class EvidenceSynthesisTests
{
    private static readonly SynthesisOptions AtTheirWord = SynthesisOptions.Default with { HasHeterogeneity = false, Tolerance = 1e-10 };

    [Fact]
    public void Run_CountsOnASingleRow_GiveTheClosedForm()
    {
        BayesianNetwork network = OneRow(0.3);
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network).WithDeviation(network.Rows[0], 0.8);
        var studies = new StudySet([new Study("a", [PublishedRate.FromCounts("a1", When("sign", "present"), Anyone, 12, 40)])]);

        SynthesisResult result = EvidenceSynthesis.Run(prior, studies, AtTheirWord);

        double published = Math.Log(12.5 / 28.5);
        double precision = 1 / ((1 / 12.5) + (1 / 28.5));
        double believed = 1 / (0.8 * 0.8);
        double mean = ((precision * published) + (believed * Math.Log(0.3 / 0.7))) / (precision + believed);
        Assert.Equal(1 / (1 + Math.Exp(-mean)), result.Network.Rows[0].Probabilities[1], 1e-9);
        Assert.Equal(Math.Sqrt(1 / (precision + believed)), result.LogOddsDeviationOf(result.Network.Rows[0], 1), 1e-9);
        Assert.True(result.HasConverged);
    }

    [Fact]
    public void Run_StudiesInAnyOrderOrTwice_ChangeNothing()
    {
        BayesianNetwork network = TwoCauses();
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network);
        Study[] studies = [.. SomeStudies()];

        SynthesisResult one = EvidenceSynthesis.Run(prior, new StudySet(studies));
        SynthesisResult other = EvidenceSynthesis.Run(prior, new StudySet(studies.Reverse().Concat(SomeStudies())));

        Assert.Equal(one.Network.Parameters.ToArray(), other.Network.Parameters.ToArray());
        Assert.Equal(one.Rates.Select(static r => r.Predicted), other.Rates.Select(static r => r.Predicted));
    }

    [Fact]
    public void Run_SmallNetwork_AgreesWithLongSampling()
    {
        BayesianNetwork network = TwoCauses();
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network, widest: 0.6);
        var studies = new StudySet(SomeStudies());
        SynthesisResult result = EvidenceSynthesis.Run(prior, studies, AtTheirWord);

        double[][] chain = Metropolis(network, prior, studies, steps: 400_000, seed: 3);

        ParameterDraws draws = result.Draw(20_000, seed: 5);
        foreach (ProbabilityRow row in network.Rows)
        {
            int entry = row.ParameterOffset + 1;
            double[] sampled = [.. chain.Select(c => LogOdds(c[entry])).Order()];
            double[] drawn = [.. Enumerable.Range(0, draws.Count).Select(d => LogOdds(draws[d][entry])).Order()];
            Assert.Equal(sampled.Average(), drawn.Average(), 0.06);
            Assert.Equal(At(sampled, 0.05), At(drawn, 0.05), 0.1);
            Assert.Equal(At(sampled, 0.95), At(drawn, 0.95), 0.1);
        }
    }

    [Fact]
    public void Reliability_SmallNetwork_TrustsTheGaussian()
    {
        BayesianNetwork network = TwoCauses();
        SynthesisResult result = EvidenceSynthesis.Run(LogOddsPrior.FromSampleSizes(network, 0.6), new StudySet(SomeStudies()), AtTheirWord);

        (double shape, double effective) = result.AssessReliability(2000);

        Assert.True(shape < 0.7, $"k-hat is {shape}.");
        Assert.InRange(effective, 1000, 2000);
    }

    [Fact]
    public void Run_RatesOfKnownNetworks_AreCoveredAtTheStatedRate()
    {
        int inside = 0;
        int all = 0;
        for (int replicate = 0; replicate < 100; replicate++)
        {
            BayesianNetwork medians = TwoCauses();
            LogOddsPrior prior = LogOddsPrior.FromSampleSizes(medians, widest: 0.8);
            var random = new SeededRandom(replicate, 7);
            BayesianNetwork truth = DrawFrom(prior, random);
            SynthesisResult result = EvidenceSynthesis.Run(prior, new StudySet(StudiesOf(truth, random)), AtTheirWord);
            ParameterDraws draws = result.Draw(400, replicate);
            foreach (ProbabilityRow row in medians.Rows)
            {
                int entry = row.ParameterOffset + 1;
                double[] drawn = [.. Enumerable.Range(0, draws.Count).Select(d => draws[d][entry]).Order()];
                inside += truth.Parameters[entry] >= At(drawn, 0.05) && truth.Parameters[entry] <= At(drawn, 0.95) ? 1 : 0;
                all++;
            }
        }

        // 500 intervals of 90 %: two standard errors are .027; the Gaussian is not exact.
        Assert.InRange(inside / (double)all, 0.86, 0.94);
    }

    [Fact]
    public void Run_StudiesThatContradict_AreHeterogeneousAndLessBelieved()
    {
        BayesianNetwork network = OneRow(0.5);
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network).WithDeviation(network.Rows[0], 2);
        Study Of(string key, int count) => new(key, [PublishedRate.FromCounts(key + "1", When("sign", "present"), Anyone, count, 200)]);

        SynthesisResult agreeing = EvidenceSynthesis.Run(prior, new StudySet([Of("a", 60), Of("b", 62), Of("c", 58), Of("d", 61), Of("e", 59)]));
        SynthesisResult contradicting = EvidenceSynthesis.Run(prior, new StudySet([Of("a", 20), Of("b", 100), Of("c", 60), Of("d", 150), Of("e", 40)]));

        Assert.True(contradicting.Heterogeneity[""] > 2 * agreeing.Heterogeneity[""]);
        Assert.True(contradicting.LogOddsDeviationOf(network.Rows[0], 1) > 2 * agreeing.LogOddsDeviationOf(network.Rows[0], 1));
    }

    [Fact]
    public void Run_OneOutlierAmongMany_MovesLittle()
    {
        BayesianNetwork network = OneRow(0.3);
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network).WithDeviation(network.Rows[0], 2);
        Study Of(string key, int count) => new(key, [PublishedRate.FromCounts(key + "1", When("sign", "present"), Anyone, count, 200)]);
        Study[] agreeing = [Of("a", 60), Of("b", 64), Of("c", 56), Of("d", 62), Of("e", 58), Of("f", 61)];

        double before = EvidenceSynthesis.Run(prior, new StudySet(agreeing)).Network.Rows[0].Probabilities[1];
        SynthesisResult result = EvidenceSynthesis.Run(prior, new StudySet([.. agreeing, Of("z", 190)]));

        Assert.InRange(result.Network.Rows[0].Probabilities[1], before, before + 0.06);
        Assert.True(result.Rates[^1].Weight < 0.5);
        Assert.False(result.Rates[^1].IsPredicted);
    }

    [Fact]
    public void Run_ACommonError_MovesWhatNoStudyMeasured()
    {
        BayesianNetwork network = TwoCauses();
        ProbabilityRow measured = network.Rows[1];
        ProbabilityRow unmeasured = network.Rows[3];
        LogOddsPrior alone = LogOddsPrior.FromSampleSizes(network, 0.5);
        LogOddsPrior together = alone.WithCommonError("sensitivities of one author", 0.8, [(measured, 1), (unmeasured, 1)]);
        var studies = new StudySet([new Study("a", [PublishedRate.FromCounts("a1", When("sign", "present"), When("cause", "first"), 20, 100)])]);

        double withoutIt = EvidenceSynthesis.Run(alone, studies, AtTheirWord).Network.Rows[3].Probabilities[1];
        double withIt = EvidenceSynthesis.Run(together, studies, AtTheirWord).Network.Rows[3].Probabilities[1];

        Assert.Equal(unmeasured.Probabilities[1], withoutIt, 1e-9);
        Assert.True(withIt < unmeasured.Probabilities[1] - 0.1);
    }

    [Fact]
    public void Run_RatesTheNetworkCannotHave_NamesThemAll()
    {
        BayesianNetwork network = TwoCauses();
        var studies = new StudySet(
        [
            new Study("a", [PublishedRate.FromCounts("a1", When("sgn", "present"), Anyone, 1, 10), PublishedRate.FromCounts("a2", When("sign", "there"), Anyone, 1, 10)]),
            new Study("b", [PublishedRate.FromCounts("b1", When("sign", "present"), When("sign", "absent"), 1, 10)]),
        ]);

        ArgumentException fault = Assert.Throws<ArgumentException>(() => EvidenceSynthesis.Run(LogOddsPrior.FromSampleSizes(network), studies));

        Assert.Contains("'sgn'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'there'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'b1'", fault.Message, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> When(string variable, string state) => Anyone.Add(variable, [state]);

    private static BayesianNetwork OneRow(double probability)
    {
        var builder = new BayesianNetworkBuilder("one row");
        int row = builder.AddRow("sign", [1 - probability, probability], 10);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [], [row]);
        return builder.Build();
    }

    // A cause with two signs that hang on it: five rows.
    private static BayesianNetwork TwoCauses()
    {
        var builder = new BayesianNetworkBuilder("two causes");
        int prior = builder.AddRow("cause", [0.6, 0.4], 8);
        int first = builder.AddRow("sign, first", [0.4, 0.6], 6);
        int second = builder.AddRow("sign, second", [0.8, 0.2], 6);
        int test1 = builder.AddRow("test, first", [0.3, 0.7], 6);
        int test2 = builder.AddRow("test, second", [0.85, 0.15], 6);
        Variable cause = builder.AddVariable("cause", "first", "second");
        builder.SetTable(cause, [], [prior]);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [cause], [first, second]);
        builder.SetTable(builder.AddVariable("test", "absent", "present"), [cause], [test1, test2]);
        return builder.Build();
    }

    private static IEnumerable<Study> SomeStudies()
    {
        yield return new Study("a", [
            PublishedRate.FromCounts("a1", When("sign", "present"), When("cause", "first"), 40, 90),
            PublishedRate.FromCounts("a2", When("sign", "present"), When("cause", "second"), 15, 60)]);
        yield return new Study("b", [PublishedRate.FromCounts("b1", When("cause", "first"), When("test", "present"), 70, 100)]);
        yield return new Study("c", [PublishedRate.FromInterval(
            "c1", RateMeasure.OddsRatio, When("sign", "present"), When("test", "present"), When("test", "absent"), 2.4, 1.4, 4.1)]);
        yield return new Study("d", [PublishedRate.FromInterval(
            "d1", RateMeasure.LikelihoodRatio, When("test", "present"), When("cause", "first"), When("cause", "second"), 4, 2.5, 6.4)]);
    }

    private static IEnumerable<Study> StudiesOf(BayesianNetwork truth, SeededRandom random)
    {
        (string Id, string Of, string State, ImmutableSortedDictionary<string, ImmutableArray<string>> Given, int Total)[] rates =
        [
            ("cause", "cause", "second", Anyone, 60),
            ("sign-first", "sign", "present", When("cause", "first"), 80),
            ("sign-second", "sign", "present", When("cause", "second"), 50),
            ("cause-test", "cause", "second", When("test", "present"), 100),
            ("test", "test", "present", Anyone, 70),
        ];
        foreach ((string id, string of, string state, var given, int total) in rates)
        {
            double rate = Rate(truth, When(of, state), given);
            int count = Enumerable.Range(0, total).Count(_ => random.NextUniform() < rate);
            yield return new Study(id, [PublishedRate.FromCounts(id, When(of, state), given, count, total)]);
        }
    }

    private static BayesianNetwork DrawFrom(LogOddsPrior prior, SeededRandom random)
    {
        double[] theta = prior.Network.Parameters.ToArray();
        foreach (ProbabilityRow row in prior.Network.Rows)
        {
            double logOdds = LogOdds(theta[row.ParameterOffset + 1]) + (prior.LogOddsDeviationOf(row, 1) * random.NextNormal());
            theta[row.ParameterOffset + 1] = 1 / (1 + Math.Exp(-logOdds));
            theta[row.ParameterOffset] = 1 - theta[row.ParameterOffset + 1];
        }

        return prior.Network.WithParameters(theta);
    }

    private static double At(double[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
}

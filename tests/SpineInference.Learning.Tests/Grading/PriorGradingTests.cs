using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning.Tests.Grading;

public sealed class PriorGradingTests
{
    private static readonly GradingOptions AtTheirWord = GradingOptions.Default with { HasHeterogeneity = false };

    [Fact]
    public void Run_ASingleRowAtItsWord_IsThePosteriorOfOneNormalNumber()
    {
        (BayesianNetwork network, LogOddsPrior prior) = Signs([0.3], deviation: 0.6);
        PublishedRate rate = PublishedRate.FromCounts("a1", When("sign-0"), Anyone, 70, 100);
        GradingOptions options = AtTheirWord with { Middle = 1.2, Spread = 0.6, GroupSpread = 0.3, Draws = 40_000 };

        GradingResult result = PriorGrading.Run(prior, new StudySet([new Study("a", [rate])]), ["a1"], [new WidthGroup("all", network.Rows)], options);

        // y − h ~ N(0, s²d² + se²), log s ~ N(log 1.2, .45): the quantiles by summing over a grid.
        double residual = rate.Estimate - Math.Log(0.3 / 0.7);
        double[] grid = [.. Enumerable.Range(-4000, 8001).Select(static i => i / 1000.0)];
        double[] density = [.. grid.Select(x =>
        {
            double variance = (Math.Exp(2 * x) * 0.36) + (rate.StandardError * rate.StandardError);
            double z = x - Math.Log(1.2);
            return Math.Exp((-z * z / (2 * 0.45)) - (residual * residual / (2 * variance))) / Math.Sqrt(variance);
        })];
        GradedScale scale = Assert.Single(result.Scales);
        Assert.Equal(Quantile(0.5), Math.Log(scale.Median), 0.04);
        Assert.Equal(Quantile(0.05), Math.Log(scale.Low), 0.08);
        Assert.Equal(Quantile(0.95), Math.Log(scale.High), 0.08);
        Assert.Equal(Math.Sqrt(0.45), scale.PriorLogDeviation, 1e-12);

        double Quantile(double share)
        {
            double sum = 0;
            return grid[density.Select((d, i) => (d, i)).First(d => (sum += d.d) >= share * density.Sum()).i];
        }
    }

    [Fact]
    public void Run_FixedScalesAtTheirWord_ExpectsTheClosedForm()
    {
        (BayesianNetwork network, LogOddsPrior prior) = Signs([0.3], deviation: 0.6);
        PublishedRate rate = PublishedRate.FromCounts("a1", When("sign-0"), Anyone, 70, 100);

        GradedRate graded = Assert.Single(PriorGrading.Run(
            prior, new StudySet([new Study("a", [rate])]), ["a1"], [new WidthGroup("all", network.Rows)], AtTheirWord with { AreScalesFixed = true, Draws = 100 }).Rates);

        double half = 1.6448536269514722 * Math.Sqrt(0.36 + (rate.StandardError * rate.StandardError));
        Assert.Equal(Math.Log(0.3 / 0.7) - half, LogOdds(graded.Predicted.Low), 1e-6);
        Assert.Equal(Math.Log(0.3 / 0.7) + half, LogOdds(graded.Predicted.High), 1e-6);
        Assert.Equal(0.6, graded.PriorDeviation, 1e-9);
        Assert.False(graded.IsPredicted);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_NetworksOfAKnownScale_CoverItAtTheStatedRate(double scale)
    {
        GradedScale[] scales = [.. Enumerable.Range(0, 100).AsParallel().AsOrdered().Select(replicate =>
        {
            var random = new SeededRandom(replicate, 11);
            double[] medians = [.. Enumerable.Range(0, 16).Select(_ => 0.3 + (0.4 * random.NextUniform()))];
            (BayesianNetwork network, LogOddsPrior prior) = Signs(medians, deviation: 1);
            Study[] studies = [.. medians.SelectMany((m, i) => StudiesOf(i, LogOdds(m) + (scale * random.NextNormal()), random).Take(1 + (i % 2)))];
            return PriorGrading.Run(
                prior,
                new StudySet(studies),
                studies.SelectMany(static s => s.Rates).Select(static r => r.Id),
                [new WidthGroup("all", network.Rows)],
                GradingOptions.Default with { Spread = 0.8, Draws = 1500, BurnIn = 600, HeterogeneityMiddle = 0.3 }).Scales[0];
        })];

        // 100 intervals of 90 %: two and a half standard errors are 7.5. The prior is wide, so that it draws little towards 1.
        Assert.InRange(scales.Count(s => s.Low <= scale && scale <= s.High), 82, 97);
        Assert.Equal(Math.Log(scale), scales.Average(static s => Math.Log(s.Median)), 0.15);
        Assert.True(scales.Average(static s => s.Learned) > 0.6);
    }

    [Fact]
    public void Run_TwoGroups_TellsTheWrongOneFromTheRightOne()
    {
        var random = new SeededRandom(5);
        double[] medians = [.. Enumerable.Repeat(0.3, 40)];
        (BayesianNetwork network, LogOddsPrior prior) = Signs(medians, deviation: 0.5);
        Study[] studies = [.. medians.SelectMany((m, i) => StudiesOf(i, LogOdds(m) + ((i < 20 ? 0.5 : 1.5) * random.NextNormal()), random))];

        GradingResult result = PriorGrading.Run(
            prior,
            new StudySet(studies),
            studies.SelectMany(static s => s.Rates).Select(static r => r.Id),
            [new WidthGroup("right", network.Rows[..20]), new WidthGroup("wrong", network.Rows[20..])],
            GradingOptions.Default with { Draws = 3000, BurnIn = 1000, GroupSpread = 0.5 });

        Assert.InRange(result.Scales[0].Median, 0.6, 1.5);
        Assert.InRange(result.Scales[1].Median, 2, 4.2);
        Assert.InRange(result.Coverage, 0.8, 1);
    }

    [Fact]
    public void Run_StudiesInAnyOrder_ChangeNothing()
    {
        (BayesianNetwork network, LogOddsPrior prior) = Signs([0.2, 0.4, 0.6], deviation: 0.7);
        var random = new SeededRandom(3);
        Study[] studies = [.. Enumerable.Range(0, 3).SelectMany(i => StudiesOf(i, 0.3 * i, random))];
        GradingOptions options = GradingOptions.Default with { Draws = 300, BurnIn = 300 };
        string[] grading = ["sign-0-a", "sign-0-b", "sign-2-a"];

        GradingResult one = PriorGrading.Run(prior, new StudySet(studies), grading, [new WidthGroup("all", network.Rows)], options);
        GradingResult other = PriorGrading.Run(prior, new StudySet(studies.Reverse()), grading.Reverse(), [new WidthGroup("all", network.Rows.Reverse())], options);

        Assert.Equal(one.Scales[0].Median, other.Scales[0].Median);
        Assert.Equal(one.Rates.Select(static r => r.Predicted), other.Rates.Select(static r => r.Predicted));
        Assert.Equal(3, one.ToldCount);
        Assert.Equal(2, one.ContrastCount);
    }

    [Fact]
    public void Run_WhatWasTold_NarrowsAndDoesNotGrade()
    {
        (BayesianNetwork network, LogOddsPrior prior) = Signs([0.5], deviation: 1);
        PublishedRate Of(string id, int count) => PublishedRate.FromCounts(id, When("sign-0"), Anyone, count, 1000);
        var studies = new StudySet([new Study("told", [Of("told", 900)]), new Study("later", [Of("later", 520)])]);

        GradedRate graded = Assert.Single(PriorGrading.Run(
            prior, studies, ["later"], [new WidthGroup("all", network.Rows)], AtTheirWord with { AreScalesFixed = true, Draws = 100 }).Rates);

        // The numbers stay as written, whatever was told; what they may be off by is the told study's error, and its own.
        PublishedRate told = studies.Rates.Single(static r => r.Id == "told");
        double variance = (1 / (1 + (1 / (told.StandardError * told.StandardError)))) + (graded.Rate.StandardError * graded.Rate.StandardError);
        Assert.Equal(1.6448536269514722 * Math.Sqrt(variance), LogOdds(graded.Predicted.High), 1e-6);
    }

    [Fact]
    public void Run_WhatCannotBe_NamesAllFaults()
    {
        (BayesianNetwork network, LogOddsPrior prior) = Signs([0.3, 0.4], deviation: 0.7);
        var studies = new StudySet(StudiesOf(0, 0, new SeededRandom(1)));

        ArgumentException fault = Assert.Throws<ArgumentException>(() => PriorGrading.Run(
            prior,
            studies,
            ["sign-9"],
            [new WidthGroup("one", network.Rows), new WidthGroup("one", [network.Rows[0], Signs([0.5], 1).Network.Rows[0]], ["nothing"])]));

        Assert.Contains("Rate 'sign-9' is to grade", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Two groups are called 'one'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Row 'sign-0' stands in two groups", fault.Message, StringComparison.Ordinal);
        Assert.Contains("another network", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no common error 'nothing'", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PriorGrading.Run(prior, studies, [], []));
        Assert.Throws<ArgumentException>(() => PriorGrading.Run(prior, studies, ["sign-0-a"], [new WidthGroup("one", network.Rows)], GradingOptions.Default with { Spread = 0 }));
        Assert.Throws<ArgumentException>(static () => new WidthGroup("none", []));
    }

    private const int Total = 1000;

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Anyone => ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> When(string sign) => Anyone.Add(sign, ["present"]);

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private static (BayesianNetwork Network, LogOddsPrior Prior) Signs(double[] medians, double deviation)
    {
        var builder = new BayesianNetworkBuilder("signs");
        for (int i = 0; i < medians.Length; i++)
        {
            int row = builder.AddRow($"sign-{i}", [1 - medians[i], medians[i]], 10);
            builder.SetTable(builder.AddVariable($"sign-{i}", "absent", "present"), [], [row]);
        }

        BayesianNetwork network = builder.Build();
        return (network, network.Rows.Aggregate(LogOddsPrior.FromSampleSizes(network), (p, r) => p.WithDeviation(r, deviation)));
    }

    // Two studies of one sign, each off by .3 as the model says.
    private static IEnumerable<Study> StudiesOf(int sign, double truth, SeededRandom random)
    {
        foreach (string study in new[] { "a", "b" })
        {
            double scale = 0.3 * Math.Sqrt(0.5);
            double own = random.NextNormal() / Math.Sqrt(Math.Exp(random.NextLogGamma(2)) / 2);
            double rate = 1 / (1 + Math.Exp(-truth - (scale * (random.NextNormal() + own))));
            int count = Enumerable.Range(0, Total).Count(_ => random.NextUniform() < rate);
            yield return new Study($"sign-{sign}-{study}", [PublishedRate.FromCounts($"sign-{sign}-{study}", When($"sign-{sign}"), Anyone, count, Total)]);
        }
    }
}

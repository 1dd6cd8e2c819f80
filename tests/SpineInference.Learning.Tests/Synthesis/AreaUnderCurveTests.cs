using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests.Synthesis;

public sealed class AreaUnderCurveTests
{
    private static readonly SynthesisOptions AtTheirWord = SynthesisOptions.Default with { HasHeterogeneity = false, Tolerance = 1e-10 };

    [Fact]
    public void Before_OfThreeStates_IsTheShareOfPairsInOrderWithTiesHalf()
    {
        SynthesizedRate rate = Run(Area("low", "middle", "high")).Rates.Single();
        double expected = (0.3 * (0.6 + 0.15)) + (0.5 * (0.6 + 0.3 + 0.05)) + (0.2 * 0.3);
        Assert.Equal(expected, rate.Before, 1e-12);
        Assert.Equal(1 - expected, Run(Area("high", "middle", "low")).Rates.Single().Before, 1e-12);
    }

    [Fact]
    public void Run_AnArea_MovesTowardsItFromAnywhere()
    {
        SynthesisResult result = Run(Area("low", "middle", "high"));
        SynthesizedRate rate = result.Rates.Single();
        Assert.InRange(rate.After, 0.7, rate.Before - 0.01);
        Assert.True(result.HasConverged);

        // A start beside the mode comes back to it.
        BayesianNetwork beside = result.Network.WithParameters([.. Nudged(result.Network)]);
        SynthesisResult again = EvidenceSynthesis.Run(Prior(), Studies(Area("low", "middle", "high")), AtTheirWord with { Start = beside });
        Assert.All(
            again.Network.Parameters.ToArray().Zip(result.Network.Parameters.ToArray()), static p => Assert.Equal(p.Second, p.First, 1e-6));
        Assert.Equal(rate.Before, again.Rates.Single().Before, 1e-12);
    }

    [Fact]
    public void Run_AreaOfTwoStates_IsTheMeanOfSensitivityAndSpecificity()
    {
        var builder = new BayesianNetworkBuilder("two states");
        Variable cause = builder.AddVariable("cause", "no", "yes");
        builder.SetTable(cause, [], [builder.AddRow("cause", [0.5, 0.5], 8)]);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [cause], [builder.AddRow("without", [0.9, 0.1], 8), builder.AddRow("with", [0.3, 0.7], 8)]);
        BayesianNetwork network = builder.Build();
        PublishedRate area = PublishedRate.FromInterval(
            "area", RateMeasure.AreaUnderCurve, When("sign", "absent", "present"), When("cause", "yes"), When("cause", "no"), 0.7, 0.65, 0.745);
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network).WithDeviation(network.Rows[1], 0.8).WithDeviation(network.Rows[2], 0.6);
        SynthesisResult result = EvidenceSynthesis.Run(prior, Studies(area), AtTheirWord);
        Assert.Equal((0.7 + 0.9) / 2, result.Rates.Single().Before, 1e-12);

        // At the mode prior and rate balance: half the squared distances, by hand, are flat there.
        double Objective(double without, double with)
        {
            double implied = (Share(with) + 1 - Share(without)) / 2;
            double miss = (LogOdds(implied) - area.Estimate) / area.StandardError;
            double first = (without - LogOdds(0.1)) / 0.8;
            double second = (with - LogOdds(0.7)) / 0.6;
            return ((miss * miss) + (first * first) + (second * second)) / 2;
        }

        double a = LogOdds(result.Network.Rows[1].Probabilities[1]);
        double b = LogOdds(result.Network.Rows[2].Probabilities[1]);
        Assert.Equal(0, (Objective(a + 1e-4, b) - Objective(a - 1e-4, b)) / 2e-4, 1e-5);
        Assert.Equal(0, (Objective(a, b + 1e-4) - Objective(a, b - 1e-4)) / 2e-4, 1e-5);
        Assert.True(a > LogOdds(0.1) + 0.05 && b < LogOdds(0.7) - 0.05);
    }

    [Fact]
    public void Run_AreaThatLacksAState_NamesIt()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Run(Area("low", "high")));
        Assert.Contains("middle is missing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromInterval_AreaOfTwoVariables_Throws()
    {
        var both = When("grade", "low", "high").Add("cause", ["yes", "no"]);
        Assert.Throws<ArgumentException>(() => PublishedRate.FromInterval(
            "area", RateMeasure.AreaUnderCurve, both, When("cause", "yes"), When("cause", "no"), 0.7, 0.6, 0.8));
    }

    private static double LogOdds(double p) => Math.Log(p / (1 - p));

    private static double Share(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static SynthesisResult Run(PublishedRate rate) => EvidenceSynthesis.Run(Prior(), Studies(rate), AtTheirWord);

    private static StudySet Studies(PublishedRate rate) => new([new Study("a", [rate])]);

    private static PublishedRate Area(params string[] states) => PublishedRate.FromInterval(
        "area", RateMeasure.AreaUnderCurve, When("grade", states), When("cause", "yes"), When("cause", "no"), 0.7, 0.6, 0.79);

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> When(string variable, params string[] states) =>
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(variable, [.. states]);

    private static LogOddsPrior Prior()
    {
        var builder = new BayesianNetworkBuilder("graded");
        Variable cause = builder.AddVariable("cause", "no", "yes");
        builder.SetTable(cause, [], [builder.AddRow("cause", [0.6, 0.4], 8)]);
        builder.SetTable(
            builder.AddVariable("grade", "low", "middle", "high"),
            [cause],
            [builder.AddRow("without", [0.6, 0.3, 0.1], 8), builder.AddRow("with", [0.2, 0.3, 0.5], 8)]);
        return LogOddsPrior.FromSampleSizes(builder.Build());
    }

    private static IEnumerable<double> Nudged(BayesianNetwork network)
    {
        foreach (ProbabilityRow row in network.Rows)
        {
            double[] nudged = [.. row.Probabilities.ToArray().Select(static (p, s) => p * (1 + (0.05 * s)))];
            foreach (double p in nudged)
            {
                yield return p / nudged.Sum();
            }
        }
    }
}

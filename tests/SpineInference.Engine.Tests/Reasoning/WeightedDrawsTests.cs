using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tests.Reasoning;

public sealed class WeightedDrawsTests
{
    [Fact]
    public void Posteriors_RowsApart_MeanOverWeightedDrawsIsThePoint()
    {
        // Each row stands in one distribution, so P(e) and P(h, e) are linear in each, and means of independent rows integrate exactly.
        (BayesianNetwork network, Evidence evidence, Hypothesis hypothesis) = Case();
        ParameterAnalysis analysis = ParameterAnalysis.Compile(network);
        ParameterDraws draws = ParameterDraws.Sample(network, 40_000, 3);

        UncertainProbability weighted = analysis.ComputePosteriors(evidence, draws)[hypothesis];
        var alike = new UncertainProbability(weighted.Point, weighted.Draws.AsSpan());

        Assert.Equal(weighted.Point, weighted.Mean, 0.004);
        Assert.True(Math.Abs(alike.Mean - alike.Point) > 0.01, $"{alike.Mean} {alike.Point}");
        Assert.InRange(weighted.EffectiveCount, 1000, 39_999);
        Assert.Equal(40_000, alike.EffectiveCount, 1e-6);
    }

    [Fact]
    public void ShareFirst_OfAllStates_SumsToOne()
    {
        (BayesianNetwork network, Evidence evidence, Hypothesis hypothesis) = Case();
        UncertainPosteriors posteriors = ParameterAnalysis.Compile(network).ComputePosteriors(evidence, ParameterDraws.Sample(network, 500, 3));

        double first = posteriors.ComputeShareFirst(hypothesis.Variable, 0);
        double second = posteriors.ComputeShareFirst(hypothesis.Variable, 1);

        Assert.Equal(1, first + second, 1e-12);
        Assert.InRange(first, 0.01, 0.99);
        Assert.Equal(posteriors.EffectiveCount, posteriors[hypothesis].EffectiveCount, 1e-9);
    }

    [Fact]
    public void Quantile_WeightedDraws_CountsByWeight()
    {
        var heavy = new UncertainProbability(0.5, [0.1, 0.2, 0.9], [0.05, 0.05, 0.9]);

        Assert.Equal(0.825, heavy.Mean, 1e-12);
        Assert.True(heavy.Median > 0.8);
        Assert.Equal(1 / ((2 * 0.05 * 0.05) + (0.9 * 0.9)), heavy.EffectiveCount, 1e-9);
        Assert.Throws<ArgumentException>(() => new UncertainProbability(0.5, [0.1], [-1.0]));
        Assert.Throws<ArgumentException>(() => new UncertainProbability(0.5, [0.1], [1.0, 1.0]));
    }

    [Fact]
    public void Central_PointBesideTheDraws_IsHeld()
    {
        var skewed = new UncertainProbability(0.01, [0.1, 0.2, 0.3]);
        Assert.Equal(0.01, skewed.ComputeCentralInterval().Lower);
        Assert.Equal(0.3, skewed.ComputeCentralInterval(0.999).Upper, 0.01);
    }

    [Fact]
    public void LoadOrCompile_ASavedProgram_AnswersTheSame()
    {
        (BayesianNetwork network, Evidence evidence, Hypothesis hypothesis) = Case();
        ParameterAnalysis compiled = ParameterAnalysis.Compile(network);
        using var file = new MemoryStream();
        compiled.Save(file);
        file.Position = 0;

        ParameterAnalysis loaded = ParameterAnalysis.LoadOrCompile(network, file);

        ParameterDraws draws = ParameterDraws.Sample(network, 50, 3);
        Assert.All(
            compiled.ComputePosteriors(evidence, draws)[hypothesis].Draws.Zip(loaded.ComputePosteriors(evidence, draws)[hypothesis].Draws),
            static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Throws<ArgumentException>(() => ParameterAnalysis.Compile(network, belief: ParameterBelief.FromSampleSizes(Case().Network)));
    }

    private static (BayesianNetwork Network, Evidence Evidence, Hypothesis Hypothesis) Case()
    {
        var builder = new BayesianNetworkBuilder("signs");
        int prior = builder.AddRow("cause", [0.7, 0.3], 6);
        Variable cause = builder.AddVariable("cause", "no", "yes");
        builder.SetTable(cause, [], [prior]);
        var signs = new Variable[3];
        for (int i = 0; i < signs.Length; i++)
        {
            int without = builder.AddRow($"without {i}", [0.9, 0.1], 5);
            int with = builder.AddRow($"with {i}", [0.5, 0.5], 5);
            signs[i] = builder.AddVariable($"sign {i}", "absent", "present");
            builder.SetTable(signs[i], [cause], [without, with]);
        }

        BayesianNetwork network = builder.Build();
        Evidence evidence = Evidence.None(network).Observe(network["sign 0"], 1).Observe(network["sign 1"], 0).Observe(network["sign 2"], 1);
        return (network, evidence, Hypothesis.Of(network, "cause", "yes"));
    }
}

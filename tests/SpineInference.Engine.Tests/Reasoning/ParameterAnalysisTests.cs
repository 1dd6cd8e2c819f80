using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class ParameterAnalysisTests
{
    [Fact]
    public void Posteriors_RandomNetworks_MatchEnumerationUnderTheSameDraws()
    {
        foreach (RandomCase c in RandomCase.Some(8))
        {
            Variable target = c.Open[0];
            ParameterDraws draws = ParameterDraws.Sample(c.Network, 12);
            UncertainPosteriors posteriors = ParameterAnalysis.Compile(c.Network, [target]).ComputePosteriors(c.Evidence, draws);
            for (int s = 0; s < target.StateCount; s++)
            {
                UncertainProbability uncertain = posteriors[target, s];
                int state = s;
                Close.Equal(Posterior(c, target, state, null), uncertain.Point);
                for (int d = 0; d < draws.Count; d++)
                {
                    Close.Equal(Posterior(c, target, state, draws[d].ToArray()), uncertain.Draws[d], 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Sensitivities_RandomNetworks_MatchFiniteDifferences()
    {
        const double step = 1e-6;
        foreach (RandomCase c in RandomCase.Some(10))
        {
            var hypothesis = new Hypothesis(c.Open[0], 0);
            foreach (ParameterSensitivity s in ParameterAnalysis.Compile(c.Network).ComputeSensitivities(c.Evidence, hypothesis))
            {
                double slope = (Posterior(c, c.Open[0], 0, Moved(c, s.Row, s.State, s.Probability + step))
                    - Posterior(c, c.Open[0], 0, Moved(c, s.Row, s.State, s.Probability - step))) / (2 * step);
                Close.Equal(slope, s.Derivative, 1e-6);
            }
        }
    }

    [Fact]
    public void Tornado_RandomNetworks_BarsAreExact()
    {
        foreach (RandomCase c in RandomCase.Some(10))
        {
            var hypothesis = new Hypothesis(c.Open[0], 0);
            ImmutableArray<TornadoBar> bars = ParameterAnalysis.Compile(c.Network).ComputeTornado(c.Evidence, hypothesis, 4, 0.8);
            foreach (TornadoBar bar in bars)
            {
                Close.Equal(Posterior(c, c.Open[0], 0, Moved(c, bar.Row, bar.State, bar.Range.Lower)), bar.AtLower, 1e-9);
                Close.Equal(Posterior(c, c.Open[0], 0, Moved(c, bar.Row, bar.State, bar.Range.Upper)), bar.AtUpper, 1e-9);
                Assert.InRange(bar.Row.Probabilities[bar.State], bar.Range.Lower - 0.2, bar.Range.Upper + 0.2);
            }

            Assert.Equal(bars.Select(static b => b.Swing).OrderDescending(), bars.Select(static b => b.Swing));
        }
    }

    [Fact]
    public void RankingThresholds_RandomNetworks_TheTwoAreEqualThereAndNotBefore()
    {
        int found = 0;
        foreach (RandomCase c in RandomCase.Some(20))
        {
            Variable target = c.Open[0];
            if (Posterior(c, target, 0, null) == 0 || Posterior(c, target, 1, null) == 0)
            {
                continue;
            }

            foreach (RankingThreshold t in ParameterAnalysis.Compile(c.Network)
                .FindRankingThresholds(c.Evidence, new Hypothesis(target, 0), new Hypothesis(target, 1), 1000))
            {
                found++;
                Close.Equal(0, Difference(c, t, t.Threshold), 1e-7);
                double halfWay = Difference(c, t, (t.Threshold + t.Probability) / 2);
                Assert.Equal(Math.Sign(Difference(c, t, t.Probability)), Math.Sign(halfWay));
                Assert.InRange(t.TailProbability, 0, 1);
            }
        }

        Assert.InRange(found, 15, int.MaxValue);

        static double Difference(RandomCase c, RankingThreshold t, double value)
        {
            double[] parameters = Moved(c, t.Row, t.State, value);
            return (c.Sum(c.Evidence, s => s[c.Open[0].Index] == 0, parameters) - c.Sum(c.Evidence, s => s[c.Open[0].Index] == 1, parameters))
                / c.Sum(c.Evidence);
        }
    }

    [Fact]
    public void RankingThresholds_TwoTests_ByHand()
    {
        // After two positive tests the odds are 1/9 · 16; they are even where the prior is x/(1 − x) · 16 = 1.
        (_, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Evidence evidence = Evidence.None(network).Observe("first", "positive").Observe("second", "positive");
        RankingThreshold prior = Assert.Single(
            ParameterAnalysis.Compile(network).FindRankingThresholds(
                evidence, Hypothesis.Of(network, "disease", "yes"), Hypothesis.Of(network, "disease", "no")),
            static t => t.Row.Id == "disease");
        Assert.Equal(1.0 / 17, prior.Threshold, 12);
        Assert.Equal((1.0 / 17) - 0.1, prior.Change, 12);
    }

    [Fact]
    public void WidthSources_FirmRows_AddUpToTheVarianceOfTheDraws()
    {
        // With large samples the posterior is nearly linear in the parameters over their range.
        foreach (RandomCase c in RandomCase.Some(4))
        {
            double[] sizes = [.. c.Network.Rows.Select(static r => r.IsDefinition ? r.EffectiveSampleSize : 5000)];
            BayesianNetwork firm = c.Network.WithParameters(c.Network.Parameters, sizes);
            Evidence evidence = c.Observed.Aggregate(
                Evidence.None(firm), (e, v) => e.ObserveLikelihood(firm[v.Name], c.Evidence.LikelihoodsOf(v)));
            var hypothesis = new Hypothesis(firm[c.Open[0].Name], 0);
            ParameterAnalysis analysis = ParameterAnalysis.Compile(firm);
            ImmutableArray<RowInfluence> sources = analysis.FindWidthSources(evidence, hypothesis);
            double expected = analysis.ComputePosteriors(evidence, ParameterDraws.Sample(firm, 4000))[hypothesis].StandardDeviation;
            double firstOrder = Math.Sqrt(sources.Sum(static s => s.StandardDeviation * s.StandardDeviation));
            Assert.InRange(firstOrder, (expected * 0.93) - 1e-9, (expected * 1.07) + 1e-9);
            if (!sources.IsEmpty)
            {
                Assert.Equal(1, sources.Sum(static s => s.Share), 9);
            }
        }
    }

    [Fact]
    public void Posteriors_TestsAgainstPrior_WidensWithTheirUncertainty()
    {
        (_, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        ParameterAnalysis analysis = ParameterAnalysis.Compile(network, [network["disease"]]);
        ParameterDraws draws = ParameterDraws.Sample(network, 500);
        var yes = Hypothesis.Of(network, "disease", "yes");
        var no = Hypothesis.Of(network, "disease", "no");
        Evidence positive = Evidence.None(network).Observe("first", "positive");
        UncertainProbability before = analysis.ComputePosteriors(Evidence.None(network), draws)[yes];
        UncertainProbability after = analysis.ComputePosteriors(positive, draws)[yes];
        Assert.True(after.ComputeCentralInterval().Width > before.ComputeCentralInterval().Width);
        Assert.InRange(after.Point, after.ComputeCentralInterval().Lower, after.ComputeCentralInterval().Upper);
        Assert.Equal(1, analysis.ComputePosteriors(positive, draws).ComputeShareAbove(yes, no) + analysis.ComputePosteriors(positive, draws).ComputeShareAbove(no, yes), 12);
        Assert.Throws<ArgumentException>(() => analysis.ComputePosteriors(positive, draws)[network["first"], 0]);
        Assert.Throws<ArgumentException>(() => analysis.ComputePosteriors(positive, ParameterDraws.Sample(EvidenceExplainerTests.TwoTests().Network, 2)));
    }

    [Fact]
    public void Analysis_ImpossibleEvidence_IsRefused()
    {
        var builder = new BayesianNetworkBuilder("certain");
        Variable coin = builder.AddVariable("coin", "heads", "tails");
        Variable copy = builder.AddVariable("copy", "heads", "tails");
        builder.SetTable(coin, [], [builder.AddRow("coin", [0.5, 0.5], 3)]);
        builder.SetTable(copy, [coin], [builder.AddRow("h", [1, 0], double.PositiveInfinity), builder.AddRow("t", [0, 1], double.PositiveInfinity)]);
        BayesianNetwork network = builder.Build();
        ParameterAnalysis analysis = ParameterAnalysis.Compile(network);
        Evidence impossible = Evidence.None(network).Observe("coin", "heads").Observe("copy", "tails");
        var heads = Hypothesis.Of(network, "coin", "heads");
        Assert.Throws<ImpossibleEvidenceException>(() => analysis.ComputeSensitivities(impossible, heads));
        Assert.Throws<ImpossibleEvidenceException>(() => analysis.ComputePosteriors(impossible, ParameterDraws.Sample(network, 2)));
        Evidence heads2 = Evidence.None(network).Observe("copy", "heads");
        Assert.Throws<ImpossibleEvidenceException>(() => analysis.FindRankingThresholds(heads2, heads, Hypothesis.Of(network, "coin", "tails")));
        Assert.All(analysis.ComputeSensitivities(heads2, heads), static s => Assert.Equal(0, s.Derivative, 12));
    }

    private static double Posterior(RandomCase c, Variable target, int state, double[]? parameters) =>
        c.Sum(c.Evidence, s => s[target.Index] == state, parameters) / c.Sum(c.Evidence, null, parameters);

    // The entry at a value, the others of the row in proportion: written out again, independently.
    private static double[] Moved(RandomCase c, ProbabilityRow row, int state, double value)
    {
        double[] parameters = c.Network.Parameters.ToArray();
        for (int s = 0; s < row.Length; s++)
        {
            parameters[row.ParameterOffset + s] = s == state
                ? value
                : row.Probabilities[s] / (1 - row.Probabilities[state]) * (1 - value);
        }

        return parameters;
    }
}

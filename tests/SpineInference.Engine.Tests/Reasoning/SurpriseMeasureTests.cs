using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class SurpriseMeasureTests
{
    [Fact]
    public void Assess_RandomNetworks_PercentileNearItsExactValue()
    {
        foreach (RandomCase c in RandomCase.Some(40).Where(static c => c.Observed.All(v => c.Evidence.ObservedStateOf(v) >= 0)).Take(6))
        {
            Evidence evidence = c.Observed.Aggregate(c.Evidence, (e, v) => e.Observe(v, c.Evidence.ObservedStateOf(v)));
            SurpriseReport report = SurpriseMeasure.Assess(c.Engine, evidence, simulations: 4000);
            double observed = Math.Log(c.Sum(evidence));
            Close.Equal(observed, report.LogProbability, 1e-10);
            double percentile = 0;
            double mean = 0;
            foreach (IGrouping<string, int[]> result in c.Assignments.GroupBy(s => string.Join(' ', c.Observed.Select(v => s[v.Index]))))
            {
                int[] example = result.First();
                double probability = c.Sum(c.Observed.Aggregate(Evidence.None(c.Network), (e, v) => e.Observe(v, example[v.Index])));
                double log = Math.Log(probability);
                percentile += Math.Abs(log - observed) < 1e-9 ? probability / 2 : log < observed ? probability : 0;
                mean += probability > 0 ? probability * log : 0;
            }

            // 4,000 cases: a standard error below 0.008.
            Assert.InRange(report.Percentile, percentile - 0.04, percentile + 0.04);
            Assert.InRange(report.ExpectedLogProbability, mean - 0.1, mean + 0.1);
        }
    }

    [Fact]
    public void Assess_SameSeed_SameReport()
    {
        RandomCase c = RandomCase.Create(3);
        Assert.Equal(Numbers(SurpriseMeasure.Assess(c.Engine, c.Evidence, simulations: 50)), Numbers(SurpriseMeasure.Assess(c.Engine, c.Evidence, simulations: 50)));
        Assert.True(
            Enumerable.Range(1, 8).Select(seed => Numbers(SurpriseMeasure.Assess(c.Engine, c.Evidence, simulations: 50, seed: seed))).Distinct().Count() > 1);

        static (double, double, double, int) Numbers(SurpriseReport report) =>
            (report.LogProbability, report.ExpectedLogProbability, report.Percentile, report.Simulations);
    }

    [Fact]
    public void Assess_RareCombination_IsSurprising()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Evidence usual = Evidence.None(network).Observe("first", "negative").Observe("second", "negative");
        Evidence rare = Evidence.None(network).Observe("first", "positive").Observe("second", "positive");
        Assert.True(SurpriseMeasure.Assess(engine, usual).Percentile > 0.5);
        Assert.True(SurpriseMeasure.Assess(engine, rare).Percentile < 0.1);
    }

    [Fact]
    public void Assess_SoftFinding_IsSeenOrNotSeen()
    {
        // Seen with probability P(positive) + P(negative)/2; not seen otherwise.
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Evidence evidence = Evidence.None(network).ObserveLikelihood(network["first"], [1, 2]);
        SurpriseReport report = SurpriseMeasure.Assess(engine, evidence, simulations: 4000);
        const double positive = (0.9 * 0.2) + (0.1 * 0.8);
        const double seen = positive + ((1 - positive) / 2);
        Assert.Equal(Math.Log(seen), report.LogProbability, 12);
        Assert.InRange(report.Percentile, 1 - seen + (seen / 2) - 0.03, 1 - seen + (seen / 2) + 0.03);
    }

    [Fact]
    public void Assess_Context_IsHeldFixed()
    {
        // Given the disease, two positive tests are what is expected.
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Evidence evidence = Evidence.None(network).Observe("disease", "yes").Observe("first", "positive").Observe("second", "positive");
        SurpriseReport report = SurpriseMeasure.Assess(engine, evidence, [network["first"], network["second"]]);
        Assert.Equal(Math.Log(0.64), report.LogProbability, 12);
        Assert.InRange(report.Percentile, 0.6, 0.76);
    }
}

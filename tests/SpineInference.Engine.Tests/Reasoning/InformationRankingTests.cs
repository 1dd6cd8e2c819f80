using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Engine.Tests.Inference;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class InformationRankingTests
{
    [Fact]
    public void Rank_RandomNetworks_MatchesEnumeratedMutualInformation()
    {
        foreach (RandomCase c in RandomCase.Some(25))
        {
            Variable target = c.Open[0];
            Variable[] candidates = [.. c.Open.Skip(1)];
            ImmutableArray<InformationGain> ranked = InformationRanking.Rank(c.Engine, c.Evidence, new InformationTarget(target), candidates);
            Assert.Equal(candidates.Length, ranked.Length);
            foreach (InformationGain gain in ranked)
            {
                Close.Equal(MutualInformation(c, [target], [gain.Finding]), gain.Bits, 1e-9);
            }

            Assert.Equal(ranked.Select(static g => g.Bits).OrderDescending(), ranked.Select(static g => g.Bits));
        }
    }

    [Fact]
    public void Rank_TwoTargets_JointAndSumDiffer()
    {
        foreach (RandomCase c in RandomCase.Some(40).Where(static c => c.Open.Length >= 3))
        {
            Variable[] targets = [c.Open[0], c.Open[1]];
            Variable candidate = c.Open[2];
            double joint = InformationRanking.Rank(
                c.Engine, c.Evidence, new InformationTarget(TargetCombination.Joint, targets), [candidate])[0].Bits;
            double sum = InformationRanking.Rank(
                c.Engine, c.Evidence, new InformationTarget(TargetCombination.Sum, targets), [candidate])[0].Bits;
            Close.Equal(MutualInformation(c, targets, [candidate]), joint, 1e-9);
            Close.Equal(
                MutualInformation(c, [targets[0]], [candidate]) + MutualInformation(c, [targets[1]], [candidate]), sum, 1e-9);
        }
    }

    [Fact]
    public void Plan_Greedy_GainsAddUpToTheInformationOfTheSet()
    {
        foreach (RandomCase c in RandomCase.Some(30).Where(static c => c.Open.Length >= 4))
        {
            Variable target = c.Open[0];
            InformationPlan plan = InformationRanking.Plan(
                c.Engine, c.Evidence, new InformationTarget(target), c.Open[1..], new InformationOptions { Count = 3 });
            Assert.Equal(3, plan.Findings.Length);
            Assert.Equal(InformationStop.Count, plan.Stop);
            Close.Equal(MutualInformation(c, [target], [.. plan.Findings.Select(static f => f.Finding)]), plan.TotalBits, 1e-9);
            Close.Equal(MutualInformation(c, [target], [target]), plan.EntropyBits, 1e-9);
            double best = c.Open[1..].Max(v => MutualInformation(c, [target], [v]));
            Close.Equal(best, plan.Findings[0].Bits, 1e-9);
        }
    }

    [Fact]
    public void Rank_Outcomes_ForecastTheirPosteriors()
    {
        foreach (RandomCase c in RandomCase.Some(20))
        {
            foreach (InformationGain gain in InformationRanking.Rank(c.Engine, c.Evidence, new InformationTarget(c.Open[0]), [c.Open[1]]))
            {
                foreach (OutcomeForecast outcome in gain.Outcomes.Where(static o => o.Probability > 0))
                {
                    Posteriors after = c.Engine.Query(c.Evidence.Observe(gain.Finding, outcome.State));
                    Assert.Equal(Math.Exp(after.LogEvidence - c.Engine.Query(c.Evidence).LogEvidence), outcome.Probability, 10);
                    for (int s = 0; s < c.Open[0].StateCount; s++)
                    {
                        Assert.Equal(after[c.Open[0]][s], outcome.TargetPosteriors[0][s], 10);
                    }
                }
            }
        }
    }

    [Fact]
    public void Survey_CandidatesNamed_RanksAsWithoutHoweverOftenItIsAsked()
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            BayesianNetwork network = RandomNetworks.Grid(5, seed);
            ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 1 });
            Variable[] shuffled = [.. network.Variables.OrderBy(_ => random.Next())];
            Variable[] candidates = shuffled[2..8];
            var target = new InformationTarget(seed % 2 == 0 ? TargetCombination.Joint : TargetCombination.Sum, shuffled[0], shuffled[1]);
            for (int use = 0; use < 5; use++)
            {
                Evidence evidence = shuffled[8..14].Aggregate(Evidence.None(network), (e, v) => e.Observe(v, random.Next(v.StateCount)));
                var all = new InformationSurvey(engine, evidence, target);
                var named = new InformationSurvey(engine, evidence, target, candidates);
                Close.Equal(all.EntropyBits, named.EntropyBits, 1e-12);
                AssertAlike(all.Rank(candidates), named.Rank(candidates));
                InformationOptions three = new() { Count = 3 };
                AssertAlike(all.Plan(candidates, three).Findings, named.Plan(candidates, three).Findings);
            }
        }
    }

    [Fact]
    public void Survey_EvidenceTooImprobableForADouble_RanksAsWithout()
    {
        (BayesianNetwork network, Evidence known) = SharedProgramTests.Improbable();
        ExactEngine engine = ExactEngine.Compile(network);
        var target = new InformationTarget(network["cause"]);
        for (int use = 0; use < 5; use++)
        {
            AssertAlike(
                new InformationSurvey(engine, known, target).Rank([network["other"]]),
                new InformationSurvey(engine, known, target, [network["other"]]).Rank([network["other"]]));
        }
    }

    [Fact]
    public void Survey_AnotherThanTheNamedCandidates_IsRefused()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        var survey = new InformationSurvey(engine, Evidence.None(network), new InformationTarget(network["disease"]), [network["first"]]);
        ArgumentException fault = Assert.Throws<ArgumentException>(() => survey.Rank([network["second"]]));
        Assert.Contains("'second' is not among the 1 candidates", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new InformationSurvey(
            engine, Evidence.None(network), new InformationTarget(network["disease"]), [RandomNetworks.Create(1).Variables[0]]));
    }

    [Fact]
    public void Rank_Cost_DividesTheGain()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        ImmutableArray<InformationGain> ranked = InformationRanking.Rank(
            engine, Evidence.None(network), new InformationTarget(network["disease"]), [network["first"], network["second"]],
            v => v.Name == "first" ? 4 : 1);
        Assert.Equal("second", ranked[0].Finding.Name);
        Assert.Equal(ranked[0].Bits, ranked[1].Bits, 12);
        Assert.Equal(ranked[0].BitsPerCost / 4, ranked[1].BitsPerCost, 12);
    }

    [Fact]
    public void Plan_StopsForTheReasonItGives()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        var target = new InformationTarget(network["disease"]);
        Variable[] candidates = [network["first"], network["second"]];
        Assert.Equal(InformationStop.Settled, Stop(new InformationOptions { SettledFrom = 0.9 }));
        Assert.Equal(InformationStop.LittleGain, Stop(new InformationOptions { MinimumBits = 1 }));
        Assert.Equal(InformationStop.NoCandidates, Stop(new InformationOptions { Count = 3 }));
        Assert.Equal(InformationStop.Count, Stop(new InformationOptions { Count = 2 }));

        InformationStop Stop(InformationOptions options) =>
            InformationRanking.Plan(engine, Evidence.None(network), target, candidates, options).Stop;
    }

    [Fact]
    public void Survey_AskedOften_AnswersAsRankAndPlan_OfAnyEngine()
    {
        foreach (RandomCase c in RandomCase.Some(30).Where(static c => c.Open.Length >= 4))
        {
            var target = new InformationTarget(TargetCombination.Joint, c.Open[0], c.Open[1]);
            Variable[] candidates = [.. c.Open.Skip(2)];
            var survey = new InformationSurvey(c.Engine, c.Evidence, target);
            var other = new InformationSurvey(new OneByOne(c.Engine), c.Evidence, target);
            AssertSame(InformationRanking.Rank(c.Engine, c.Evidence, target, candidates), survey.Rank(candidates), 0);
            AssertSame(survey.Rank(candidates), other.Rank(candidates), 1e-12);
            var options = new InformationOptions { Count = 2 };
            InformationPlan plan = InformationRanking.Plan(c.Engine, c.Evidence, target, candidates, options);
            AssertSame(plan.Findings, survey.Plan(candidates, options).Findings, 0);
            AssertSame(plan.Findings, other.Plan(candidates, options).Findings, 1e-12);
            Assert.Equal(plan.EntropyBits, survey.EntropyBits);
            Assert.Equal(survey.IsSettled(0), other.IsSettled(0));
            Assert.False(survey.IsSettled(1.01));
        }

        static void AssertSame(ImmutableArray<InformationGain> expected, ImmutableArray<InformationGain> actual, double tolerance)
        {
            Assert.Equal(expected.Length, actual.Length);
            foreach (InformationGain gain in expected)
            {
                InformationGain same = Assert.Single(actual, g => g.Finding == gain.Finding);
                Assert.Equal(gain.Bits, same.Bits, tolerance);
                Assert.All(
                    gain.Outcomes.Zip(same.Outcomes),
                    pair => Assert.All(
                        pair.First.TargetPosteriors.SelectMany(static p => p).Zip(pair.Second.TargetPosteriors.SelectMany(static p => p)),
                        p => Assert.Equal(p.First, p.Second, Math.Max(tolerance, 1e-12))));
            }
        }
    }

    [Fact]
    public void Rank_ObservedCandidate_IsRefused()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Assert.Throws<ArgumentException>(() => InformationRanking.Rank(
            engine, Evidence.None(network).Observe("first", "positive"), new InformationTarget(network["disease"]), [network["first"]]));
        Assert.Throws<ArgumentException>(() => InformationRanking.Rank(
            engine, Evidence.None(network), new InformationTarget(network["disease"]), [network["first"]], static _ => 0));
        Assert.Throws<ArgumentException>(() => new InformationTarget(TargetCombination.Sum));
    }

    // Σ P(a, b) log₂ P(a, b)/(P(a)·P(b)), straight from the definition.
    private static double MutualInformation(RandomCase c, Variable[] a, Variable[] b)
    {
        double total = c.Sum(c.Evidence);
        double bits = 0;
        foreach (IGrouping<string, int[]> pair in c.Assignments.GroupBy(s => $"{Key(s, a)}|{Key(s, b)}"))
        {
            int[] example = pair.First();
            double joint = Probability(s => Key(s, a) == Key(example, a) && Key(s, b) == Key(example, b));
            if (joint > 0)
            {
                bits += joint * Math.Log2(
                    joint / (Probability(s => Key(s, a) == Key(example, a)) * Probability(s => Key(s, b) == Key(example, b))));
            }
        }

        return bits;

        double Probability(Func<int[], bool> condition) => c.Sum(c.Evidence, condition) / total;

        static string Key(int[] states, Variable[] variables) => string.Join(' ', variables.Select(v => states[v.Index]));
    }

    // An engine of which nothing is known but that it answers.
    private sealed class OneByOne(IInferenceEngine inner) : IInferenceEngine
    {
        public BayesianNetwork Network => inner.Network;

        public Posteriors Query(Evidence evidence) => inner.Query(evidence);
    }

    private static void AssertAlike(ImmutableArray<InformationGain> expected, ImmutableArray<InformationGain> actual)
    {
        Assert.Equal(expected.Select(static g => g.Finding), actual.Select(static g => g.Finding));
        for (int i = 0; i < expected.Length; i++)
        {
            Close.Equal(expected[i].Bits, actual[i].Bits, 1e-12);
            foreach ((OutcomeForecast e, OutcomeForecast a) in expected[i].Outcomes.Zip(actual[i].Outcomes))
            {
                Assert.Equal(e.Probability, a.Probability, 1e-12);
                foreach ((double x, double y) in e.TargetPosteriors.SelectMany(static p => p).Zip(a.TargetPosteriors.SelectMany(static p => p)))
                {
                    Assert.Equal(x, y, 1e-12);
                }
            }
        }
    }
}

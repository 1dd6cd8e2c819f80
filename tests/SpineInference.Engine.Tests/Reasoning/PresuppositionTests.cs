using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

/// <summary>What can be looked at in part of the cases alone counts for that part; the oracle is enumeration.</summary>
public sealed class PresuppositionTests
{
    [Theory]
    [InlineData(TargetCombination.Joint)]
    [InlineData(TargetCombination.Sum)]
    public void Rank_RandomNetworks_MatchesTheEnumeratedGainOfThePart(TargetCombination combination)
    {
        int parts = 0;
        foreach (RandomCase c in RandomCase.Some(60).Where(static c => c.Open.Length >= 4))
        {
            var presupposition = new Presupposition(new Hypothesis(c.Open[2], 0), new Hypothesis(c.Open[3], c.Open[3].StateCount - 1));
            var options = new InformationOptions { Presupposes = v => v == c.Open[2] ? null : presupposition, SmallestShare = 0 };
            var target = new InformationTarget(combination, c.Open[0], c.Open[1]);
            double share = c.Sum(c.Evidence, Holds) / c.Sum(c.Evidence);
            foreach (InformationGain gain in InformationRanking.Rank(c.Engine, c.Evidence, target, c.Open[2..], options))
            {
                bool isPart = gain.Finding != c.Open[2];
                double expected = combination == TargetCombination.Joint
                    ? Gain(c, [c.Open[0], c.Open[1]], gain.Finding, isPart ? Holds : null)
                    : Gain(c, [c.Open[0]], gain.Finding, isPart ? Holds : null) + Gain(c, [c.Open[1]], gain.Finding, isPart ? Holds : null);
                Close.Equal(expected, gain.Bits, 1e-9);
                Close.Equal(isPart ? share : 1, gain.Share, 1e-9);
                parts += isPart && share is > 0.01 and < 0.99 ? 1 : 0;
            }

            bool Holds(int[] states) => presupposition.AnyOf.Any(h => h.Contains(states[h.Variable.Index]));
        }

        Assert.InRange(parts, 20, int.MaxValue);
    }

    [Fact]
    public void Plan_FilterTakenFirst_WeighsTheRestInItsOwnBranch()
    {
        int filters = 0;
        foreach (RandomCase c in RandomCase.Some(80).Where(static c => c.Open.Length >= 3))
        {
            Variable filter = c.Open[1];
            Variable rest = c.Open[2];
            var options = new InformationOptions { Count = 2, Presupposes = v => v == rest ? new Presupposition(new Hypothesis(filter, 0)) : null, Cost = v => v == filter ? 1e-6 : 1, SmallestShare = 0 };
            InformationPlan plan = InformationRanking.Plan(c.Engine, c.Evidence, new InformationTarget(c.Open[0]), [filter, rest], options);
            if (plan.Findings.Length == 2 && plan.Findings[0].Finding == filter)
            {
                // Once the filter is known, the rest is asked where its answer is yes.
                Close.Equal(Gain(c, [c.Open[0]], rest, s => s[filter.Index] == 0), plan.Findings[1].Bits, 1e-9);
                filters++;
            }
        }

        Assert.InRange(filters, 20, int.MaxValue);
    }

    [Fact]
    public void Rank_PresuppositionKnown_IsAskedAsWithoutOrNotAtAll()
    {
        int known = 0;
        foreach (RandomCase c in RandomCase.Some(40).Where(static c => c.Open.Length >= 3))
        {
            Variable filter = c.Open[1];
            var target = new InformationTarget(c.Open[0]);
            for (int s = 0; s < filter.StateCount; s++)
            {
                Evidence evidence = c.Evidence.Observe(filter, s);
                if (c.Sum(evidence) == 0)
                {
                    continue;
                }

                var options = new InformationOptions { Presupposes = _ => new Presupposition(new Hypothesis(filter, 0)) };
                ImmutableArray<InformationGain> asked = InformationRanking.Rank(c.Engine, evidence, target, [c.Open[2]], options);
                ImmutableArray<InformationGain> plain = InformationRanking.Rank(c.Engine, evidence, target, [c.Open[2]]);
                Assert.Equal(s == 0 ? plain.Select(static g => (g.Finding, g.Bits)) : [], asked.Select(static g => (g.Finding, g.Bits)));
                Assert.Equal(
                    s == 0 ? InformationStop.Count : InformationStop.NoCandidates,
                    InformationRanking.Plan(c.Engine, evidence, target, [c.Open[2]], options).Stop);
                known++;
            }
        }

        Assert.InRange(known, 40, int.MaxValue);
    }

    [Fact]
    public void Rank_FewCanAnswer_IsAskedFromTheSmallestShareOn()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        Evidence none = Evidence.None(network);
        double share = engine.Query(none)[network["first"]][0];
        Assert.InRange(share, 0.001, 0.999);
        Assert.Single(Rank(share - 1e-9));
        Assert.Empty(Rank(share + 1e-9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rank(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rank(double.NaN));

        ImmutableArray<InformationGain> Rank(double smallest) => InformationRanking.Rank(
            engine, none, new InformationTarget(network["disease"]), [network["second"]],
            new InformationOptions { Presupposes = _ => new Presupposition(new Hypothesis(network["first"], 0)), SmallestShare = smallest });
    }

    [Fact]
    public void Presupposition_NothingOrOneVariableTwice_IsRefused()
    {
        Variable variable = RandomNetworks.Create(1).Variables.First(static v => v.StateCount > 1);
        Assert.Throws<ArgumentException>(static () => new Presupposition());
        Assert.Throws<ArgumentException>(() => new Presupposition(new Hypothesis(variable, 0), new Hypothesis(variable, 1)));
    }

    [Fact]
    public void Presupposition_SameStatementsInAnyOrder_AreEqual()
    {
        Variable[] two = [.. RandomNetworks.Create(1).Variables.Where(static v => v.StateCount > 1).Take(2)];
        var first = new Presupposition(new Hypothesis(two[0], 0), new Hypothesis(two[1], 1));
        var turned = new Presupposition(new Hypothesis(two[1], 1), new Hypothesis(two[0], 0));
        Assert.Equal(first, turned);
        Assert.Equal(first.GetHashCode(), turned.GetHashCode());
        Assert.NotEqual(first, new Presupposition(new Hypothesis(two[0], 0), new Hypothesis(two[1], 0)));
        Assert.NotEqual(first, new Presupposition(new Hypothesis(two[0], 0)));
        Assert.False(first.Equals(null));
    }

    [Fact]
    public void Rank_CandidatesThatPresupposeTheSame_TakeOneSetOfQueries()
    {
        (ExactEngine engine, BayesianNetwork network, Variable[] tests) = SetUpTests.ThreeTests();
        var counting = new CountingEngine(engine);
        int one = QueriesOf(tests[1]);
        Assert.InRange(one, 3, 20);
        Assert.Equal(one, QueriesOf(tests[1], tests[2]));
        Assert.InRange(QueriesOf(tests), one + 1, 40);

        // The first test presupposes something else than the others.
        int QueriesOf(params Variable[] candidates)
        {
            counting.Count = 0;
            Assert.Equal(candidates.Length, InformationRanking.Rank(
                counting, Evidence.None(network), new InformationTarget(network["disease"]), candidates,
                new InformationOptions { Presupposes = v => new Presupposition(new Hypothesis(v == tests[0] ? tests[1] : tests[0], 1)) }).Length);
            return counting.Count;
        }
    }

    private sealed class CountingEngine(IInferenceEngine inner) : IInferenceEngine
    {
        public int Count { get; set; }

        public BayesianNetwork Network => inner.Network;

        public Posteriors Query(Evidence evidence)
        {
            Count++;
            return inner.Query(evidence);
        }
    }

    // Σ P(t, f, s) log₂ P(t, f, s) P(s) / (P(t, s) P(f, s)), straight from the definition; s is everything where no part is named.
    private static double Gain(RandomCase c, Variable[] target, Variable finding, Func<int[], bool>? part)
    {
        double total = c.Sum(c.Evidence);
        double bits = 0;
        foreach (IGrouping<string, int[]> cell in c.Assignments.GroupBy(s => $"{Key(s)}|{s[finding.Index]}"))
        {
            int[] example = cell.First();
            double joint = Probability(s => Key(s) == Key(example) && s[finding.Index] == example[finding.Index]);
            if (joint > 0)
            {
                bits += joint * Math.Log2(
                    joint * Probability(static _ => true) / (Probability(s => Key(s) == Key(example)) * Probability(s => s[finding.Index] == example[finding.Index])));
            }
        }

        return bits;

        double Probability(Func<int[], bool> condition) => c.Sum(c.Evidence, s => condition(s) && (part?.Invoke(s) ?? true)) / total;

        string Key(int[] states) => string.Join(' ', target.Select(v => states[v.Index]));
    }
}

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class ConflictMeasureTests
{
    [Fact]
    public void Assess_RandomNetworks_MatchesEnumeration()
    {
        foreach (RandomCase c in RandomCase.Some(25))
        {
            ConflictReport report = ConflictMeasure.Assess(c.Engine, c.Evidence);
            Evidence none = Evidence.None(c.Network);
            double singles = c.Observed.Sum(v => Math.Log(c.Sum(Only(v))));
            Close.Equal(singles - Math.Log(c.Sum(c.Evidence)), report.Nats, 1e-9);
            Assert.Equal(report.Nats > 1e-9, report.IsConflict);
            foreach (ConflictingFinding misfit in report.Findings)
            {
                double expected = Math.Log(
                    c.Sum(Only(misfit.Finding)) * c.Sum(c.Evidence.Without(misfit.Finding)) / c.Sum(c.Evidence));
                Close.Equal(expected, misfit.Nats, 1e-9);
            }

            foreach (ConflictingPair pair in report.Pairs)
            {
                Evidence both = Only(pair.First).ObserveLikelihood(pair.Second, c.Evidence.LikelihoodsOf(pair.Second));
                Close.Equal(Math.Log(c.Sum(Only(pair.First)) * c.Sum(Only(pair.Second)) / c.Sum(both)), pair.Nats, 1e-9);
            }

            Evidence Only(Variable v) => none.ObserveLikelihood(v, c.Evidence.LikelihoodsOf(v));
        }
    }

    [Fact]
    public void Assess_TestsThatDisagree_ConflictAndAreNamed()
    {
        (ExactEngine engine, BayesianNetwork network) = EvidenceExplainerTests.TwoTests();
        ConflictReport agree = ConflictMeasure.Assess(
            engine, Evidence.None(network).Observe("first", "positive").Observe("second", "positive"));
        Assert.False(agree.IsConflict);
        Assert.Empty(agree.Pairs);
        ConflictReport disagree = ConflictMeasure.Assess(
            engine, Evidence.None(network).Observe("first", "positive").Observe("second", "negative"));
        Assert.True(disagree.IsConflict);
        ConflictingPair pair = Assert.Single(disagree.Pairs);
        Assert.Equal(("first", "second"), (pair.First.Name, pair.Second.Name));
        Assert.Equal(pair.Nats, disagree.Nats, 12);
    }

    [Fact]
    public void Assess_RareDisease_ExplainsItsOwnConflict()
    {
        // Signs that exclude each other in everyone but the rare case, in whom both are the rule.
        var builder = new BayesianNetworkBuilder("rare");
        Variable kind = builder.AddVariable("kind", "one", "two", "rare");
        builder.SetTable(kind, [], [builder.AddRow("kind", [0.495, 0.495, 0.01], 10)]);
        foreach ((string name, double one, double two) in ((string, double, double)[])[("a", 0.999, 0.001), ("b", 0.001, 0.999)])
        {
            Variable sign = builder.AddVariable(name, "absent", "present");
            builder.SetTable(sign, [kind], [
                builder.AddRow($"{name}1", [1 - one, one], 10), builder.AddRow($"{name}2", [1 - two, two], 10), builder.AddRow($"{name}3", [0.01, 0.99], 10)]);
        }

        BayesianNetwork network = builder.Build();
        ConflictReport report = ConflictMeasure.Assess(
            ExactEngine.Compile(network), Evidence.None(network).Observe("a", "present").Observe("b", "present"), null, kind);
        Assert.True(report.IsConflict);
        Assert.True(report.IsExplainedByRareCase);
        Assert.Equal(2, Assert.Single(report.RareCase!.Hypothesis.States));
    }
}

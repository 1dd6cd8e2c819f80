using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class EvidenceExplainerTests
{
    [Fact]
    public void Explain_RandomNetworks_WeightsAreLogLikelihoodRatios()
    {
        foreach (RandomCase c in RandomCase.Some(25))
        {
            var hypothesis = new Hypothesis(c.Open[0], 0);
            EvidenceExplanation explanation = EvidenceExplainer.Explain(c.Engine, c.Evidence, hypothesis);
            Evidence context = Evidence.None(c.Network);
            foreach (FindingWeight weight in explanation.Findings)
            {
                Evidence alone = context.ObserveLikelihood(weight.Finding, c.Evidence.LikelihoodsOf(weight.Finding));
                Close.Equal(Step(LogRatio(context), LogRatio(alone)), weight.Alone.Nats, 1e-9);
                Close.Equal(Step(LogRatio(c.Evidence.Without(weight.Finding)), LogRatio(c.Evidence)), weight.GivenRest.Nats, 1e-9);
            }

            double LogRatio(Evidence e) => Math.Log(
                c.Sum(e, s => s[hypothesis.Variable.Index] == 0) / c.Sum(e, s => s[hypothesis.Variable.Index] != 0));

            // Where the question was settled and stays so, a finding weighs nothing.
            static double Step(double before, double after) => before == after ? 0 : after - before;
        }
    }

    [Fact]
    public void Explain_WeightsInOrder_AddUpToTheTotalInEveryOrder()
    {
        foreach (RandomCase c in RandomCase.Some(25))
        {
            var hypothesis = new Hypothesis(c.Open[^1], c.Open[^1].StateCount - 1);
            foreach (Variable[] order in (Variable[][])[c.Observed, [.. c.Observed.Reverse()]])
            {
                EvidenceExplanation explanation = EvidenceExplainer.Explain(c.Engine, c.Evidence, hypothesis, order);
                double sum = explanation.PriorLogOdds;
                foreach (FindingWeight weight in explanation.Findings)
                {
                    sum = weight.InOrder.Nats == 0 ? sum : sum + weight.InOrder.Nats;
                }

                Close.Equal(explanation.PosteriorLogOdds, sum, 1e-9);
                Assert.Equal(order, explanation.Findings.Select(static f => f.Finding));
            }
        }
    }

    [Fact]
    public void Explain_AgainstRival_ComparesTheTwoAlone()
    {
        foreach (RandomCase c in RandomCase.Some(60).Where(static c => c.Open.Any(static v => v.StateCount == 3)))
        {
            var hypothesis = new Hypothesis(c.Open.First(static v => v.StateCount == 3), 1);
            Hypothesis rival = hypothesis.FindStrongestRival(c.Engine.Query(c.Evidence));
            EvidenceExplanation explanation = EvidenceExplainer.Explain(c.Engine, c.Evidence, hypothesis, rival: rival);
            double expected = Math.Log(
                c.Sum(c.Evidence, s => s[hypothesis.Variable.Index] == 1)
                / c.Sum(c.Evidence, s => s[hypothesis.Variable.Index] == rival.States[0]));
            Close.Equal(expected, explanation.PosteriorLogOdds, 1e-9);
            Assert.True(c.Sum(c.Evidence, s => s[hypothesis.Variable.Index] == rival.States[0])
                >= c.Sum(c.Evidence, s => s[hypothesis.Variable.Index] == 2 - rival.States[0]));
        }
    }

    [Fact]
    public void Explain_TwoTestsOfOneDisease_ByHand()
    {
        // P(d) = 0.1; each test is positive in 0.8 of the ill and 0.2 of the well: each weighs ln 4.
        (ExactEngine engine, BayesianNetwork network) = TwoTests();
        Evidence evidence = Evidence.None(network).Observe("first", "positive").Observe("second", "negative");
        EvidenceExplanation explanation = EvidenceExplainer.Explain(engine, evidence, Hypothesis.Of(network, "disease", "yes"));
        Assert.Equal(Math.Log(1.0 / 9), explanation.PriorLogOdds, 12);
        Assert.Equal(Math.Log(1.0 / 9), explanation.PosteriorLogOdds, 12);
        Assert.Equal(Math.Log(4), Assert.Single(explanation.For).Alone.Nats, 12);
        Assert.Equal(-Math.Log(4), Assert.Single(explanation.Against).GivenRest.Nats, 12);
        Assert.Equal("+6.0 dB", explanation.For[0].InOrder.ToString());
        Assert.Equal(4, explanation.For[0].InOrder.LikelihoodRatio, 12);
        Assert.Equal(2, explanation.For[0].InOrder.Bits, 12);
    }

    [Fact]
    public void Explain_FindingThatIsContext_IsNotWeighed()
    {
        (ExactEngine engine, BayesianNetwork network) = TwoTests();
        Evidence evidence = Evidence.None(network).Observe("first", "positive").Observe("second", "positive");
        EvidenceExplanation explanation = EvidenceExplainer.Explain(
            engine, evidence, Hypothesis.Of(network, "disease", "yes"), [network["second"]]);
        Assert.Equal(Math.Log(4.0 / 9), explanation.PriorLogOdds, 12);
        Assert.Single(explanation.Findings);
    }

    [Fact]
    public void Explain_BadLists_AreRefused()
    {
        (ExactEngine engine, BayesianNetwork network) = TwoTests();
        Evidence evidence = Evidence.None(network).Observe("first", "positive");
        Hypothesis disease = Hypothesis.Of(network, "disease", "yes");
        Assert.Throws<ArgumentException>(() => EvidenceExplainer.Explain(engine, evidence, disease, [network["second"]]));
        Assert.Throws<ArgumentException>(() => EvidenceExplainer.Explain(engine, evidence, disease, [network["first"], network["first"]]));
        Assert.Throws<ArgumentException>(() => EvidenceExplainer.Explain(engine, evidence, disease, rival: disease));
        Assert.Throws<ArgumentException>(() => EvidenceExplainer.Explain(
            engine, evidence, disease, rival: Hypothesis.Of(network, "second", "positive")));
        Assert.Throws<ArgumentException>(() => Hypothesis.Of(network, "disease", "yes", "no"));
        Assert.Throws<ArgumentException>(() => Hypothesis.Of(network, "disease"));
    }

    [Fact]
    public void Explain_FindingThatSettlesTheQuestion_WeighsInfinity()
    {
        var builder = new BayesianNetworkBuilder("certain");
        Variable disease = builder.AddVariable("disease", "no", "yes");
        Variable test = builder.AddVariable("test", "negative", "positive");
        builder.SetTable(disease, [], [builder.AddRow("d", [0.5, 0.5], 1)]);
        builder.SetTable(test, [disease], [builder.AddRow("t0", [1, 0], 1), builder.AddRow("t1", [0.5, 0.5], 1)]);
        BayesianNetwork network = builder.Build();
        EvidenceExplanation explanation = EvidenceExplainer.Explain(
            ExactEngine.Compile(network), Evidence.None(network).Observe("test", "positive"), Hypothesis.Of(network, "disease", "yes"));
        Assert.Equal(double.PositiveInfinity, explanation.For[0].Alone.Nats);
        Assert.Equal(1, explanation.PosteriorProbability);
    }

    internal static (ExactEngine Engine, BayesianNetwork Network) TwoTests()
    {
        var builder = new BayesianNetworkBuilder("two tests");
        Variable disease = builder.AddVariable("disease", "no", "yes");
        builder.SetTable(disease, [], [builder.AddRow("disease", [0.9, 0.1], 20)]);
        foreach (string name in (string[])["first", "second"])
        {
            Variable test = builder.AddVariable(name, "negative", "positive");
            builder.SetTable(test, [disease], [builder.AddRow($"{name}|no", [0.8, 0.2], 20), builder.AddRow($"{name}|yes", [0.2, 0.8], 10)]);
        }

        BayesianNetwork network = builder.Build();
        return (ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All }), network);
    }
}

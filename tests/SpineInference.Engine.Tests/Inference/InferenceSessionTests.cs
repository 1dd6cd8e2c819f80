using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A session answers, whatever it was asked before, what the engine answers: to the last bit.</summary>
public class InferenceSessionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(500, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EveryAnswer_AfterAnyOthers_IsThatOfTheEngine(int seed)
    {
        var random = new Random(seed);
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 6 + (seed % 7));
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            Parameters = seed % 3 == 0 ? LiveParameters.All : LiveParameters.None,
            EvidenceVariables = seed % 2 == 0 ? null : [.. network.Variables.Where(static v => v.Index != 1)],
        });
        Evidence here = RandomEvidence();
        InferenceSession session = engine.Open(here);
        for (int step = 0; step < 60; step++)
        {
            Variable asked = network.Variables[random.Next(network.Variables.Length)];
            Evidence other = random.Next(3) == 0 ? RandomEvidence() : OneChanged(here);
            switch (random.Next(4))
            {
                case 0:
                    session.Change(other);
                    here = other;
                    break;
                case 1:
                    Assert.Equal(LogOf(other), session.LogEvidenceUnder(other));
                    break;
                case 2:
                    var posterior = new double[asked.StateCount];
                    Assert.Equal(LogOf(other), session.PosteriorUnder(other, asked, posterior));
                    Assert.Equal(PosteriorOf(other, asked), posterior);
                    break;
                default:
                    Assert.Equal(LogOf(here), session.LogEvidence);
                    Assert.Equal(PosteriorOf(here, asked), session.ComputePosterior(asked));
                    break;
            }

            Assert.Same(here, session.Evidence);
        }

        double LogOf(Evidence evidence) => engine.TryQuery(evidence, out Posteriors? answer) ? answer.LogEvidence : double.NegativeInfinity;

        double[] PosteriorOf(Evidence evidence, Variable variable) => engine.TryQuery(evidence, out Posteriors? answer)
            ? answer[variable].ToArray()
            : [.. Enumerable.Repeat(double.NaN, variable.StateCount)];

        Evidence RandomEvidence()
        {
            Evidence evidence = RandomNetworks.Evidence(network, random);
            return seed % 2 == 0 ? evidence : evidence.Without(network.Variables[1]);
        }

        Evidence OneChanged(Evidence evidence)
        {
            Variable variable = network.Variables[random.Next(network.Variables.Length)];
            return seed % 2 != 0 && variable.Index == 1 ? evidence
                : random.Next(3) == 0 ? evidence.Without(variable)
                : random.Next(2) == 0 ? evidence.Observe(variable, random.Next(variable.StateCount))
                : evidence.ObserveLikelihood(variable, [.. variable.States.Select(_ => 5 * random.NextDouble())]);
        }
    }

    [Fact]
    public void Answers_TooImprobableForADouble_AreThoseOfTheEngine()
    {
        BayesianNetwork network = ExactEngineTests.Chain(1000, zero: true);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = network.Variables });
        Evidence improbable = network.Variables.Skip(1).Aggregate(Evidence.None(network), static (e, v) => e.Observe(v, 1));
        InferenceSession session = engine.Open(Evidence.None(network));
        var posterior = new double[2];

        Assert.Equal(engine.Query(improbable).LogEvidence, session.PosteriorUnder(improbable, network["v0"], posterior));
        Assert.Equal(engine.Query(improbable)["v0"].ToArray(), posterior);
        Assert.Equal(double.NegativeInfinity, session.PosteriorUnder(improbable.Observe("v0", "b"), network["v1"], posterior));
        Assert.All(posterior, static p => Assert.True(double.IsNaN(p)));
        Assert.Equal(engine.Query(Evidence.None(network)).LogEvidence, session.LogEvidence);
    }

    [Fact]
    public void OneFindingChanged_TakesAPartOfTheProgram()
    {
        // A chain: what is told of its end concerns the end alone.
        BayesianNetwork network = ExactEngineTests.Chain(200, zero: false);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = network.Variables });
        InferenceSession session = engine.Open(Evidence.None(network));
        _ = session.LogEvidence;

        session.LogEvidenceUnder(session.Evidence.Observe(network["v199"], 1));

        Assert.InRange(session.LastLength, 1, engine.ProgramLength / 10);
        session.LogEvidenceUnder(session.Evidence);
        Assert.Equal(0, session.LastLength);
    }

    [Fact]
    public void Session_EvidenceOrVariableThatDoesNotFit_IsRefusedAndChangesNothing()
    {
        BayesianNetwork network = RandomNetworks.Create(541);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            EvidenceVariables = [network.Variables[0]],
            ReportedVariables = [network.Variables[1]],
        });
        InferenceSession session = engine.Open(Evidence.None(network));
        double before = session.LogEvidence;
        Evidence refused = Evidence.None(network).Observe(network.Variables[0], 0).Observe(network.Variables[2], 0);

        Assert.Throws<ArgumentException>(() => session.Change(refused));
        Assert.Throws<ArgumentException>(() => session.LogEvidenceUnder(refused));
        Assert.Throws<ArgumentException>(() => session.ComputePosterior(network.Variables[0]));
        Assert.Throws<ArgumentException>(() => session.LogEvidenceUnder(Evidence.None(RandomNetworks.Create(542))));
        Assert.Throws<ArgumentException>(() => session.PosteriorUnder(session.Evidence, network.Variables[1], new double[99]));

        Assert.Equal(before, session.LogEvidence);
        Assert.Equal(engine.Query(session.Evidence)[network.Variables[1]].ToArray(), session.ComputePosterior(network.Variables[1]));
    }

    [Fact]
    public void Ask_AgainAndAgain_AllocatesNothing()
    {
        BayesianNetwork network = RandomNetworks.Create(543, variableCount: 9);
        ExactEngine engine = ExactEngine.Compile(network);
        InferenceSession session = engine.Open(Evidence.None(network));
        Evidence other = Evidence.None(network).Observe(network.Variables[3], 0);
        Variable asked = network.Variables[5];
        var posterior = new double[asked.StateCount];
        for (int i = 0; i < 100; i++)
        {
            session.PosteriorUnder(other, asked, posterior);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            session.PosteriorUnder(other, asked, posterior);
            session.LogEvidenceUnder(other);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 200);
    }
}

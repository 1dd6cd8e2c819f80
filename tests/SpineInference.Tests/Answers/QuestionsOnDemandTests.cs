using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tests.Answers;

/// <summary>What is asked of places and of events: the narrowing of each level, sciatica, each root of each leg.</summary>
public class QuestionsOnDemandTests
{
    private static readonly Lazy<Diagnosis> Walker = new(static () => SpineModel.Default.Patient(71, Sex.Female, Setting.SpineClinic)
        .Present(Findings.NeurogenicClaudicationHistory)
        .Present(Leg.Left, Findings.Pain(Region.LateralCalf)).Uncertain(Leg.Left, Findings.Pain(Region.Sole), 3).Diagnose());

    private static readonly Lazy<ModelUncertainty> Few = new(static () => ModelUncertainty.Create(SpineModel.Default, 20));

    // Nothing certain in the territory: sciatica is neither sure nor impossible.
    private static readonly Lazy<Diagnosis> Doubtful = new(static () => SpineModel.Default.Patient(45)
        .Present(Leg.Left, Findings.StraightLegRaisePositive).Diagnose());

    public static TheoryData<string> Ids => [.. Questions.OnDemand.Select(static q => q.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Question_IsFoundByItsId_AndReadsItsAnswers(string id)
    {
        Question question = Questions.Find(id)!;
        Assert.DoesNotContain(question, Questions.All);
        Assert.All(question.Answers, a => Assert.Equal(a, Questions.Parse($"{id}={a.Id}")));
        Assert.Equal(question.Answers.Length, question.Answers.Select(static a => a.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ExplainAndInterval_OfEveryAnswer_AreOfItsProbability(string id)
    {
        Diagnosis diagnosis = Doubtful.Value;
        DiagnosisIntervals intervals = diagnosis.ComputeIntervals(Few.Value);
        Assert.All(diagnosis.Ask(Questions.Find(id)!).Outcomes.Where(static o => o.Probability is > 0 and < 1), o =>
        {
            Explanation explanation = diagnosis.Explain(o);
            Assert.Equal(o.Probability, explanation.AgainstAll.PosteriorProbability, 9);
            Assert.Equal(o.Name, explanation.Hypothesis);
            Assert.Equal(o.Probability, intervals[o].Point, 9);
            Assert.InRange(o.Probability, intervals[o].Draws.Min(), intervals[o].Draws.Max());
        });
    }

    [Fact]
    public void StenosisAt_ALevel_IsWhatTheNetworkSays_AndIsFollowedEverywhere()
    {
        Diagnosis diagnosis = Walker.Value;
        foreach (DiscLevel level in DiscLevels.All)
        {
            Question<Presence> question = Questions.StenosisAt(level);
            Assert.Equal(diagnosis.PosteriorOf($"stenosis.{level.Id}")[1], diagnosis.Ask(question)[Presence.Present]);
            Assert.Equal(diagnosis.StenosisAt(level), WrittenDiagnosis.Of(diagnosis).Ask(question)[Presence.Present]);
            SensitivityReport report = diagnosis.AnalyseSensitivity(question[Presence.Present], 2, Few.Value);
            Assert.Equal(diagnosis.StenosisAt(level), report.Probability, 10);
            Assert.Equal($"stenosis at {level.Id}", report.Hypothesis);
            WhatIf whatIf = diagnosis.WithoutEach()[0];
            Assert.Equal(whatIf.After.StenosisAt(level) - diagnosis.StenosisAt(level), whatIf.ChangeOf(question[Presence.Present]), 12);
        }
    }

    [Fact]
    public void Sciatica_Explained_AddsUpFromThePriorOfTheContext()
    {
        Diagnosis diagnosis = Doubtful.Value;
        Explanation explanation = diagnosis.Explain(Questions.Sciatica[Presence.Present]);
        double without = OneByOne(diagnosis.Evidence.Without(SpineModel.Default.Network["left.straight-leg-raise-positive"]));
        Assert.Equal(without, explanation.AgainstAll.PriorProbability, 9);
        Assert.Equal(OneByOne(diagnosis.Evidence), diagnosis.SciaticaProbability, 9);
        Assert.InRange(without, 0.01, diagnosis.SciaticaProbability);
        double total = Assert.Single(explanation.Reasons).InOrder.Nats;
        Assert.Equal(LogOdds(diagnosis.SciaticaProbability) - LogOdds(without), total, 9);
    }

    [Fact]
    public void Sciatica_UnderEachDraw_IsThatOfAModelWithTheDrawnNumbers()
    {
        Diagnosis diagnosis = Doubtful.Value;
        UncertainProbability drawn = diagnosis.ComputeInterval(Questions.Sciatica[Presence.Present], Few.Value);

        // The same evidence: that of a patient of the drawn model would be another, since what a note leaves open is read by the model's own numbers.
        BayesianNetwork network = SpineModel.Default.Network.WithParameters([.. Few.Value.Draws[7]]);
        Evidence evidence = diagnosis.Evidence.Variables.Aggregate(Evidence.None(network), (e, v) => e.ObserveLikelihood(network[v.Name], diagnosis.Evidence.LikelihoodsOf(v)));
        Assert.Equal(OneByOne(evidence, ExactEngine.Compile(network)), drawn.Draws[7], 9);
        UncertainProbability none = diagnosis.ComputeInterval(Questions.Sciatica[Presence.Absent], Few.Value);
        Assert.Equal(1, drawn.Draws[3] + none.Draws[3], 12);
    }

    [Fact]
    public void Sciatica_ThatIsStated_IsCertain_WithoutAnInterval()
    {
        Diagnosis diagnosis = Walker.Value;
        Assert.Equal(1, diagnosis.Ask(Questions.Sciatica)[Presence.Present]);
        Assert.Equal(0, diagnosis.ComputeInterval(Questions.Sciatica[Presence.Present], Few.Value).ComputeCentralInterval().Width);
        Assert.Equal(1, WrittenDiagnosis.Of(diagnosis).Ask(Questions.Sciatica)[Presence.Present]);
    }

    [Fact]
    public void Sciatica_HasNoVariable_AndWhatNeedsOneSaysSo()
    {
        Assert.False(Questions.Sciatica.HasVariable);
        Assert.All(Questions.All, static q => Assert.True(q.HasVariable));
        Assert.Contains("event over many variables", Assert.Throws<ArgumentException>(
            static () => Doubtful.Value.AnalyseSensitivity(Questions.Sciatica[Presence.Present], 2, Few.Value)).Message, StringComparison.Ordinal);
    }

    // By the chain rule: each symptom is absent, given that those before it are.
    private static double OneByOne(Evidence evidence, ExactEngine? drawn = null)
    {
        IInferenceEngine engine = drawn is null ? SpineModel.Default.Engine : drawn;
        double none = 1;
        foreach (string name in Legs.All.SelectMany(static leg => SciaticNerve.Territory.SelectMany(region => new[] { $"{leg.Id}.pain.{region.Id}", $"{leg.Id}.sensation.{region.Id}" })))
        {
            none *= engine.Query(evidence)[name][0];
            evidence = evidence.Observe(name, "absent");
        }

        return 1 - none;
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}

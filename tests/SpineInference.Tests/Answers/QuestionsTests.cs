using System.Reflection;
using FsCheck.Xunit;
using SpineInference.Anatomy;
using SpineInference.Tests.Clinical;

namespace SpineInference.Tests.Answers;

/// <summary>The one list of questions: whatever goes through it meets every question and every answer, and none is one idea.</summary>
public class QuestionsTests
{
    private static readonly Lazy<Diagnosis> Named = new(static () => SpineModel.Default.Patient(66, Sex.Female, Setting.SpineClinic)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Diagnose());

    private static readonly Lazy<Diagnosis> Unnamed = new(static () => SpineModel.Default.Patient(66, Sex.Female)
        .Present(Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Diagnose());

    private static readonly Lazy<ModelUncertainty> Few = new(static () => ModelUncertainty.Create(SpineModel.Default, 20));

    public static TheoryData<string> Ids => [.. Questions.All.Select(static q => q.Id)];

    [Property(MaxTest = 30)]
    public void NoneAndValues_OfEveryQuestion_SumToOne(int seed)
    {
        Diagnosis diagnosis = new SampledPatient(seed).Note(8).Diagnose();
        AssertSums(diagnosis.RootLevel, NerveRoots.All);
        AssertSums(diagnosis.Cause, Causes.All);
        AssertSums(diagnosis.DiscLevel, DiscLevels.All);
        AssertSums(diagnosis.Zone, Zones.All);
        AssertSums(diagnosis.Side, Sides.All);
        AssertSums(diagnosis.LesionSite, LesionSites.All);
        AssertSums(diagnosis.SlipMechanism, SlipMechanisms.All);
        AssertSums(diagnosis.SlipDirection, SlipDirections.All);
        AssertSums(diagnosis.Complaint, Complaints.All);
        AssertSums(diagnosis.Root(Leg.Left, NerveRoot.L5), RootStates.All);
        AssertSums(diagnosis.Ask(Questions.StenosisAt(DiscLevel.L4L5)), Presences.All);
        AssertSums(diagnosis.Ask(Questions.Sciatica), Presences.All);
        Assert.All(Questions.OnDemand.Select(diagnosis.Ask), static d => Assert.Equal(1, d.None + d.Outcomes.Where(static o => !o.IsNone).Sum(static o => o.Probability), 9));
        Assert.All(Questions.All.Select(diagnosis.Ask), static d => Assert.Equal(1, d.None + d.Outcomes.Where(static o => !o.IsNone).Sum(static o => o.Probability), 9));
    }

    [Fact]
    public void None_OfASlip_IsTheProbabilityThatNothingSlipped()
    {
        Diagnosis young = SpineModel.Default.Patient(30).Diagnose();
        Assert.Equal(1 - young.Cause[Cause.Spondylolisthesis], young.SlipMechanism.None, 9);
        Assert.InRange(young.SlipMechanism.None, 0.5, 1);
        Assert.Equal(young.SlipMechanism.None, young.SlipMechanism[Questions.SlipMechanism.None]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Enumeration_OfAQuestion_HasNoMemberNone(string id) =>
        Assert.DoesNotContain("None", Enum.GetNames(Question(id).ValueType));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Diagnosis_OfAQuestion_HasAPropertyThatAnswersIt(string id)
    {
        Question question = Question(id);
        PropertyInfo property = typeof(Diagnosis).GetProperty(char.ToUpperInvariant(question.Field[0]) + question.Field[1..])!;
        Assert.Same(Named.Value.Ask(question), property.GetValue(Named.Value));
        Assert.Same(question, typeof(Questions).GetProperty(property.Name)!.GetValue(null));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Answers_OfAQuestion_AreTheNetworksStates_AndReadBack(string id)
    {
        Question question = Question(id);
        Assert.Equal(SpineModel.Default.Network[id].States, question.Answers.Select(static a => a.Id));
        Assert.All(question.Answers, a => Assert.Equal(a, question.Parse(a.Id)));
        Assert.All(question.Answers, a => Assert.Equal(a, Questions.Parse($"{question.Id}={a.Id}")));
        Assert.Equal(question.Answers.Length, question.Answers.Select(static a => a.Name).Distinct().Count());
        Assert.All(question.Answers, static a => Assert.DoesNotContain('-', a.Name));
        Assert.Equal(question.HasNone, question.Answers.Any(static a => a.IsNone));
        Assert.Contains("Use one of", Assert.Throws<ArgumentException>(() => question.Parse("elbow")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Explain_OfEveryAnswer_EndsAtItsProbability(string id)
    {
        Diagnosis diagnosis = Named.Value;
        Assert.All(diagnosis.Ask(Question(id)).Outcomes.Where(static o => o.Probability is > 0 and < 1), o =>
        {
            Explanation explanation = diagnosis.Explain(o);
            Assert.Equal(o.Probability, explanation.AgainstAll.PosteriorProbability, 12);
            Assert.Equal(o.Name, explanation.Hypothesis);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Interval_OfEveryAnswer_IsAboutItsProbability_WhetherALegIsNamedOrNot(string id)
    {
        foreach (Diagnosis diagnosis in new[] { Named.Value, Unnamed.Value })
        {
            DiagnosisIntervals intervals = diagnosis.ComputeIntervals(Few.Value);
            Assert.All(diagnosis.Ask(Question(id)).Outcomes, o => Assert.Equal(o.Probability, intervals[o].Point, 10));
            Assert.Equal(intervals[Question(id).Answers[0]].Draws.ToArray(), diagnosis.ComputeInterval(Question(id).Answers[0], Few.Value).Draws.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void SensitivityAndWhatIf_TakeTheMostProbableAnswer(string id)
    {
        Diagnosis diagnosis = Named.Value;
        Outcome most = diagnosis.Ask(Question(id)).RankedOutcomes[0];
        SensitivityReport report = diagnosis.AnalyseSensitivity(most, 3, Few.Value);
        Assert.Equal(most.Probability, report.Probability, 10);
        Assert.Equal(most.Name, report.Hypothesis);
        WhatIf whatIf = diagnosis.WithoutEach()[0];
        Assert.Equal(whatIf.After.Ask(Question(id))[most] - most.Probability, whatIf.ChangeOf(most), 12);
        Assert.InRange(Math.Abs(whatIf.ChangeOf(most)), 0, whatIf.LargestChangeOf(Question(id)));
        Assert.True(!whatIf.Changes(Question(id)) || whatIf.LargestChangeOf(Question(id)) > 0);
    }

    [Fact]
    public void Side_WhereNoLegIsNamed_HasExchangeableIntervals_AndSpeaksOfTheAffectedLeg()
    {
        DiagnosisIntervals intervals = Unnamed.Value.ComputeIntervals(Few.Value);
        Assert.Equal(intervals[Side.Left].Draws.ToArray(), intervals[Side.Right].Draws.ToArray());
        Assert.Equal("the affected leg", Unnamed.Value.Explain(Side.Left).Hypothesis);
    }

    [Fact]
    public void NextFindings_OfAnyQuestion_ForecastItsAnswer()
    {
        NextFindings next = Named.Value.ProposeFindings(2, new NextFindingsOptions { Questions = [Questions.Zone] });
        Assert.Same(Questions.Zone, Assert.Single(next.Questions));
        FindingOutcome outcome = next.Findings.First(static f => f.Id != "complaint").Outcomes[0];
        Assert.Null(outcome.Cause);
        Assert.Equal(1, outcome.Ask(Questions.Zone)!.Outcomes.Sum(static o => o.Probability), 9);
        Assert.Throws<ArgumentException>(() => Named.Value.ProposeFindings(2, new NextFindingsOptions { Questions = [] }));
    }

    [Fact]
    public void Decide_OfAnyQuestion_NamesTheAnswerOrItsContenders()
    {
        Verdict<Zone> zone = Named.Value.Decide(Questions.Zone, 0.9);
        Assert.Equal(zone.IsDecided, Named.Value.Zone.MostProbable.Probability >= 0.9);
        Assert.Equal(Named.Value.Zone.Ranked.Take(zone.Contenders.Length), zone.Contenders);
        Assert.Throws<ArgumentOutOfRangeException>(() => Named.Value.Decide(Questions.Zone, 0.5));
    }

    [Fact]
    public void Outcome_OfNone_HasNoValue()
    {
        Outcome<Zone> none = new(Questions.Zone.None, 0.3);
        Assert.True(none.IsNone);
        Assert.False(none.TryGetValue(out _));
        Assert.Contains("IsNone", Assert.Throws<InvalidOperationException>(() => none.Value).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(static () => Questions.Cause.None);
        Assert.True(new Outcome<Zone>(Zone.Foraminal, 0.3).Is(Zone.Foraminal));
    }

    [Fact]
    public void Answer_OfAnotherQuestion_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Named.Value.RootLevel[(Answer)Cause.Central]);
        Assert.Throws<ArgumentException>(() => Questions.Parse("elbow"));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Questions.Cause[default]);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Questions.RootOf(Leg.Left, NerveRoot.L1));
    }

    [Fact]
    public void AnswerIds_AllRead_EachToAnotherAnswer()
    {
        Answer[] answers = [.. Questions.AnswerIds.Select(Questions.Parse)];
        Assert.Equal(Questions.All.AddRange(Questions.OnDemand).Sum(static q => q.Answers.Length), answers.Distinct().Count());
        Assert.Contains("L5", Questions.AnswerIds);
        Assert.Contains("zone=none", Questions.AnswerIds);
    }

    private static Question Question(string id) => Questions.Find(id)!;

    private static void AssertSums<T>(Distribution<T> distribution, IEnumerable<T> values)
        where T : struct, Enum
    {
        Assert.Equal(1, distribution.None + values.Sum(v => distribution[v]), 9);
        Assert.Equal(distribution.None, distribution.FirstOrDefault(static o => o.IsNone).Probability);
    }
}

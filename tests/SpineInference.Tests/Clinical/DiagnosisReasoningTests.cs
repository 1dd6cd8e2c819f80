using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

public sealed class DiagnosisReasoningTests
{
    private static readonly Lazy<Diagnosis> LazyWorked = new(static () => SpineModel.Default
        .Patient(age: 44, Sex.Male, Setting.PrimaryCare, Complaint.Leg)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
        .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
        .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
        .Present(Findings.LegPainWorseThanBackPain)
        .Diagnose());

    private static readonly Lazy<ModelUncertainty> LazyUncertainty = new(static () => ModelUncertainty.Create(SpineModel.Default, draws: 40));

    private static Diagnosis Worked => LazyWorked.Value;

    [Fact]
    public void Explain_Root_StartsAtTheContextAndEndsAtThePosterior()
    {
        Explanation explanation = Worked.Explain(NerveRoot.L5);
        Assert.Equal(Worked.RootLevel[NerveRoot.L5], explanation.AgainstAll.PosteriorProbability, 10);
        Assert.Equal(
            SpineModel.Default.Patient(age: 44, Sex.Male, Setting.PrimaryCare, Complaint.Leg, complaintSide: Side.Left).Diagnose().RootLevel[NerveRoot.L5],
            explanation.AgainstAll.PriorProbability,
            10);
        Assert.Equal(explanation.AgainstAll.Total.Nats, explanation.Reasons.Sum(static r => r.InOrder.Nats), 9);
        Assert.Equal(explanation.AgainstRival.Total.Nats, explanation.Reasons.Sum(static r => r.AgainstRival.Nats), 9);
        Assert.Equal(Worked.Patient.Observations.Length, explanation.Reasons.Length);
    }

    [Fact]
    public void Explain_FootDropAndNormalAchillesReflex_SpeakForL5AndAgainstS1()
    {
        Reason footDrop = Worked.Explain(NerveRoot.L5).Reasons[0];
        Assert.Equal("Foot drop (left)", footDrop.Label);
        Assert.True(footDrop.Alone.Nats > 0);
        Explanation s1 = Worked.Explain(NerveRoot.S1);
        Assert.Contains(s1.Against, static r => r.Label == "Achilles reflex (left: normal)");
        Assert.Contains(s1.Sentences, static s => s.StartsWith("Achilles reflex (left: normal) speaks against S1 (-", StringComparison.Ordinal));
        Assert.EndsWith(").", s1.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_EveryKindOfHypothesis_NamesItsRival()
    {
        Assert.Equal("prolapsed disc", Worked.Explain(Cause.ProlapsedDisc).Hypothesis);
        Assert.NotEqual("canal", Worked.Explain(LesionSite.Canal).Rival);
        Assert.Equal("L4/5", Worked.Explain(DiscLevel.L4L5).Hypothesis);
    }

    [Fact]
    public void Without_Finding_IsTheDiagnosisOfThePatientWithoutIt()
    {
        Diagnosis without = Worked.Without(Findings.FootDrop);
        Assert.Equal(Worked.Patient.Without(Findings.FootDrop).Diagnose().RootLevel[NerveRoot.L5], without.RootLevel[NerveRoot.L5], 14);
        ImmutableArray<WhatIf> each = Worked.WithoutEach();
        Assert.Equal(6, each.Length);
        Assert.Equal(without.RootLevel[NerveRoot.L5], each[0].After.RootLevel[NerveRoot.L5], 14);
        Assert.All(each, static w => Assert.InRange(w.LargestChange, 0, 1));
    }

    [Fact]
    public void Reversed_PresentFinding_IsAbsent()
    {
        Diagnosis reversed = Worked.WithReversed(Findings.FootDrop);
        Assert.Equal(
            Worked.Patient.Without(Findings.FootDrop).Absent(Leg.Left, Findings.FootDrop).Diagnose().RootLevel[NerveRoot.L5],
            reversed.RootLevel[NerveRoot.L5],
            14);
        Assert.Throws<ArgumentException>(() => Worked.WithReversed(Findings.BabinskiSign));
        Assert.Equal(
            Worked.Patient.Present(Findings.Diabetes).Diagnose().Cause[Cause.Polyneuropathy],
            Worked.With(Findings.Diabetes).Cause[Cause.Polyneuropathy],
            14);
    }

    [Fact]
    public void NextFindings_Ranking_HoldsOnlyWhatIsUnknownAndKeepsToItsLimits()
    {
        NextFindings next = Worked.ProposeFindings(8, new NextFindingsOptions { MostDemanding = FindingCategory.Examination });
        Assert.NotEmpty(next.Findings);
        Assert.True(next.EntropyBits > 0);
        Assert.DoesNotContain(next.Findings, static f => f.Id is "foot-drop" or "achilles-reflex");
        Assert.All(next.Findings, static f => Assert.True(f.Category <= FindingCategory.Examination && f.Leg is null or Leg.Left));
        Assert.Equal(
            next.Findings.Select(static f => f.Bits / f.Cost).OrderDescending(), next.Findings.Select(static f => f.Bits / f.Cost));
        foreach (FindingOutcome outcome in next.Findings[0].Outcomes)
        {
            Assert.Equal(1, outcome.Cause!.Sum(static o => o.Probability), 9);
            Assert.Equal(1, outcome.RootLevel!.Sum(static o => o.Probability), 9);
        }
    }

    [Fact]
    public void NextFindings_Outcomes_ForecastTheDiagnosis()
    {
        NextFinding best = Worked.ProposeFindings(1, new NextFindingsOptions { Cost = FindingCosts.WeighEqually, Questions = [Questions.Cause] }).Findings[0];
        FindingOutcome outcome = best.Outcomes[^1];
        Finding finding = SpineModel.Default.GetFinding(best.Id, outcome.State);
        Diagnosis after = Worked.Patient.With(Observation.Of(finding, best.Leg)).Diagnose();
        Assert.Null(outcome.RootLevel);
        foreach (Cause cause in Causes.All)
        {
            Assert.Equal(after.Cause[cause], outcome.Cause![cause], 9);
        }
    }

    [Fact]
    public void NextFindings_Set_TellsMoreThanItsFirst()
    {
        NextFindings set = Worked.ProposeFindings(2, new NextFindingsOptions
        {
            AsSet = true,
            Questions = [Questions.RootLevel],
            Cost = FindingCosts.WeighEqually,
            MostDemanding = FindingCategory.Examination,
        });
        Assert.Equal(2, set.Findings.Length);
        Assert.True(set.Findings[1].Bits > 0);
        Assert.NotEqual(set.Findings[0].Label, set.Findings[1].Label);
    }

    [Fact]
    public void NextFindings_NoLegNamed_SpeaksOfTheAffectedLegAndFoldsTheSides()
    {
        Diagnosis bare = SpineModel.Default.Patient(age: 44).Present(Findings.LegPainWorseThanBackPain).Diagnose();
        var options = new NextFindingsOptions { Questions = [Questions.RootLevel], Cost = FindingCosts.WeighEqually, MostDemanding = FindingCategory.Examination };
        NextFindings next = bare.ProposeFindings(3, options);
        Assert.All(next.Findings, static f => Assert.Null(f.Leg));
        Assert.Equal(-bare.RootLevel.Sum(static o => o.Probability > 0 ? o.Probability * Math.Log2(o.Probability) : 0), next.EntropyBits, 9);
    }

    [Fact]
    public void JointExplanations_Best_AreOrderedAndConsistent()
    {
        ImmutableArray<Scenario> scenarios = Worked.FindJointExplanations(4);
        Assert.Equal(4, scenarios.Length);
        Assert.Equal(scenarios.Select(static s => s.Probability).OrderDescending(), scenarios.Select(static s => s.Probability));
        Assert.Equal(scenarios[0], Worked.FindMostProbableExplanation());
        Assert.True(scenarios[0].Probability <= Worked.Cause[scenarios[0].Cause] + 1e-12);
        Assert.Equal(Side.Left, scenarios[0].Side);
        Assert.Contains(scenarios[0].Cause.PlainName, scenarios[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Conflict_ContradictoryFindings_AreNamed()
    {
        FindingsCoherence worked = Worked.CheckCoherence(50);
        Assert.InRange(worked.Surprise!.Percentile, 0, 1);
        Assert.True(worked.Surprise.LogProbability >= worked.Rarity!.LogProbability);
        Assert.Equal(Worked.FindMostProbableExplanation(), worked.Explanation);
        Assert.NotEmpty(worked.Sentences);
        Diagnosis odd = SpineModel.Default.Patient()
            .Present(Leg.Left, Findings.FootDrop)
            .Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.Normal))
            .Diagnose();
        FindingsCoherence conflict = odd.CheckCoherence(50);
        Assert.True(conflict.Conflict.IsConflict);
        Assert.Contains("seldom go together", conflict.ToString(), StringComparison.Ordinal);
        Assert.Null(SpineModel.Default.Patient().Diagnose().CheckCoherence(5).Surprise);
    }

    [Fact]
    public void Intervals_Point_IsThePosterior()
    {
        DiagnosisIntervals intervals = Worked.ComputeIntervals(LazyUncertainty.Value);
        Assert.Equal(40, intervals.DrawCount);
        UncertainProbability l5 = intervals[NerveRoot.L5];
        Assert.Equal(Worked.RootLevel[NerveRoot.L5], l5.Point, 10);
        Assert.InRange(l5.Median, l5.ComputeCentralInterval().Lower, l5.ComputeCentralInterval().Upper);
        Assert.True(l5.ComputeCentralInterval().Width > 0);
        Assert.Equal(
            1, NerveRoots.All.Sum(r => intervals[r].Mean) + intervals[Questions.RootLevel.None].Mean, 9);
        Assert.Equal(l5.Draws.ToArray(), Worked.ComputeInterval(NerveRoot.L5, LazyUncertainty.Value).Draws.ToArray());
        Assert.InRange(intervals.ComputeShareAbove(Cause.ProlapsedDisc, Cause.Central), 0, 1);
    }

    [Fact]
    public void Sensitivity_Cause_NamesRowsOfTheKnowledge()
    {
        SensitivityReport report = Worked.AnalyseSensitivity(Cause.ProlapsedDisc, 2, LazyUncertainty.Value);
        Assert.Equal(2, report.Tornado.Length);
        Assert.All(report.Tornado, static b => Assert.True(SpineModel.Default.Description.TryGetRow(b.Row, out _)));
        Assert.Equal(Worked.Cause[Cause.ProlapsedDisc], report.Probability, 10);
        Assert.StartsWith(report.Tornado[0].Row.Id + ": ", report.NameOf(report.Tornado[0].Row, report.Tornado[0].State), StringComparison.Ordinal);
        Assert.InRange(report.WidthSources.Sum(static w => w.Share), 0, 1 + 1e-9);
        Assert.Throws<ArgumentException>(() => Worked.AnalyseSensitivity(
            Cause.ProlapsedDisc, 5, ModelUncertainty.Create(SpineModel.FromNetwork(ShippedKnowledge.Network.Network, SpineModel.Default.Engine), 1)));
    }

    [Fact]
    public void Decide_AboveAndBelowTheThreshold()
    {
        Outcome<NerveRoot> first = Worked.RootLevel.Ranked[0];
        Verdict<NerveRoot> decided = Worked.Decide(Math.Max(0.501, first.Probability - 0.001)).Root;
        Assert.Equal(first.Probability > 0.502, decided.IsDecided);
        Decision refusal = Worked.Decide(0.999999);
        Assert.False(refusal.IsDecided);
        Assert.True(refusal.Root.Contenders.Length >= 2);
        Assert.True(refusal.Root.Contenders.Sum(static c => c.Probability) >= 0.999999);
        Assert.NotEmpty(refusal.Root.Deciding);
        Assert.StartsWith("Root: undecided between ", refusal.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Worked.Decide(0.5));
    }
}

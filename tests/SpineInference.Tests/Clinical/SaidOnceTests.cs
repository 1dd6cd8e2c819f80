using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>A finding told twice in other words counts once.</summary>
public class SaidOnceTests
{
    private static Patient Adult => SpineModel.Default.Patient(48, Sex.Male, Setting.SpineClinic).Present(Leg.Left, Findings.Pain(Region.LateralCalf));

    [Fact]
    public void CompressionSeen_BesideTheRootThatIsNamed_AddsNothing() =>
        AssertAddsNothing(Adult.Present(Leg.Left, Findings.RootCompressionSeenOf(NerveRoot.L5)), static p => p.Present(Findings.RootCompressionSeen));

    [Fact]
    public void RadiculopathyConcluded_BesideThePatternOfARoot_AddsNothing() =>
        AssertAddsNothing(Adult.Present(Leg.Left, Findings.NeedleEmg(NerveRoot.L5)), static p => p.Present(Leg.Left, Findings.RadiculopathyConcluded));

    [Fact]
    public void LossOnTesting_BesideItsPlace_AddsNothing() =>
        AssertAddsNothing(Adult.Present(Leg.Left, Findings.SensoryLoss(Region.BigToe)), static p => p.Present(Leg.Left, Findings.SensoryTestingAbnormal));

    [Fact]
    public void PulsesAbnormal_BesideTheLegWithoutThem_AddsNothing() =>
        AssertAddsNothing(Adult.Present(Leg.Left, Findings.LegPulseless), static p => p.Present(Findings.PulsesAbnormal));

    [Fact]
    public void CompressionSeen_AloneOrInTheOtherLeg_StillCounts()
    {
        double alone = Adult.Present(Findings.RootCompressionSeen).Diagnose().Cause[Cause.ReferredPain];
        Assert.True(alone < Adult.Diagnose().Cause[Cause.ReferredPain]);
        Assert.Contains(
            Adult.Present(Leg.Right, Findings.RootCompressionSeenOf(NerveRoot.S1)).Absent(Findings.RootCompressionSeen).Diagnose().Doubts, static d => d.Id == "no-compression-but-a-root");
    }

    [Fact]
    public void WhatIsSaidAlready_IsNotAskedNext()
    {
        NextFindings next = Adult.Present(Leg.Left, Findings.RootCompressionSeenOf(NerveRoot.L5)).Present(Findings.RootCompressionSeen).Diagnose()
            .ProposeFindings(40, new NextFindingsOptions { Cost = FindingCosts.WeighEqually });
        Assert.DoesNotContain(next.Findings, static f => f.Id == "root-compression-seen");
    }

    [Theory]
    [InlineData("aetiology", "vascular-claudication", "pulses-abnormal", "ankle-brachial-index-low")]
    [InlineData("aetiology", "polyneuropathy", "monofilament-abnormal", "vibration-deficit")]
    [InlineData("lesion", "brain-or-cord", "left.brisk-reflexes", "left.clonus")]
    [InlineData("lesion", "several-sacral", "urinary-retention", "urinary-incontinence")]
    [InlineData("lesion", "several-sacral", "urinary-incontinence", "bowel-incontinence")]
    public void TwoReadingsOfOneThing_WeighLessThanTwo(string variable, string state, string first, string second)
    {
        (string, string) side = ("side", state is "polyneuropathy" ? "both" : "left");
        BayesianAnswer ill = BayesianAnswer.Given((variable, state), side);
        BayesianAnswer other = BayesianAnswer.Given(("aetiology", "prolapsed-disc"), ("lesion", "L5"), ("side", "left"));
        BayesianAnswer illWithFirst = BayesianAnswer.Given((variable, state), side, (first, "present"));
        BayesianAnswer otherWithFirst = BayesianAnswer.Given(("aetiology", "prolapsed-disc"), ("lesion", "L5"), ("side", "left"), (first, "present"));
        double alone = ill[second, "present"] / other[second, "present"];
        double beside = illWithFirst[second, "present"] / otherWithFirst[second, "present"];
        Assert.InRange(beside, 1, 0.6 * alone);
    }

    private static void AssertAddsNothing(Patient patient, Func<Patient, Patient> again)
    {
        Diagnosis once = patient.Diagnose();
        Diagnosis twice = again(patient).Diagnose();
        foreach (Question question in Questions.All)
        {
            Assert.All(once.Ask(question).RankedOutcomes.Zip(twice.Ask(question).RankedOutcomes), static pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 12));
        }
    }
}

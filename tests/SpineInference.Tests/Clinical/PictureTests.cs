using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>The pictures that the model started from, as docs/concepts/anatomy.md tells them, and what hurts a leg without them.</summary>
public class PictureTests
{
    private static Patient Adult => SpineModel.Default.Patient(50);

    [Fact]
    public void HeelWalkImpaired_WithPainDownTheShinToTheTopOfTheFoot_IsL4OrL5_NotTheFibularNerve()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.HeelWalkImpaired, Findings.Pain(Region.FrontOfShin), Findings.Pain(Region.TopOfFoot)).Diagnose();
        Assert.True(diagnosis.RootLevel[NerveRoot.L4] + diagnosis.RootLevel[NerveRoot.L5] > 0.7, diagnosis.RootLevel.ToString());
        Assert.InRange(diagnosis.Cause[Cause.CommonFibularNeuropathy], 0, 0.2);
    }

    [Fact]
    public void FootDrop_WithPainFromTheCalfToTheBigToe_IsL5()
    {
        Diagnosis diagnosis = Adult
            .Present(Leg.Right, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.Pain(Region.TopOfFoot), Findings.Pain(Region.BigToe)).Diagnose();
        Assert.Equal(NerveRoot.L5, diagnosis.RootLevel.MostProbable.Value);
        Assert.Equal(Cause.ProlapsedDisc, diagnosis.Cause.MostProbable.Value);
    }

    [Fact]
    public void TiptoeWalkImpaired_WithPainAlongTheSole_IsS1_NotTheTibialNerve()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.TiptoeWalkImpaired, Findings.WalkingOrDrivingImpossible, Findings.Pain(Region.Sole)).Diagnose();
        Assert.Equal(NerveRoot.S1, diagnosis.RootLevel.MostProbable.Value);
        Assert.InRange(diagnosis.Cause[Cause.TibialNeuropathy], 0, 0.1);
    }

    [Fact]
    public void FootPainWithoutLegPain_IsRareInRootDisease()
    {
        BayesianAnswer answer = BayesianAnswer.Given(("lesion-site", "canal"), ("side", "left"), ("complaint", "leg"), ("left.foot-pain", "present"));
        Assert.InRange(answer["left.leg-pain", "absent"], 0.02, 0.07);
    }

    [Fact]
    public void BothFeetDroppedSuddenly_AreNotTheFibularNerves()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.FootDrop).Present(Leg.Right, Findings.FootDrop).Present(Findings.SuddenOnset).Diagnose();
        Assert.Contains(diagnosis.Cause.MostProbable.Value, (Cause[])[Cause.ProlapsedDisc, Cause.Central]);
        Assert.InRange(diagnosis.Cause[Cause.CommonFibularNeuropathy], 0, 0.3);
    }

    [Fact]
    public void SaddleNumbnessAndRetention_InMidLife_AreALargeProlapseBeforeStenosis()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(45, Sex.Male)
            .Present(Leg.Left, Findings.AlteredSensation(Region.Saddle)).Present(Leg.Right, Findings.AlteredSensation(Region.Saddle))
            .Present(Findings.UrinaryRetention).Diagnose();
        Assert.Equal(Cause.ProlapsedDisc, diagnosis.Cause.MostProbable.Value);
        Assert.True(diagnosis.Cause[Cause.ProlapsedDisc] > 3 * diagnosis.Cause[Cause.LumbarSpinalStenosis]);
    }

    [Fact]
    public void BackPainDenied_CostsReferredPainLittle()
    {
        Patient patient = SpineModel.Default.Patient(45, complaint: Complaint.Leg);
        double before = patient.Diagnose().Cause[Cause.ReferredPain];
        double after = patient.Absent(Findings.LowBackPain).Diagnose().Cause[Cause.ReferredPain];
        Assert.InRange(before / (1 - before) / (after / (1 - after)), 1, 4);
    }

    [Fact]
    public void SensationNormalOnTesting_SpeaksAgainstARoot_LessThanNothingTold()
    {
        Patient told = Adult.Present(Leg.Left, Findings.AlteredSensation(Region.BigToe));
        double normal = told.Absent(Leg.Left, Findings.SensoryTestingAbnormal).Diagnose().RootLevel[NerveRoot.L5];
        Assert.True(told.Present(Leg.Left, Findings.SensoryLoss(Region.BigToe)).Diagnose().RootLevel[NerveRoot.L5] > told.Diagnose().RootLevel[NerveRoot.L5]);
        Assert.True(normal < told.Diagnose().RootLevel[NerveRoot.L5]);
        Assert.True(normal > Adult.Absent(Leg.Left, Findings.AlteredSensation(Region.BigToe)).Diagnose().RootLevel[NerveRoot.L5]);
    }

    [Fact]
    public void CompressionOfARootSeen_RaisesThatRootAndSide()
    {
        Patient patient = Adult.Present(Leg.Left, Findings.Pain(Region.LateralCalf));
        Diagnosis seen = patient.Present(Leg.Left, Findings.RootCompressionSeenOf(NerveRoot.L4)).Diagnose();
        Assert.True(seen.RootLevel[NerveRoot.L4] > 2 * patient.Diagnose().RootLevel[NerveRoot.L4]);
    }

    [Fact]
    public void HeelRaise_AfterTiptoe_AddsLittle()
    {
        Patient patient = Adult.Present(Leg.Left, Findings.TiptoeWalkImpaired);
        double once = patient.Diagnose().RootLevel[NerveRoot.S1];
        double twice = patient.Present(Leg.Left, Findings.HeelRaiseImpaired).Diagnose().RootLevel[NerveRoot.S1];
        double alone = Adult.Diagnose().RootLevel[NerveRoot.S1];
        Assert.InRange(twice - once, 0, once - alone);
    }
}

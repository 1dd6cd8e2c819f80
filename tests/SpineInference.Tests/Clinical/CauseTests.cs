using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What tells the causes apart, and what each does to level, zone and root.</summary>
public class CauseTests
{
    private static SpineModel Model => SpineModel.Default;

    [Fact]
    public void YoungAdultWithPositiveStraightLegRaises_HasAProlapsedDiscFirst_AtTheLowestTwoLevels()
    {
        Diagnosis diagnosis = Model.Patient(35, Sex.Male, Setting.SpineClinic, Complaint.Leg)
            .Present(Leg.Left, Findings.StraightLegRaisePositive, Findings.CrossedStraightLegRaisePositive)
            .Present(Findings.EffectOf(PatientActivity.Coughing, Effect.Worse), Findings.LegPainWorseThanBackPain)
            .Diagnose();
        Assert.Equal(Cause.ProlapsedDisc, diagnosis.Cause.MostProbable.Value);
        Assert.True(diagnosis.DiscLevel[DiscLevel.L4L5] + diagnosis.DiscLevel[DiscLevel.L5S1] > 0.8);
    }

    [Fact]
    public void OlderPatientWhoSitsToWalkOn_HasStenosisSyndrome_CentralAndAtL4L5()
    {
        Diagnosis diagnosis = Model.Patient(74, Sex.Male, Setting.SpineClinic, Complaint.Leg)
            .Present(Findings.NeurogenicClaudicationHistory, Findings.EffectOf(PatientActivity.BendingForward, Effect.Better), Findings.BothLegs)
            .Diagnose();
        Assert.True(diagnosis.StenosisSyndrome > 0.75, diagnosis.Cause.ToString());
        Assert.Equal(Zone.Central, diagnosis.Zone.MostProbable.Value);
        Assert.Equal(DiscLevel.L4L5, diagnosis.DiscLevel.MostProbable.Value);
        Assert.True(diagnosis.StenosisAt(DiscLevel.L4L5) > diagnosis.StenosisAt(DiscLevel.L1L2));
    }

    [Theory]
    [InlineData("disc-space-loss")]
    [InlineData("bone-spurs")]
    [InlineData("facet-arthritis")]
    public void ContributorOfStenosis_WhenSeen_RaisesStenosis(string contributor)
    {
        Patient patient = Model.Patient(65, Sex.Female, Setting.SpineClinic, Complaint.Leg);
        Assert.True(patient.Present(Model.GetFinding(contributor)).Diagnose().StenosisSyndrome > patient.Diagnose().StenosisSyndrome);
    }

    [Fact]
    public void WomanWithStepOffAndArthriticSlip_IsTakenForward_AtL4L5()
    {
        Diagnosis diagnosis = Model.Patient(68, Sex.Female, Setting.SpineClinic, Complaint.Leg)
            .Present(Findings.SlipSeen(DiscLevel.L4L5), Findings.StepOff, Findings.NeurogenicClaudicationHistory)
            .Diagnose();
        Assert.Equal(Cause.Spondylolisthesis, diagnosis.Cause.MostProbable.Value);
        Assert.Equal(SlipMechanism.Arthritis, diagnosis.SlipMechanism.MostProbable.Value);
        Assert.True(diagnosis.SlipDirection[SlipDirection.Forwards] > diagnosis.SlipDirection[SlipDirection.Backwards]);
        Assert.Equal(DiscLevel.L4L5, diagnosis.DiscLevel.MostProbable.Value);
    }

    [Fact]
    public void GymnastWithSlipAtL5S1_HasAParsFracture_ThatCatchesL5InTheForamen()
    {
        Diagnosis diagnosis = Model.Patient(24, Sex.Male, Setting.SpineClinic, Complaint.Leg)
            .Present(Findings.HyperextensionSport, Findings.StepOff, Findings.SlipSeen(DiscLevel.L5S1))
            .Diagnose();
        Assert.Equal(SlipMechanism.Fracture, diagnosis.SlipMechanism.MostProbable.Value);
        Assert.Equal(Zone.Foraminal, diagnosis.Zone.MostProbable.Value);
        Assert.Equal(NerveRoot.L5, diagnosis.RootLevel.MostProbable.Value);
    }

    [Fact]
    public void SlipAtTheSameLevel_ByArthritisAndByFracture_HitsDifferentRoots()
    {
        BayesianAnswer arthritis = BayesianAnswer.Given(("aetiology", "slip-arthritis"), ("disc-level", "L4/5"));
        BayesianAnswer fracture = BayesianAnswer.Given(("aetiology", "upper-slip-fracture"), ("disc-level", "L4/5"));
        Assert.True(arthritis["root-level", "L5"] > arthritis["root-level", "L4"]);
        Assert.True(fracture["root-level", "L4"] > fracture["root-level", "L5"]);
    }

    [Fact]
    public void DiscAtL4L5_InTheRecessTakesL5_AndInTheForamenL4()
    {
        Assert.True(BayesianAnswer.Given(("aetiology", "prolapsed-disc"), ("disc-level", "L4/5"), ("zone", "subarticular"))["root-level", "L5"] > 0.8);
        Assert.True(BayesianAnswer.Given(("aetiology", "prolapsed-disc"), ("disc-level", "L4/5"), ("zone", "foraminal"))["root-level", "L4"] > 0.8);
    }

    [Fact]
    public void Retrolisthesis_SitsHigherThanAForwardSlip()
    {
        double UpperShare(string direction)
        {
            BayesianAnswer answer = BayesianAnswer.Given(("slip-direction", direction), ("aetiology", "slip-instability"));
            return answer["disc-level", "L2/3"] + answer["disc-level", "L3/4"];
        }

        Assert.True(UpperShare("backwards") > UpperShare("forwards"));
    }

    [Theory]
    [InlineData("tinel-fibular-head", Cause.CommonFibularNeuropathy)]
    [InlineData("tarsal-tunnel-test", Cause.TibialNeuropathy)]
    [InlineData("piriformis-test", Cause.SciaticNeuropathy)]
    [InlineData("windlass-test", Cause.FootDisorder)]
    [InlineData("monofilament-abnormal", Cause.Polyneuropathy)]
    [InlineData("pulses-abnormal", Cause.AcuteLimbIschaemia)]
    [InlineData("babinski-sign", Cause.Central)]
    [InlineData("fever", Cause.OtherSerious)]
    public void SignOfAMimic_RaisesItMoreThanAnyOtherCause(string sign, Cause cause)
    {
        Patient patient = Model.Patient(60, Sex.Male, Setting.PrimaryCare);
        Distribution<Cause> prior = patient.Diagnose().Cause;
        Distribution<Cause> posterior = patient.Present(Model.GetFinding(sign)).Diagnose().Cause;
        Assert.Equal(cause, Causes.All.MaxBy(c => posterior[c] / prior[c]));
    }

    [Fact]
    public void NoSingleSign_MakesACauseCertain()
    {
        Patient patient = Model.Patient(50, Sex.Female, Setting.PrimaryCare);
        foreach (string id in Model.DescribedFindings.Where(static f => f.IsBinary).Select(static f => f.Id))
        {
            Outcome<Cause> first = patient.Present(Model.GetFinding(id)).Diagnose().Cause.MostProbable;
            Assert.True(first.Probability < 0.97, $"{id}: {first}");
        }
    }

    [Fact]
    public void NerveConduction_SlowAtTheFibularNerveWithNormalSural_SpeaksForTheFibularHeadOverPolyneuropathy()
    {
        Patient drop = Model.Patient(40, Sex.Male, Setting.SpineClinic).Present(Leg.Left, Findings.FootDrop);
        Diagnosis focal = drop.Present(Leg.Left, Findings.NcsCommonFibular).Absent(Leg.Left, Findings.NcsSural).Diagnose();
        Assert.Equal(Cause.CommonFibularNeuropathy, focal.Cause.MostProbable.Value);
        Assert.True(focal.Cause[Cause.Polyneuropathy] < drop.Diagnose().Cause[Cause.Polyneuropathy] + 0.05);
    }

    [Fact]
    public void NeedleEmgOfS1_RaisesS1MoreThanAnyOtherRoot()
    {
        Patient patient = Model.Patient(45, Sex.Male, Setting.SpineClinic);
        Distribution<NerveRoot> prior = patient.Diagnose().RootLevel;
        Distribution<NerveRoot> posterior = patient.Present(Leg.Left, Findings.NeedleEmg(NerveRoot.S1)).Diagnose().RootLevel;
        Assert.Equal(NerveRoot.S1, NerveRoots.All.MaxBy(r => posterior[r] / prior[r]));
    }

    [Fact]
    public void ProlapseSeenAtALevel_RaisesThatLevel_AndIsCommonEnoughWithoutSymptomsNotToSettleTheCause()
    {
        Patient patient = Model.Patient(55, Sex.Male, Setting.PrimaryCare);
        Diagnosis diagnosis = patient.Present(Findings.ProlapseSeen(DiscLevel.L4L5)).Diagnose();
        Assert.True(diagnosis.DiscLevel[DiscLevel.L4L5] > patient.Diagnose().DiscLevel[DiscLevel.L4L5]);
        Assert.True(diagnosis.Cause[Cause.ProlapsedDisc] < 0.9);
    }
}

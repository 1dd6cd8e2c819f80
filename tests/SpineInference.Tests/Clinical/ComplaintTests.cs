using SpineInference.Anatomy;
using SpineInference.Engine.Inference;

namespace SpineInference.Tests.Clinical;

/// <summary>What the patient complains of, on which side, and what the answer takes to be so although nobody stated it.</summary>
public class ComplaintTests
{
    private const double Tolerance = 1e-12;

    private static readonly LegFinding[] Tests =
    [
        Findings.StraightLegRaisePositive, Findings.HeelWalkImpaired, Findings.TiptoeWalkImpaired, Findings.AlteredSensationInLeg, Findings.SlumpTestPositive,
    ];

    private static Patient Man(int age) => SpineModel.Default.Patient(age, Sex.Male, Setting.PrimaryCare);

    private static Patient Strain => Man(45).Present(Findings.LowBackPain);

    [Fact]
    public void FindingsOfOneLeg_AreTakenToBeTheComplaint_AndTheAnswerSaysSo()
    {
        Diagnosis diagnosis = Man(54).Present(Leg.Right, Findings.FootDrop, Findings.LegPain).Present(Findings.LowBackPain).Diagnose();
        Assumption side = Assert.Single(diagnosis.Assumptions, static a => a.Id == "complaint-side");
        Assert.Equal("right", side.Value);
        Assert.Contains("the complaint is of the right leg", diagnosis.ToString(), StringComparison.Ordinal);
        Assert.InRange(diagnosis.Side[Side.Both], 0, 0.05);
        Assert.Equal(Cause.ProlapsedDisc, diagnosis.Cause.MostProbable.Value);
    }

    [Fact]
    public void SideTaken_Stated_OrDeniedOfBothLegs_AnswersTheSame()
    {
        Patient note = Man(54).Present(Leg.Left, Findings.FootDrop, Findings.LegPain).Present(Findings.LowBackPain);
        Diagnosis taken = note.Diagnose();
        Diagnosis stated = note.Complains(Complaint.Unknown, Side.Left).Diagnose();
        Diagnosis denied = note.Absent(Findings.BothLegs).Diagnose();
        Assert.DoesNotContain(stated.Assumptions, static a => a.Id == "complaint-side");
        Assert.All(Causes.All, c => Assert.Equal(taken.Cause[c], stated.Cause[c], Tolerance));
        Assert.All(Causes.All, c => Assert.Equal(taken.Cause[c], denied.Cause[c], Tolerance));
    }

    [Fact]
    public void Literally_TakesNothing()
    {
        Patient note = Man(54).Present(Leg.Left, Findings.FootDrop, Findings.LegPain).Present(Findings.LowBackPain);
        Diagnosis literal = note.Literally().Diagnose();
        Assert.DoesNotContain(literal.Assumptions, static a => a.Id == "complaint-side");
        Assert.True(literal.Side[Side.Both] > 5 * note.Diagnose().Side[Side.Both]);
        Assert.Empty(literal.Evidence.LikelihoodsOf(SpineModel.Default.Network["complaint-side"]).ToArray());
    }

    [Fact]
    public void SymptomsOfOneLeg_GoBeforeSignsOfTheOther()
    {
        Patient note = Man(60).Present(Leg.Left, Findings.Pain(Region.LateralCalf)).Present(Leg.Right, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced));
        Assert.Contains(note.Diagnose().Assumptions, static a => a is { Id: "complaint-side", Value: "left" });
    }

    [Fact]
    public void SymptomsOfBothLegs_OrBothLegsStated_TakeNoSide()
    {
        Patient both = Man(60).Present(Leg.Left, Findings.LegPain).Present(Leg.Right, Findings.LegPain);
        Patient stated = Man(60).Present(Leg.Left, Findings.FootDrop).Present(Findings.BothLegs);
        Patient perhaps = Man(60).Present(Leg.Left, Findings.FootDrop).Uncertain(Findings.BothLegs, 3);
        Assert.All([both, stated, perhaps], static p => Assert.DoesNotContain(p.Diagnose().Assumptions, static a => a.Id == "complaint-side"));
    }

    [Fact]
    public void BothLegs_AgainstTheSideOfTheComplaint_IsAContradiction()
    {
        Patient one = Man(60).Complains(Complaint.Leg, Side.Left).Present(Findings.BothLegs);
        Patient both = Man(60).Complains(Complaint.Leg, Side.Both).Absent(Findings.BothLegs);
        Assert.Contains("'left'", Assert.Throws<ContradictoryFindingsException>(one.Diagnose).Message, StringComparison.Ordinal);
        Assert.Contains("'both'", Assert.Throws<ContradictoryFindingsException>(both.Diagnose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SideOfTheComplaint_TellsWhereAFindingWithoutALegBelongs()
    {
        Diagnosis unsided = Man(50).Complains(Complaint.Leg, Side.Right).Present(Findings.FootDrop).Diagnose();
        Diagnosis sided = Man(50).Complains(Complaint.Leg, Side.Right).Present(Leg.Right, Findings.FootDrop).Diagnose();
        Assert.Equal(sided.LogEvidence, unsided.LogEvidence, Tolerance);
        Assert.True(unsided.Side[Side.Right] > 0.9);
    }

    [Fact]
    public void NegativeWithoutALeg_HoldsOfBothLegs()
    {
        Diagnosis unsided = Strain.Absent(Tests).Present(Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal)).Diagnose();
        Patient named = Strain;
        foreach (Leg leg in Legs.All)
        {
            named = named.Absent(leg, Tests).Present(leg, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal));
        }

        Diagnosis both = named.Diagnose();
        Assert.Equal(both.LogEvidence, unsided.LogEvidence, 1e-10);
        Assert.All(Causes.All, c => Assert.Equal(both.Cause[c], unsided.Cause[c], 1e-10));
        Assert.Equal(Cause.ReferredPain, unsided.Cause.MostProbable.Value);
        Assert.InRange(unsided.Cause[Cause.ProlapsedDisc], 0, 0.15);
    }

    [Fact]
    public void NegativeWithoutALeg_BesideOneNamedLeg_HoldsOfBoth()
    {
        Diagnosis unsided = Man(50).Present(Leg.Left, Findings.FootDrop).Absent(Findings.StraightLegRaisePositive).Diagnose();
        Diagnosis both = Man(50).Present(Leg.Left, Findings.FootDrop).Absent(Leg.Left, Findings.StraightLegRaisePositive).Absent(Leg.Right, Findings.StraightLegRaisePositive).Diagnose();
        Assert.Equal(both.LogEvidence, unsided.LogEvidence, Tolerance);
    }

    [Fact]
    public void SoftDenialWithoutALeg_NearlyHoldsOfBothLegs()
    {
        Diagnosis soft = Strain.Uncertain(Findings.StraightLegRaisePositive, 1e-12).Diagnose();
        Diagnosis hard = Strain.Absent(Findings.StraightLegRaisePositive).Diagnose();
        Assert.All(Causes.All, c => Assert.Equal(hard.Cause[c], soft.Cause[c], 1e-6));
    }

    [Theory]
    [InlineData(Leg.Left)]
    [InlineData(Leg.Right)]
    public void NegativesOfOneLeg_DoNotRaiseTheDiseaseOfTheOther(Leg leg)
    {
        double Hurt(Diagnosis d, Leg of) => 1 - d.Root(of, NerveRoot.L5)[RootState.Normal];
        Patient note = Strain;
        Diagnosis before = note.Complains(Complaint.Unknown, leg == Leg.Left ? Side.Left : Side.Right).Diagnose();
        foreach (LegFinding test in Tests)
        {
            note = note.Absent(leg, test);
            Diagnosis after = note.Diagnose();
            Assert.InRange(Hurt(after, leg.Other), 0, Hurt(before, leg.Other) + 0.02);
            Assert.InRange(Hurt(after, leg), 0, Hurt(before, leg));
        }

        Assert.Equal(Cause.ReferredPain, note.Diagnose().Cause.MostProbable.Value);
    }

    [Fact]
    public void EveryFindingOfALeg_BeginsWithTheStateOfASoundOne() => Assert.All(
        SpineModel.Default.DescribedFindings.Where(static f => f.IsOfLeg), static f => Assert.Contains(f.States[0], (string[])["absent", "normal"]));

    [Fact]
    public void IsNegative_OfEveryKind_TurnsOnTheSoundState()
    {
        Observation Of(Finding finding, ObservationKind kind, double ratio = 1) => Observation.Of(finding, null, kind, ratio);
        Finding normal = Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal);
        Finding absent = Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent);
        SpineModel model = SpineModel.Default;
        Assert.True(model.IsNegative(Of(normal, ObservationKind.Present)));
        Assert.False(model.IsNegative(Of(absent, ObservationKind.Present)));
        Assert.False(model.IsNegative(Of(normal, ObservationKind.Absent)));
        Assert.True(model.IsNegative(Of(absent, ObservationKind.Absent)));
        Assert.True(model.IsNegative(Of(absent, ObservationKind.Uncertain, 0.2)));
        Assert.False(model.IsNegative(Of(absent, ObservationKind.Uncertain, 5)));
        Assert.True(model.IsNegative(Of(normal, ObservationKind.Uncertain, 5)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(72)]
    public void BackPain_WithLegPainDenied_IsReferredPain_NotTheFoot(int age)
    {
        foreach (Patient note in (Patient[])[
            Man(age).Present(Findings.LowBackPain).Absent(Findings.LegPain),
            Man(age).Present(Findings.LowBackPain).Absent(Leg.Left, Findings.LegPain).Absent(Leg.Right, Findings.LegPain)])
        {
            Diagnosis diagnosis = note.Diagnose();
            Assert.Equal(Cause.ReferredPain, diagnosis.Cause.MostProbable.Value);
            Assert.Equal(Complaint.BackOnly, diagnosis.Complaint.MostProbable.Value);
            Assert.Contains(diagnosis.Assumptions, static a => a is { Id: "complaint", Value: "back-only" });
        }
    }

    [Theory]
    [InlineData(30, Sex.Female)]
    [InlineData(50, Sex.Male)]
    [InlineData(65, Sex.Female)]
    [InlineData(80, Sex.Male)]
    public void EverythingDenied_DoesNotEndInAFootDisorder(int age, Sex sex)
    {
        foreach (Setting setting in Enum.GetValues<Setting>())
        {
            Patient pain = SpineModel.Default.Patient(age, sex, setting).Absent(Findings.LegPain, Findings.FootPain, Findings.LowBackPain);
            Patient all = pain.Absent(Findings.AlteredSensationInLeg, Findings.AlteredSensationInFoot, Findings.LegWeakness, Findings.FootWeakness);
            Assert.All([pain, all, all.Absent(Tests)], static p => Assert.NotEqual(Cause.FootDisorder, p.Diagnose().Cause.MostProbable.Value));
        }
    }

    [Theory]
    [InlineData(Complaint.Leg, "pain.lateral-calf")]
    [InlineData(Complaint.FootOnly, "foot-pain")]
    [InlineData(Complaint.BackOnly, "low-back-pain")]
    public void Complaint_IsInferredFromWhatIsTold(Complaint complaint, string finding)
    {
        Patient note = Man(45);
        Patient told = note.Present(SpineModel.Default.GetFinding(finding));
        told = complaint == Complaint.FootOnly ? told.Absent(Findings.LegPain, Findings.LowBackPain) : told;
        Assert.True(told.Diagnose().Complaint[complaint] > note.Diagnose().Complaint[complaint]);
        Assert.Equal(1, told.Complains(complaint).Diagnose().Complaint[complaint], Tolerance);
        Assert.DoesNotContain(told.Complains(complaint).Diagnose().Assumptions, static a => a.Id == "complaint");
    }

    [Fact]
    public void Complaint_Unknown_HasThePriorOfTheSetting()
    {
        Distribution<Complaint> practice = SpineModel.Default.Patient(setting: Setting.PrimaryCare).Diagnose().Complaint;
        Distribution<Complaint> clinic = SpineModel.Default.Patient(setting: Setting.SpineClinic).Diagnose().Complaint;
        Assert.True(clinic[Complaint.Leg] > practice[Complaint.Leg] && clinic[Complaint.FootOnly] < practice[Complaint.FootOnly]);
    }

    [Fact]
    public void BackOnly_HasNoAlteredSensationInTheLeg()
    {
        Diagnosis diagnosis = Man(45).Complains(Complaint.BackOnly).Diagnose();
        Assert.All(Legs.All, leg => Assert.Equal(1, diagnosis.PosteriorOf($"{leg.Id}.sensation-territory")[0], Tolerance));
    }

    [Fact]
    public void LogEvidence_GivenTheContext_LeavesOutThePriorOfTheContext()
    {
        Patient patient = SpineModel.Default.Patient(45, Sex.Male, complaint: Complaint.Leg);
        Assert.Equal(0, patient.Diagnose().LogEvidence, Tolerance);
        IInferenceEngine engine = SpineModel.Default.Engine;
        Assert.Equal(engine.Query(PatientEvidence.OfContext(patient)).LogEvidence, PatientEvidence.LogOfContext(patient), Tolerance);
    }

    [Fact]
    public void NextFindings_SideUnknown_IsAskedFirst_AndNotWhereItIsTaken()
    {
        Assert.Contains(Man(50).Present(Findings.LowBackPain).Diagnose().ProposeFindings(3).Findings.Take(2), static f => f.Id == "complaint-side");
        Assert.Equal("complaint-side", Man(50).Complains(Complaint.Leg).Present(Findings.LowBackPain).Diagnose().ProposeFindings(3).Findings[0].Id);
        Assert.Equal("complaint-side", Man(50).Complains(Complaint.Leg).Present(Findings.LegPain).Diagnose().ProposeFindings(3).Findings[0].Id);
        Assert.DoesNotContain(Man(50).Complains(Complaint.Leg).Present(Leg.Left, Findings.LegPain).Diagnose().ProposeFindings(3).Findings, static f => f.Id == "complaint-side");
        Assert.DoesNotContain(Man(50).Complains(Complaint.Leg, Side.Both).Diagnose().ProposeFindings(3).Findings, static f => f.Id is "complaint-side" or "both-legs");
    }

    [Fact]
    public void OneWeakThigh_IsNoPolyneuropathy()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(61, Sex.Female)
            .Present(Leg.Left, Findings.AlteredSensation(Region.MedialShin), Findings.Strength(Muscle.Quadriceps, StrengthGrade.SeverelyWeak), Findings.TendonReflex(Reflex.Patellar, ReflexGrade.Absent))
            .Present(Leg.Left, Findings.Strength(Muscle.Adductors, StrengthGrade.Normal), Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.Normal))
            .Absent(Leg.Left, Findings.LegPain)
            .Absent(Findings.LowBackPain)
            .Diagnose();
        Assert.InRange(diagnosis.Cause[Cause.Polyneuropathy], 0, 0.2);
        Assert.Equal(Cause.ThighNeuropathy, diagnosis.Cause.MostProbable.Value);
    }

    [Theory]
    [InlineData(38, Sex.Female)]
    [InlineData(46, Sex.Male)]
    [InlineData(52, Sex.Male)]
    public void BothFeetDropped_WithTheProlapseSeen_AreTheProlapse(int age, Sex sex)
    {
        Patient note = SpineModel.Default.Patient(age, sex, Setting.SpineClinic)
            .Present(Leg.Left, Findings.FootDrop).Present(Leg.Right, Findings.FootDrop)
            .Present(Findings.SuddenOnset, Findings.ProlapseSeen(DiscLevel.L4L5));
        Assert.Equal(Cause.ProlapsedDisc, note.Diagnose().Cause.MostProbable.Value);
        Assert.Equal(NerveRoot.L5, note.Diagnose().RootLevel.MostProbable.Value);
    }
}

using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What is felt and seen in a leg, and the root it speaks for.</summary>
public class LegTests
{
    private static Patient Adult => SpineModel.Default.Patient(age: 45, Sex.Male, Setting.PrimaryCare, Complaint.Leg);

    [Fact]
    public void PainTinglingAndWeakness_OfOneRoot_EachRaiseIt()
    {
        double prior = Adult.Diagnose().RootLevel[NerveRoot.L5];
        foreach (LegFinding finding in (LegFinding[])[
            Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe), Findings.Strength(Muscle.ExtensorHallucis, StrengthGrade.Weak)])
        {
            Assert.True(Adult.Present(Leg.Left, finding).Diagnose().RootLevel[NerveRoot.L5] > prior, finding.ToString());
        }
    }

    [Fact]
    public void SymptomsOnTheRight_MakeTheRightSideLikely()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Right, Findings.Pain(Region.BackOfCalf), Findings.AlteredSensation(Region.LateralFoot)).Diagnose();
        Assert.True(diagnosis.Side[Side.Right] > 4 * diagnosis.Side[Side.Left]);
        Assert.True(diagnosis.Root(Leg.Right, NerveRoot.S1)[RootState.Normal] < diagnosis.Root(Leg.Left, NerveRoot.S1)[RootState.Normal]);
    }

    [Fact]
    public void FootPainWithoutLegPain_PointsToFootAndAnkle_AndWithLegPainBackToTheRoots()
    {
        Patient patient = SpineModel.Default.Patient(age: 45, Sex.Male, Setting.PrimaryCare);
        Diagnosis isolated = patient.Present(Leg.Left, Findings.FootPain).Absent(Leg.Left, Findings.LegPain).Diagnose();
        Diagnosis withLeg = patient.Present(Leg.Left, Findings.FootPain, Findings.LegPain).Diagnose();
        double FootAndAnkle(Diagnosis d) => d.LesionSite[LesionSite.Foot] + d.LesionSite[LesionSite.Ankle];
        Assert.True(FootAndAnkle(isolated) > FootAndAnkle(patient.Diagnose()) * 2, $"{FootAndAnkle(isolated)}");
        Assert.True(isolated.RootLevel.None > patient.Diagnose().RootLevel.None);
        Assert.True(FootAndAnkle(withLeg) < FootAndAnkle(isolated) / 4);
        Assert.True(withLeg.RootLevel.None < isolated.RootLevel.None);
    }

    [Fact]
    public void IsolatedFootPain_DoesNotExcludeARoot()
    {
        Diagnosis isolated = Adult.Present(Leg.Left, Findings.FootPain).Absent(Leg.Left, Findings.LegPain).Diagnose();
        Assert.True(1 - isolated.RootLevel.None > 0.001);
    }

    [Fact]
    public void PatternOfL4_PutsL4First() => AssertFirst(NerveRoot.L4, Adult
        .Present(Leg.Left, Findings.Pain(Region.FrontOfThigh), Findings.Pain(Region.MedialShin), Findings.AlteredSensation(Region.MedialShin),
            Findings.Strength(Muscle.Quadriceps, StrengthGrade.Weak), Findings.TendonReflex(Reflex.Patellar, ReflexGrade.Reduced), Findings.FemoralStretchPositive));

    [Fact]
    public void PatternOfL5_PutsL5First() => AssertFirst(NerveRoot.L5, Adult
        .Present(Leg.Left, Findings.Pain(Region.SideOfThigh), Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.TopOfFoot),
            Findings.AlteredSensation(Region.BigToe), Findings.Strength(Muscle.ExtensorHallucis, StrengthGrade.Weak), Findings.HeelWalkImpaired));

    [Fact]
    public void PatternOfS1_PutsS1First() => AssertFirst(NerveRoot.S1, Adult
        .Present(Leg.Left, Findings.Pain(Region.BackOfThigh), Findings.Pain(Region.BackOfCalf), Findings.AlteredSensation(Region.LateralFoot),
            Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent), Findings.TiptoeWalkImpaired, Findings.StraightLegRaisePositive));

    [Theory]
    [InlineData(NerveRoot.L1, new[] { Region.Groin }, Muscle.Iliopsoas)]
    [InlineData(NerveRoot.L2, new[] { Region.FrontOfThigh, Region.Groin }, Muscle.Iliopsoas)]
    [InlineData(NerveRoot.L3, new[] { Region.FrontOfThigh }, Muscle.Adductors)]
    [InlineData(NerveRoot.S2, new[] { Region.BackOfThigh, Region.BackOfCalf }, Muscle.FootIntrinsics)]
    [InlineData(NerveRoot.S3, new[] { Region.Saddle, Region.Buttock }, Muscle.FootIntrinsics)]
    public void PatternOfARareRoot_RaisesItMoreThanAnyOther(NerveRoot root, Region[] regions, Muscle muscle)
    {
        Distribution<NerveRoot> prior = Adult.Diagnose().RootLevel;
        Patient patient = Adult;
        foreach (Region region in regions)
        {
            patient = patient.Present(Leg.Left, Findings.Pain(region), Findings.AlteredSensation(region));
        }

        if (root is not (NerveRoot.L1 or NerveRoot.S3))
        {
            patient = patient.Present(Leg.Left, Findings.Strength(muscle, StrengthGrade.Weak));
        }

        Distribution<NerveRoot> posterior = patient.Diagnose().RootLevel;
        NerveRoot mostRaised = NerveRoots.All.MaxBy(r => posterior[r] / prior[r]);
        Assert.True(mostRaised == root, $"{string.Join(", ", NerveRoots.All.Select(r => $"{r.Id} ×{posterior[r] / prior[r]:0.0}"))}");
    }

    [Fact]
    public void CannotWalkOnTheHeels_WithNumbShin_SpeaksForL4AndL5()
    {
        Diagnosis before = Adult.Diagnose();
        Diagnosis after = Adult.Present(Leg.Left, Findings.HeelWalkImpaired, Findings.AlteredSensation(Region.FrontOfShin)).Diagnose();
        Assert.True(after.RootLevel[NerveRoot.L5] + after.RootLevel[NerveRoot.L4] > before.RootLevel[NerveRoot.L5] + before.RootLevel[NerveRoot.L4]);
        Assert.True(after.RootLevel[NerveRoot.S1] < before.RootLevel[NerveRoot.S1]);
    }

    [Fact]
    public void FootDrop_MakesFailedHeelWalkAndWeakTibialisAnteriorNearlyCertain()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.FootDrop).Diagnose();
        Assert.InRange(diagnosis.PosteriorOf("left.heel-walk-impaired")[1], 0.9, 1);
        Assert.InRange(diagnosis.PosteriorOf("left.muscle.tibialis-anterior")[0], 0, 0.1);
    }

    [Fact]
    public void FootDrop_WithPainToTheBigToe_SpeaksForL5_AndPainlessForTheFibularNerve()
    {
        Diagnosis painful = Adult.Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.Pain(Region.TopOfFoot), Findings.Pain(Region.BigToe)).Diagnose();
        Diagnosis painless = Adult.Present(Leg.Left, Findings.FootDrop).Absent(Leg.Left, Findings.LegPain, Findings.FootPain).Absent(Findings.LowBackPain).Diagnose();
        Assert.Equal(NerveRoot.L5, painful.RootLevel.MostProbable.Value);
        Assert.True(painless.Cause[Cause.CommonFibularNeuropathy] > painful.Cause[Cause.CommonFibularNeuropathy]);
    }

    [Fact]
    public void FootDrop_WithWeakHipAbduction_SpeaksForTheRoot_AndWithSparedAbductionForTheFibularHead()
    {
        Patient drop = Adult.Present(Leg.Left, Findings.FootDrop);
        Diagnosis weak = drop.Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak)).Diagnose();
        Diagnosis spared = drop.Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Normal)).Diagnose();
        Assert.True(weak.LesionSite[LesionSite.FibularHead] < spared.LesionSite[LesionSite.FibularHead]);
        Assert.True(weak.RootLevel[NerveRoot.L5] > spared.RootLevel[NerveRoot.L5]);
    }

    [Fact]
    public void CannotWalkOnTiptoeOrDrive_WithPainAlongTheSole_SpeaksForS1()
    {
        Diagnosis before = Adult.Diagnose();
        Diagnosis after = Adult.Present(Leg.Left, Findings.TiptoeWalkImpaired, Findings.WalkingOrDrivingImpossible, Findings.Pain(Region.Sole)).Diagnose();
        Assert.True(after.RootLevel[NerveRoot.S1] + after.RootLevel[NerveRoot.S2] > before.RootLevel[NerveRoot.S1] + before.RootLevel[NerveRoot.S2]);
        // Strength held back by pain or doubt would show both as well.
        Assert.True(after.PosteriorOf("left.muscle.gastrocnemius")[0] < 0.25);
    }

    [Fact]
    public void LesionOfTheSciaticNerveInTheButtock_IsASiteOfThePosterior()
    {
        Diagnosis diagnosis = Adult
            .Present(Leg.Left, Findings.PiriformisTest, Findings.Pain(Region.Buttock))
            .Present(Findings.EffectOf(PatientActivity.Sitting, Effect.Worse))
            .Absent(Findings.LowBackPain)
            .Diagnose();
        Assert.True(diagnosis.LesionSite[LesionSite.Buttock] > 5 * Adult.Diagnose().LesionSite[LesionSite.Buttock]);
    }

    [Fact]
    public void Sciatica_RisesWithPainInTheSciaticTerritory_AndFallsWhenAbsent()
    {
        double prior = Adult.Diagnose().SciaticaProbability;
        Assert.Equal(1, Adult.Present(Leg.Left, Findings.Pain(Region.LateralCalf)).Diagnose().SciaticaProbability);
        Assert.InRange(Adult.Absent(Leg.Left, Findings.Pain(Region.LateralCalf), Findings.Pain(Region.BackOfCalf)).Diagnose().SciaticaProbability, 0.001, prior - 0.001);
    }

    [Fact]
    public void AbsentLowBackPain_DoesNotExcludeARootInjuredInTheBack()
    {
        Patient pattern = Adult.Present(Leg.Left, Findings.AlteredSensation(Region.BigToe), Findings.Pain(Region.LateralCalf), Findings.StraightLegRaisePositive);
        Diagnosis without = pattern.Absent(Findings.LowBackPain).Diagnose();
        Assert.True(without.LesionSite[LesionSite.Canal] > 0.4, without.LesionSite.ToString());
    }

    [Fact]
    public void AbsentAchillesReflex_RaisesS1_OverL5()
    {
        Diagnosis before = Adult.Diagnose();
        Diagnosis after = Adult.Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent)).Diagnose();
        Assert.True(after.RootLevel[NerveRoot.S1] / after.RootLevel[NerveRoot.L5] > before.RootLevel[NerveRoot.S1] / before.RootLevel[NerveRoot.L5]);
    }

    private static void AssertFirst(NerveRoot root, Patient patient)
    {
        Diagnosis diagnosis = patient.Diagnose();
        Assert.True(diagnosis.RootLevel.MostProbable.Value == root, diagnosis.RootLevel.ToString());
    }
}

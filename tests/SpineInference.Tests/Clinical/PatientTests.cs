using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>The fluent note: legs, contradictions, refusals.</summary>
public class PatientTests
{
    private static Patient Adult => SpineModel.Default.Patient(50, Sex.Female, Setting.PrimaryCare);

    [Theory]
    [InlineData(17)]
    [InlineData(0)]
    [InlineData(121)]
    public void Patient_OutsideTheAgesCovered_IsRefused(int age) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient(age));

    [Fact]
    public void Patient_UnderAge_IsToldWhy() => Assert.Contains(
        "18 years", Assert.Throws<ArgumentOutOfRangeException>(static () => SpineModel.Default.Patient(12)).Message, StringComparison.Ordinal);

    [Fact]
    public void UnsidedFinding_WhereOneLegIsNamed_JoinsIt()
    {
        Diagnosis unsided = Adult.Present(Leg.Right, Findings.FootDrop).Present(Findings.HeelWalkImpaired).Diagnose();
        Diagnosis sided = Adult.Present(Leg.Right, Findings.FootDrop, Findings.HeelWalkImpaired).Diagnose();
        Assert.Equal(sided.LogEvidence, unsided.LogEvidence);
        Assert.Equal(sided.Side[Side.Right], unsided.Side[Side.Right]);
    }

    [Fact]
    public void UnsidedFinding_WhereBothLegsAreNamed_IsAnError()
    {
        Patient patient = Adult.Present(Leg.Right, Findings.FootDrop).Absent(Leg.Left, Findings.FootDrop).Present(Findings.HeelWalkImpaired);
        Assert.Contains("heel-walk-impaired", Assert.Throws<ArgumentException>(patient.Diagnose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnsidedFindings_WhereNoLegIsNamed_LeaveTheSidesEqual()
    {
        Diagnosis diagnosis = Adult.Present(Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Diagnose();
        Diagnosis left = Adult.Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Diagnose();
        Assert.Equal(diagnosis.Side[Side.Left], diagnosis.Side[Side.Right], 1e-12);
        Assert.Equal(left.RootLevel[NerveRoot.L5], diagnosis.RootLevel[NerveRoot.L5], 1e-12);
        double average = (left.Root(Leg.Left, NerveRoot.L5)[RootState.Compressed] + left.Root(Leg.Right, NerveRoot.L5)[RootState.Compressed]) / 2;
        Assert.Equal(average, diagnosis.Root(Leg.Left, NerveRoot.L5)[RootState.Compressed], 1e-12);
        Assert.Equal(average, diagnosis.Root(Leg.Right, NerveRoot.L5)[RootState.Compressed], 1e-12);
    }

    [Fact]
    public void PresentAndAbsent_OfOneFinding_Contradict()
    {
        var fault = Assert.Throws<ContradictoryFindingsException>(Adult.Present(Leg.Left, Findings.FootDrop).Absent(Leg.Left, Findings.FootDrop).Diagnose);
        Assert.Equal(2, fault.Observations.Length);
        Assert.Contains("left.foot-drop present", fault.Message, StringComparison.Ordinal);
        Assert.Contains("left.foot-drop absent", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoGradesOfOneReflex_Contradict() => Assert.Throws<ContradictoryFindingsException>(Adult
        .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent), Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal)).Diagnose);

    [Fact]
    public void UnknownFinding_IsNotAbsent()
    {
        double unknown = Adult.Diagnose().RootLevel[NerveRoot.S1];
        double absent = Adult.Absent(Leg.Left, Findings.StraightLegRaisePositive).Diagnose().RootLevel[NerveRoot.S1];
        Assert.NotEqual(unknown, absent);
    }

    [Fact]
    public void Uncertain_WithRatioOne_SaysNothing_AndALargeRatioNearlyAsMuchAsPresent()
    {
        Diagnosis nothing = Adult.Diagnose();
        Assert.Equal(nothing.Cause[Cause.ProlapsedDisc], Adult.Uncertain(Leg.Left, Findings.FootDrop, 1).Diagnose().Cause[Cause.ProlapsedDisc], 1e-12);
        Assert.Equal(
            Adult.Present(Leg.Left, Findings.FootDrop).Diagnose().Cause[Cause.ProlapsedDisc],
            Adult.Uncertain(Leg.Left, Findings.FootDrop, 1e12).Diagnose().Cause[Cause.ProlapsedDisc],
            1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Adult.Uncertain(Leg.Left, Findings.FootDrop, 0));
    }

    [Fact]
    public void NoFinding_IsRefused() => Assert.Throws<ArgumentNullException>(static () => Adult.Present((Finding)null!));

    [Fact]
    public void MistypedTextId_SuggestsTheNearest() => Assert.Contains(
        "'heel-walk-impaired'", Assert.Throws<ArgumentException>(static () => SpineModel.Default.GetFinding("heel-wlak-impaired")).Message, StringComparison.Ordinal);

    // Findings of more than two states that have no typed member: by their text ids.
    private static IEnumerable<Finding> ManyStates => new[]
    {
        ("duration", "under-6-weeks"), ("course", "worse"), ("walking-distance", "under-200-m"), ("prolapse-size-seen", "extrusion"), ("prolapse-zone-seen", "foraminal"),
        ("foraminal-narrowing-seen", "severe"), ("slip-grade-seen", "grade-1"), ("vertebral-fracture-seen", "fresh"), ("straight-leg-raise-angle", "30-to-70"), ("finger-floor-distance", "over-25-cm"),
    }.Select(static f => SpineModel.Default.GetFinding(f.Item1, f.Item2));

    private static Muscle[] WithNeedle =>
    [
        Muscle.Adductors, Muscle.Quadriceps, Muscle.TibialisAnterior, Muscle.Fibularis, Muscle.TibialisPosterior, Muscle.GluteusMedius, Muscle.GluteusMaximus, Muscle.Gastrocnemius,
    ];

    [Theory]
    [InlineData(5, "normal")]
    [InlineData(4, "weak")]
    [InlineData(3, "severely-weak")]
    [InlineData(0, "severely-weak")]
    public void Strength_InGradesOfTheMrc_IsReadAsTheModelsGrade(int grade, string state)
    {
        Assert.Equal(state, Findings.Strength(Muscle.TibialisAnterior, grade).State);
        Assert.Throws<ArgumentOutOfRangeException>(() => Findings.Strength(Muscle.TibialisAnterior, grade + 6));
    }

    [Fact]
    public void EveryTypedFinding_ExistsInTheModel()
    {
        Finding[] families =
        [
            .. Regions.All.Select(Findings.Pain), .. Regions.All.Select(Findings.AlteredSensation), .. Regions.All.Where(static r => r != Region.Saddle).Select(Findings.SensoryLoss),
            .. Muscles.All.Select(static m => Findings.Strength(m, StrengthGrade.Weak)), .. Reflexes.All.Select(static r => Findings.TendonReflex(r, ReflexGrade.Reduced)),
            .. Enum.GetValues<PatientActivity>().Select(static a => Findings.EffectOf(a, Effect.Worse)),
            .. NerveRoots.All.Skip(1).Select(Findings.NeedleEmg), .. WithNeedle.Select(Findings.NeedleEmg), .. NerveRoots.All.Where(static r => r is >= NerveRoot.L2 and <= NerveRoot.S1).Select(Findings.RootCompressionSeenOf),
            .. DiscLevels.All.Select(static l => Findings.StenosisGradeSeen(l, NarrowingGrade.Severe)),
            .. ManyStates,
            .. DiscLevels.All.SelectMany(static l => new[] { Findings.ProlapseSeen(l), Findings.StenosisSeen(l), Findings.SlipSeen(l) }),
            Findings.AlteredSensationInLeg, Findings.AlteredSensationInFoot, Findings.AnkleBrachialIndex(0.8),
        ];
        Finding[] plain = [.. typeof(Findings).GetProperties().Select(static p => (Finding)p.GetValue(null)!)];
        string[] typed = [.. families.Concat(plain).Select(static f => SpineModel.Default.GetFinding(f.Id, f.State)).Select(static f => f.Id).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(SpineModel.Default.DescribedFindings.Select(static f => f.Id).Order(StringComparer.Ordinal), typed);
        Assert.All(families.Concat(plain), static f =>
        {
            Finding byText = SpineModel.Default.GetFinding(f.Id, f.State);
            Assert.Equal((byText.IsOfLeg, byText.Place, byText.StateIndex), (f.IsOfLeg, f.Place, f.StateIndex));
            Assert.All(Legs.All, leg => Assert.Equal((byText as LegFinding)?.PlaceIn(leg), (f as LegFinding)?.PlaceIn(leg)));
        });
    }

    [Fact]
    public void Distributions_SumToOne_EnumerateInOrder_AndPrint()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.FootDrop).Diagnose();
        Assert.Equal(1, diagnosis.RootLevel.Sum(static o => o.Probability), 1e-12);
        Assert.Equal(1, diagnosis.Cause.Sum(static o => o.Probability), 1e-12);
        Assert.Equal(1, diagnosis.Side.Sum(static o => o.Probability), 1e-12);
        Assert.Equal(1, diagnosis.LesionSite.Sum(static o => o.Probability), 1e-12);
        Assert.Equal(1, diagnosis.Root(Leg.Left, NerveRoot.L5).Sum(static o => o.Probability), 1e-12);
        Assert.Equal("none", diagnosis.RootLevel[0].Id);
        Assert.Contains("L5 0.", diagnosis.RootLevel.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Patient_NumberOutsideItsEnumeration_IsRefused()
    {
        Assert.Equal("sex", Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient(sex: (Sex)(-1))).ParamName);
        Assert.Equal("sex", Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient(sex: (Sex)3)).ParamName);
        Assert.Equal("setting", Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient(setting: (Setting)(-1))).ParamName);
        Assert.Equal("complaint", Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient(complaint: (Complaint)(-7))).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient().Complains((Complaint)(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient().Present((Leg)(-1), Findings.FootDrop));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpineModel.Default.Patient().Absent((Leg)9, Findings.FootDrop));
    }
}

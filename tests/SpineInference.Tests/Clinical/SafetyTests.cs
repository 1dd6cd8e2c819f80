using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>Red flags fire by rule, and the answer stays honest.</summary>
public class SafetyTests
{
    private static Patient Adult => SpineModel.Default.Patient(50, Sex.Female, Setting.PrimaryCare);

    [Theory]
    [InlineData("urinary-retention")]
    [InlineData("anal-tone-lost")]
    [InlineData("progressive-weakness-both-legs")]
    public void FeatureOfCaudaEquina_IsAnEmergency(string id)
    {
        Diagnosis diagnosis = Adult.Present(SpineModel.Default.GetFinding(id)).Diagnose();
        Assert.Equal(Urgency.Emergency, Assert.Single(diagnosis.RedFlags).Urgency);
        Assert.StartsWith("Emergency", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urinary-incontinence")]
    [InlineData("bowel-incontinence")]
    public void LeakageOfUnknownAge_IsAMatterOfTheSameDay_NewAnEmergency_OldNone(string id)
    {
        Patient patient = Adult.Present(SpineModel.Default.GetFinding(id));
        Assert.Equal(Urgency.SameDay, Assert.Single(patient.Diagnose().RedFlags).Urgency);
        Assert.Equal(Urgency.Emergency, Assert.Single(patient.Present(Findings.BladderOrBowelSignsNew).Diagnose().RedFlags).Urgency);
        Assert.Empty(patient.Present(Findings.BladderOrBowelSignsLongStanding).Diagnose().RedFlags);
    }

    [Fact]
    public void NumbSaddle_IsAnEmergency_EvenWhereOnlyLikely()
    {
        Assert.Equal(Urgency.Emergency, Adult.Present(Leg.Left, Findings.AlteredSensation(Region.Saddle)).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.Emergency, Adult.Uncertain(Leg.Left, Findings.AlteredSensation(Region.Saddle), 3).Diagnose().RedFlags[0].Urgency);
    }

    [Fact]
    public void FootDropBelowGrade4_IsAMatterOfTheSameDay_AndWorseningWeaknessUrgent()
    {
        Assert.Equal(Urgency.SameDay, Adult.Present(Leg.Left, Findings.FootDrop).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.SameDay, Adult.Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.SeverelyWeak)).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.Urgent, Adult.Present(Leg.Left, Findings.WorseningWeakness).Diagnose().RedFlags[0].Urgency);
        Assert.Empty(Adult.Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.Weak)).Diagnose().RedFlags);
    }

    [Fact]
    public void FeverCancerOrWeightLoss_AreUrgentWithBackPainOrWhereItIsUnknown_NotWhereItIsAbsent()
    {
        foreach (Finding finding in (Finding[])[Findings.Fever, Findings.CancerHistory, Findings.UnexplainedWeightLoss])
        {
            Assert.Contains(Adult.Present(finding, Findings.LowBackPain).Diagnose().RedFlags, static f => f.Id == "infection-or-tumour");
            Assert.Contains(Adult.Present(finding).Diagnose().RedFlags, static f => f.Id == "infection-or-tumour");
            Assert.Empty(Adult.Present(finding).Absent(Findings.LowBackPain).Diagnose().RedFlags);
        }
    }

    [Fact]
    public void SignificantTrauma_IsAMatterOfTheSameDay() =>
        Assert.Equal("fracture", Assert.Single(Adult.Present(Findings.SignificantTrauma).Diagnose().RedFlags).Id);

    [Fact]
    public void AbsentRedFlag_DoesNotFire() =>
        Assert.Empty(Adult.Absent(Findings.UrinaryRetention, Findings.Fever).Absent(Leg.Left, Findings.FootDrop).Diagnose().RedFlags);

    [Fact]
    public void Advice_WithoutAClearCause_SaysUndecided_AndNeverReplacesAClinician()
    {
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.FootPain, Findings.LegPain).Diagnose();
        Assert.Contains("does not replace", diagnosis.Advice, StringComparison.Ordinal);
        Assert.Equal(diagnosis.Cause.MostProbable.Probability < 0.5, diagnosis.Advice.Contains("Undecided", StringComparison.Ordinal));
    }
}

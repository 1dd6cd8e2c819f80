using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>Red flags fire by rule, and the answer stays honest.</summary>
public class SafetyTests
{
    private static Patient Adult => SpineModel.Default.Patient(50, Sex.Female, Setting.PrimaryCare);

    [Theory]
    [InlineData("urinary-retention")]
    [InlineData("urinary-incontinence")]
    [InlineData("bowel-incontinence")]
    [InlineData("anal-tone-lost")]
    [InlineData("progressive-weakness-both-legs")]
    public void FeatureOfCaudaEquina_IsAnEmergency(string id)
    {
        Diagnosis diagnosis = Adult.Present(SpineModel.Default.Finding(id)).Diagnose();
        Assert.Equal(Urgency.Emergency, Assert.Single(diagnosis.RedFlags).Urgency);
        Assert.StartsWith("Emergency", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbSaddle_IsAnEmergency_EvenWhereOnlyLikely()
    {
        Assert.Equal(Urgency.Emergency, Adult.Present(Leg.Left, Findings.AlteredSensation(Region.Saddle)).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.Emergency, Adult.Uncertain(Leg.Left, Findings.AlteredSensation(Region.Saddle), 3).Diagnose().RedFlags[0].Urgency);
    }

    [Fact]
    public void FootDropBelowGrade4_AndWorseningWeakness_AreUrgent()
    {
        Assert.Equal(Urgency.Urgent, Adult.Present(Leg.Left, Findings.FootDrop).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.Urgent, Adult.Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.SeverelyWeak)).Diagnose().RedFlags[0].Urgency);
        Assert.Equal(Urgency.Urgent, Adult.Present(Leg.Left, Findings.WorseningWeakness).Diagnose().RedFlags[0].Urgency);
        Assert.Empty(Adult.Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, StrengthGrade.Weak)).Diagnose().RedFlags);
    }

    [Fact]
    public void FeverCancerOrWeightLoss_AreUrgentWithBackPainOrWhereItIsUnknown_NotWhereItIsAbsent()
    {
        foreach (Finding finding in (Finding[])[Findings.Fever, Findings.CancerHistory, Findings.UnexplainedWeightLoss])
        {
            Assert.Single(Adult.Present(finding, Findings.LowBackPain).Diagnose().RedFlags);
            Assert.Single(Adult.Present(finding).Diagnose().RedFlags);
            Assert.Empty(Adult.Present(finding).Absent(Findings.LowBackPain).Diagnose().RedFlags);
        }
    }

    [Fact]
    public void SignificantTrauma_IsUrgent() =>
        Assert.Equal("fracture", Assert.Single(Adult.Present(Findings.SignificantTrauma).Diagnose().RedFlags).Id);

    [Fact]
    public void AbsentRedFlag_DoesNotFire() =>
        Assert.Empty(Adult.Absent(Findings.UrinaryRetention, Findings.Fever).Absent(Leg.Left, Findings.FootDrop).Diagnose().RedFlags);

    [Fact]
    public void EveryFindingOfARule_ExistsInTheModel()
    {
        foreach ((string id, string state) in RedFlagRule.All.SelectMany(static r => r.Findings))
        {
            Assert.Contains(SpineModel.Default.FindingVariables, f =>
                (id[0] == '*' ? f.Key.EndsWith(id[1..], StringComparison.Ordinal) : f.Key == id) && f.Value.Variable.TryGetStateIndex(state, out _));
        }
    }

    [Fact]
    public void Advice_WithoutAClearCause_SaysUndecided_AndNeverReplacesAClinician()
    {
        string advice = Adult.Present(Leg.Left, Findings.FootDrop).Diagnose().Advice;
        Assert.Contains("does not replace", advice, StringComparison.Ordinal);
        Diagnosis diagnosis = Adult.Present(Leg.Left, Findings.FootDrop).Diagnose();
        Assert.Equal(diagnosis.Cause.MostProbable.Probability < 0.5, advice.Contains("Undecided", StringComparison.Ordinal));
    }
}

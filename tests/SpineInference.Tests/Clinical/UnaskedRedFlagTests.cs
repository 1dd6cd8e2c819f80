using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What was not asked is told, the most urgent first, and stays apart from what was denied.</summary>
public class UnaskedRedFlagTests
{
    [Fact]
    public void NothingStated_EveryRuleIsUnasked_MostUrgentFirst()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(50).Diagnose();
        Assert.Empty(diagnosis.RedFlags);
        Assert.Equal("cauda-equina", diagnosis.UnaskedRedFlags[0].Rule);
        Assert.Equal(diagnosis.UnaskedRedFlags.OrderByDescending(static q => q.Urgency).Select(static q => q.Rule), diagnosis.UnaskedRedFlags.Select(static q => q.Rule));
        Assert.All(diagnosis.UnaskedRedFlags, static q => Assert.NotEmpty(q.Findings));
        Assert.Contains("urinary-retention", diagnosis.UnaskedRedFlags[0].Findings);
    }

    [Fact]
    public void Denied_IsAsked_AndUnknownIsNot()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(50).Absent(Findings.SignificantTrauma).Uncertain(Leg.Left, Findings.CalfSwollen, 0.3).Diagnose();
        Assert.DoesNotContain(diagnosis.UnaskedRedFlags, static q => q.Rule is "fracture" or "deep-vein-thrombosis");
        Assert.Contains(SpineModel.Default.Patient(50).Uncertain(Findings.SignificantTrauma, 1).Diagnose().UnaskedRedFlags, static q => q.Rule == "fracture");
    }

    [Fact]
    public void OneDroppedFoot_TheOtherIsAskedFor()
    {
        RedFlagQuestion question = SpineModel.Default.Patient(50).Present(Leg.Left, Findings.FootDrop).Diagnose()
            .UnaskedRedFlags.Single(static q => q.Rule == "severe-weakness-both-legs");
        Assert.Contains("right.foot-drop", question.Findings);
        Assert.DoesNotContain("left.foot-drop", question.Findings);
    }

    [Fact]
    public void FiredRule_IsNotAskedForAgain()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(50).Present(Findings.UrinaryRetention).Diagnose();
        Assert.DoesNotContain(diagnosis.UnaskedRedFlags, static q => q.Rule is "cauda-equina" or "bladder-or-bowel-signs");
    }

    [Fact]
    public void EverythingDenied_NothingIsUnasked()
    {
        Patient patient = SpineModel.Default.Patient(50);
        foreach (Finding finding in RedFlagRule.All.SelectMany(static r => r.Findings).Select(static f => f.Id).Distinct()
            .Select(static id => SpineModel.Default.FindFinding(id)!).Where(static f => f.IsBinary).Select(static f => SpineModel.Default.GetFinding(f.Id)))
        {
            patient = finding is LegFinding ofLeg ? patient.Absent(Leg.Left, ofLeg).Absent(Leg.Right, ofLeg) : patient.Absent(finding);
        }

        foreach (Leg leg in Legs.All)
        {
            patient = Muscles.All.Aggregate(patient, (p, muscle) => p.Present(leg, Findings.Strength(muscle, StrengthGrade.Normal)));
        }

        RedFlagStatements statements = RedFlagStatements.Of(patient.Present(Findings.EffectOf(PatientActivity.Sitting, Effect.Worse), Findings.EffectOf(PatientActivity.Lying, Effect.Better)));
        Assert.Empty(RedFlagRule.All.Select(r => r.Ask(statements)).OfType<RedFlagQuestion>());
        Assert.DoesNotContain(RedFlagRule.All, r => r.Fires(statements));
    }

    [Fact]
    public void NextFindings_OfAnyQuestion_BringTheUnaskedRedFlagsFirst()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(50).Present(Leg.Left, Findings.LegPain).Diagnose();
        foreach (bool asSet in (bool[])[false, true])
        {
            NextFindings next = diagnosis.ProposeFindings(2, new NextFindingsOptions { AsSet = asSet });
            Assert.Equal(diagnosis.UnaskedRedFlags.Select(static q => q.Rule), next.RedFlags.Select(static q => q.Rule));
            Assert.Equal(2, next.Findings.Length);
        }

        Assert.NotEmpty(diagnosis.ProposeFindings(1, new NextFindingsOptions { SettledFrom = 0.01 }).RedFlags);
    }
}

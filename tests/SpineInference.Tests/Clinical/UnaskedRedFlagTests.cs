using SpineInference.Anatomy;
using SpineInference.Knowledge;

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
    public void WhatOnlyAnImageShows_IsNotAsked_AndFires()
    {
        Patient patient = SpineModel.Default.Patient(50);
        string[] ofImages = [.. RedFlagRule.All.Where(static r => r.Question.Length == 0).Select(static r => r.Id)];
        Assert.Contains("epidural-abscess-on-image", ofImages);
        Assert.DoesNotContain(patient.Diagnose().UnaskedRedFlags, q => ofImages.Contains(q.Rule));
        Assert.Contains(patient.Present(Findings.EpiduralAbscessSeen).Diagnose().RedFlags, static f => f.Id == "epidural-abscess-on-image");
        Assert.Empty(patient.Present(Findings.FacetCystSeen, Findings.SacralCystSeen, SpineModel.Default.GetFinding("vertebral-fracture-seen", "old")).Diagnose().RedFlags);
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

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    [InlineData(3, 12)]
    [InlineData(4, 40)]
    public void QuestionsAndFlags_AreThoseOfEveryRuleAskedInFull(int seed, int findings)
    {
        // Rules of whose findings nothing is stated are not asked anew; what they say must be the same.
        for (int i = 0; i < 50; i++)
        {
            Patient patient = new SampledPatient((1000 * seed) + i).Note(findings);
            DescribedFinding ofRule = patient.Model.FindFinding(RedFlagRule.All[i % RedFlagRule.All.Length].Findings[0].Id)!;
            Finding finding = patient.Model.GetFinding(ofRule.Id, ofRule.States[^1]);
            patient = patient.With(Observation.Of(finding, null, i % 3 == 0 ? ObservationKind.Absent : ObservationKind.Present));
            RedFlagStatements statements = RedFlagStatements.Of(patient);
            RedFlagRule[] fired = [.. RedFlagRule.All.Where(r => r.Fires(statements))];
            RedFlagRule[] loud = [.. RedFlagRule.All.Where(r => !r.WeakerThan.Any(id => fired.Any(f => f.Id == id)))];
            Assert.Equal(loud.Where(fired.Contains).Select(r => Text(r.Flag(statements))), patient.RedFlags.Select(Text));
            Assert.Equal(loud.Select(r => r.Ask(statements)).OfType<RedFlagQuestion>().Select(Text), patient.UnaskedRedFlags.Select(Text));
        }

        static string Text(object answer) => answer is RedFlag flag
            ? $"{flag.Id} {string.Join(", ", flag.Findings)}"
            : $"{((RedFlagQuestion)answer).Rule} {string.Join(", ", ((RedFlagQuestion)answer).Findings)}";
    }

    [Fact]
    public void NothingKnown_NoRuleFires()
    {
        Patient nobody = SpineModel.Default.Patient();
        Assert.DoesNotContain(RedFlagRule.All, r => r.Fires(RedFlagStatements.Of(nobody)));
        Assert.Empty(nobody.RedFlags);
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

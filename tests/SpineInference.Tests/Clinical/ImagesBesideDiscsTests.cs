using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What an image shows besides discs, narrowing and slips is heard, and what it shows in everybody is not taken for the cause.</summary>
public class ImagesBesideDiscsTests
{
    // A root of the left leg that is pressed, at 67, and no prolapse, narrowing or slip at any level.
    private static Patient Pressed => Clean(SpineModel.Default.Patient(67, Sex.Female, Setting.SpineClinic).Complains(Complaint.Leg)
        .Present(Leg.Left, Findings.LegPain, Findings.PainBelowKnee, Findings.RootCompressionSeenOf(NerveRoot.S1)));

    [Fact]
    public void FacetCystWithNothingElse_IsTheCause()
    {
        Assert.NotEqual(Cause.OtherCompressive, Pressed.Diagnose().Cause.MostProbable.Value);
        Diagnosis seen = Pressed.Present(Findings.FacetCystSeen).Diagnose();
        Assert.Equal(Cause.OtherCompressive, seen.Cause.MostProbable.Value);
        Assert.True(seen.Cause[Cause.OtherCompressive] > 0.5, seen.Cause.ToString());
    }

    [Fact]
    public void TumourInTheCanal_IsTheCause()
    {
        Diagnosis seen = Pressed.Present(Findings.CanalTumourSeen).Diagnose();
        Assert.True(seen.Cause[Cause.OtherCompressive] + seen.Cause[Cause.OtherSerious] > 0.7, seen.Cause.ToString());
    }

    [Fact]
    public void AbscessInTheCanal_IsOtherSeriousDisease()
    {
        Diagnosis seen = SpineModel.Default.Patient(58, setting: Setting.SpineClinic).Complains(Complaint.Leg).Present(Findings.LowBackPain, Findings.EpiduralAbscessSeen).Diagnose();
        Assert.Equal(Cause.OtherSerious, seen.Cause.MostProbable.Value);
        Assert.True(seen.Cause[Cause.OtherSerious] > 0.5, seen.Cause.ToString());
        Assert.True(seen.Cause[Cause.OtherCompressive] < 0.1, seen.Cause.ToString());
    }

    [Fact]
    public void BloodInTheCanal_IsAnotherCompressiveLesion()
    {
        Diagnosis seen = SpineModel.Default.Patient(70, setting: Setting.SpineClinic).Complains(Complaint.Leg).Present(Findings.LowBackPain, Findings.EpiduralHaematomaSeen).Diagnose();
        Assert.Equal(Cause.OtherCompressive, seen.Cause.MostProbable.Value);
    }

    [Theory]
    [InlineData("spinal-infection-seen", "present")]
    [InlineData("epidural-abscess-seen", "present")]
    [InlineData("vertebral-tumour-seen", "present")]
    [InlineData("vertebral-fracture-seen", "fresh")]
    public void InfectionTumourOrFreshFracture_RaisesOtherSeriousTenfold(string finding, string state)
    {
        Patient before = SpineModel.Default.Patient(58, setting: Setting.PrimaryCare).Present(Findings.LowBackPain, Findings.NightPain);
        double odds = Odds(before), after = Odds(before.Present(SpineModel.Default.GetFinding(finding, state)));
        Assert.True(after > 10 * odds, $"{odds} to {after}");

        static double Odds(Patient patient)
        {
            double p = patient.Diagnose().Cause[Cause.OtherSerious];
            return p / (1 - p);
        }
    }

    [Fact]
    public void WhatIsSeenInEverybody_MovesNoCauseMuch()
    {
        Distribution<Cause> before = Pressed.Diagnose().Cause;
        Distribution<Cause> after = Pressed.Present(Findings.SacralCystSeen).Diagnose().Cause;
        Assert.True(after[Cause.OtherCompressive] < 2.5 * before[Cause.OtherCompressive], $"{before[Cause.OtherCompressive]} to {after[Cause.OtherCompressive]}");
        Distribution<Cause> old = Pressed.Present(SpineModel.Default.GetFinding("vertebral-fracture-seen", "old")).Diagnose().Cause;
        Assert.Equal(before.MostProbable.Value, old.MostProbable.Value);
    }

    [Fact]
    public void AbscessBesideTheInfectedDisc_IsNotASecondVote()
    {
        Patient back = SpineModel.Default.Patient(60).Present(Findings.LowBackPain);
        Patient infected = back.Present(Findings.SpinalInfectionSeen);
        double first = Logit(infected) - Logit(back), second = Logit(infected.Present(Findings.EpiduralAbscessSeen)) - Logit(infected);
        Assert.InRange(second, 0, 0.6 * first);

        static double Logit(Patient patient)
        {
            double p = patient.Diagnose().Cause[Cause.OtherSerious];
            return Math.Log(p / (1 - p));
        }
    }

    [Theory]
    [InlineData(35, 0.005, 0.012)]
    [InlineData(67, 0.03, 0.045)]
    public void CystsAndTheLike_AreAsCommonInAClinicAsOnItsImages(int age, double low, double high) =>
        Assert.InRange(SpineModel.Default.Patient(age, setting: Setting.SpineClinic).Complains(Complaint.Leg).Diagnose().Cause[Cause.OtherCompressive], low, high);

    private static Patient Clean(Patient patient)
    {
        foreach (string level in (string[])["l1-2", "l2-3", "l3-4", "l4-5", "l5-s1"])
        {
            patient = patient.Absent(SpineModel.Default.GetFinding($"mri-prolapse.{level}"), SpineModel.Default.GetFinding($"mri-stenosis.{level}"), SpineModel.Default.GetFinding($"slip-seen.{level}"));
        }

        return patient;
    }
}

using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>Kinds of patients who were sent the wrong way: narrow arteries of the pelvis, an index that knew no age, bleeding at the groin.</summary>
public class HarmfulMissesTests
{
    private static SpineModel Model => SpineModel.Default;

    // Pain of the buttock and none below the knee, one matter for the arteries: they lose less than four fifths of their odds against a back that refers pain.
    [Fact]
    public void ButtockWithoutACalf_SpeaksAgainstArteries_Once()
    {
        Patient walker = Model.Patient(66, Sex.Male, Setting.PrimaryCare, Complaint.Leg).Present(Findings.Smoking, Findings.PulsesAbnormal);
        Patient told = walker.Present(Leg.Left, Findings.Pain(Region.Buttock)).Absent(Leg.Left, Findings.PainBelowKnee);
        Assert.True(Odds(told) > 0.2 * Odds(walker), $"{Odds(walker)} {Odds(told)}");
        Assert.True(Odds(told) < Odds(walker));
    }

    [Fact]
    public void LowIndex_SpeaksForArteries_MoreOfTheYoung()
    {
        static double Ratio(int age)
        {
            Patient patient = Model.Patient(age, Sex.Male, Setting.PrimaryCare, Complaint.Leg);
            return Odds(patient.Present(Findings.AnkleBrachialIndexLow)) / Odds(patient);
        }

        double last = double.PositiveInfinity;
        foreach (int age in (int[])[42, 52, 62, 72, 85])
        {
            double now = Ratio(age);
            Assert.True(now < 0.8 * last, $"{age}: {now} after {last}");
            last = now;
        }
    }

    [Fact]
    public void SoundPulses_OfTheOld_SpeakAgainstArteries()
    {
        Patient old = Model.Patient(80, Sex.Female, Setting.PrimaryCare, Complaint.Leg);
        Assert.True(Odds(old.Absent(Findings.PulsesAbnormal)) < Odds(old));
        Assert.True(Odds(old.Present(Findings.PulsesAbnormal)) > Odds(old));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(70)]
    [InlineData(82)]
    public void BloodThinners_WithAWeakHipAndKnee_RaiseTheNervesOfTheThigh(int age)
    {
        Patient weak = Model.Patient(age, Sex.Female, Setting.SpineClinic, Complaint.Weakness)
            .Present(Leg.Left, Findings.Strength(Muscle.Iliopsoas, StrengthGrade.Weak), Findings.Strength(Muscle.Quadriceps, StrengthGrade.SeverelyWeak));
        Assert.True(ThighOdds(weak.Present(Findings.Anticoagulation)) > 1.5 * ThighOdds(weak));
        Assert.True(ThighOdds(weak.Absent(Findings.Anticoagulation)) < ThighOdds(weak));
    }

    private static double Odds(Patient patient)
    {
        Diagnosis diagnosis = patient.Diagnose();
        return diagnosis.Cause[Cause.VascularClaudication] / diagnosis.Cause[Cause.ReferredPain];
    }

    private static double ThighOdds(Patient patient)
    {
        double thigh = patient.Diagnose().Cause[Cause.ThighNeuropathy];
        return thigh / (1 - thigh);
    }
}

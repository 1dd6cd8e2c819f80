using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What speaks for a nerve of buttock, thigh or ankle, and how little some of it speaks against a root.</summary>
public class SignsOfNervesTests
{
    [Fact]
    public void TenderNotch_SpeaksForTheSciaticNerve_AndLittleAgainstARoot()
    {
        Patient before = SpineModel.Default.Patient(50).Complains(Complaint.Leg, Side.Left).Present(Leg.Left, Findings.Pain(Region.Buttock), Findings.Pain(Region.BackOfThigh));
        Distribution<Cause> without = before.Diagnose().Cause, with = before.Present(Leg.Left, Findings.SciaticNotchTenderness).Diagnose().Cause;
        Assert.InRange(Ratio(with, Cause.ReferredPain) / Ratio(without, Cause.ReferredPain), 2, 4);
        Assert.InRange(Ratio(with, Cause.ProlapsedDisc) / Ratio(without, Cause.ProlapsedDisc), 1.3, 2.5);

        static double Ratio(Distribution<Cause> of, Cause other) => of[Cause.SciaticNeuropathy] / of[other];
    }

    [Fact]
    public void BegunWithAnOperationAtTheHip_RaisesNervesOfButtockAndThigh_NotADisc()
    {
        Patient before = SpineModel.Default.Patient(60).Complains(Complaint.Weakness, Side.Left);
        Distribution<Cause> without = before.Diagnose().Cause, with = before.Present(Leg.Left, Findings.BeganAfterHipInjury).Diagnose().Cause;
        Assert.True(with[Cause.SciaticNeuropathy] > 4 * without[Cause.SciaticNeuropathy]);
        Assert.True(with[Cause.ThighNeuropathy] > 4 * without[Cause.ThighNeuropathy]);
        Assert.True(with[Cause.ProlapsedDisc] < without[Cause.ProlapsedDisc]);
    }

    [Fact]
    public void TinelAtTheAnkle_SpeaksForTheTibialNerve_OnBothSidesForPolyneuropathyToo()
    {
        Patient sole = SpineModel.Default.Patient(55).Complains(Complaint.FootOnly).Present(Leg.Left, Findings.Pain(Region.Sole), Findings.AlteredSensation(Region.Sole));
        Distribution<Cause> without = sole.Diagnose().Cause, one = sole.Present(Leg.Left, Findings.TinelTarsalTunnel).Diagnose().Cause;
        Assert.True(one[Cause.TibialNeuropathy] > 2 * without[Cause.TibialNeuropathy], $"{without[Cause.TibialNeuropathy]} to {one[Cause.TibialNeuropathy]}");
        Distribution<Cause> both = sole.Present(Leg.Left, Findings.TinelTarsalTunnel).Present(Leg.Right, Findings.TinelTarsalTunnel).Diagnose().Cause;
        Assert.True(both[Cause.Polyneuropathy] > one[Cause.Polyneuropathy]);
    }

    [Fact]
    public void HipAndKneeOfOneLegLost_NothingBrisk_IsTheFemoralNerveRatherThanTheBrain()
    {
        Diagnosis lost = SpineModel.Default.Patient(71, Sex.Male).Complains(Complaint.Weakness, Side.Right)
            .Present(Leg.Right, Findings.Strength(Muscle.Iliopsoas, StrengthGrade.SeverelyWeak), Findings.Strength(Muscle.Quadriceps, StrengthGrade.SeverelyWeak), Findings.BeganAfterHipInjury)
            .Diagnose();
        Assert.Equal(Cause.ThighNeuropathy, lost.Cause.MostProbable.Value);
    }
}

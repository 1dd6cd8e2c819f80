using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>The needle in single muscles: what a nerve of the leg serves too tells less of a root, and muscles of one root are one vote.</summary>
public class NeedleOfMusclesTests
{
    private static Patient Dropped => SpineModel.Default.Patient(52, setting: Setting.SpineClinic).Present(Leg.Left, Findings.FootDrop);

    [Fact]
    public void MuscleThatTheFibularNerveDoesNotServe_SpeaksForTheRoot()
    {
        double before = Dropped.Diagnose().RootLevel[NerveRoot.L5];
        double withTibialisPosterior = Dropped.Present(Leg.Left, Findings.NeedleEmg(Muscle.TibialisPosterior)).Diagnose().RootLevel[NerveRoot.L5];
        double withFibularis = Dropped.Present(Leg.Left, Findings.NeedleEmg(Muscle.Fibularis)).Diagnose().RootLevel[NerveRoot.L5];
        Assert.True(withTibialisPosterior > before + 0.2, $"{before} to {withTibialisPosterior}");
        Assert.True(withTibialisPosterior > withFibularis + 0.1, $"{withFibularis} against {withTibialisPosterior}");
    }

    [Fact]
    public void MusclesBesideThePatternOfTheirRoot_DoNotMoveOneRootAgainstAnother()
    {
        Diagnosis pattern = Dropped.Present(Leg.Left, Findings.NeedleEmg(NerveRoot.L5)).Diagnose();
        Diagnosis muscles = Dropped.Present(Leg.Left, Findings.NeedleEmg(NerveRoot.L5), Findings.NeedleEmg(Muscle.TibialisPosterior), Findings.NeedleEmg(Muscle.TibialisAnterior)).Diagnose();
        Assert.Equal(
            pattern.RootLevel[NerveRoot.L5] / pattern.RootLevel[NerveRoot.L4], muscles.RootLevel[NerveRoot.L5] / muscles.RootLevel[NerveRoot.L4], 0.2);
    }

    [Fact]
    public void SecondMuscleOfARoot_TellsLessThanTheFirst()
    {
        double Weight(Patient without, Patient with) => Logit(with.Diagnose().RootLevel[NerveRoot.S1]) - Logit(without.Diagnose().RootLevel[NerveRoot.S1]);
        Patient none = SpineModel.Default.Patient(40).Present(Leg.Right, Findings.Pain(Region.Buttock));
        Patient one = none.Present(Leg.Right, Findings.NeedleEmg(Muscle.Gastrocnemius));
        Patient two = one.Present(Leg.Right, Findings.NeedleEmg(Muscle.GluteusMaximus));
        Assert.True(Weight(none, one) > 2 * Weight(one, two));
        Assert.True(Weight(one, two) > 0);
    }

    [Fact]
    public void MuscleWithoutANeedle_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => Findings.NeedleEmg(Muscle.Hamstrings));

    private static double Logit(double p) => Math.Log(p / (1 - p));
}

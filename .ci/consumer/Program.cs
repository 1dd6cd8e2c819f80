using SpineInference;
using SpineInference.Anatomy;

Diagnosis diagnosis = SpineModel.Default
    .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
    .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
    .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
    .Present(Findings.LegPainWorseThanBackPain)
    .Diagnose();

Console.WriteLine(diagnosis);
return diagnosis.RootLevel[NerveRoot.L5] > 0.3 && Math.Abs(diagnosis.Cause.Sum(o => o.Probability) - 1) < 1e-9 ? 0 : 1;

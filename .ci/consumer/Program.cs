using SpineInference;
using SpineInference.Anatomy;

Diagnosis diagnosis = SpineModel.Default
    .Patient(age: 46, Sex.Male, Setting.PrimaryCare)
    .Complains(Complaint.Leg, Side.Left)
    .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
    .Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak), Findings.StraightLegRaisePositive)
    .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
    .Present(Findings.LegPainWorseThanBackPain)
    .Diagnose();

Console.WriteLine(diagnosis);                              // root, cause and site, the most probable first
Console.WriteLine(diagnosis.RootLevel[NerveRoot.L5]);      // the principal root; with 'none', sums to 1
Console.WriteLine(diagnosis.Cause[Cause.ProlapsedDisc]);   // diagnosis.Cause sums to 1
Console.WriteLine(diagnosis.Root(Leg.Left, NerveRoot.S1)); // normal, irritated, compressed
Console.WriteLine(diagnosis.Advice);                       // red flags first, then who should look next

// The lines above are the README's, to the letter; a test holds them together.
return diagnosis.RootLevel[NerveRoot.L5] > 0.3 && Math.Abs(diagnosis.Cause.Sum(o => o.Probability) - 1) < 1e-9 ? 0 : 1;

using QuickStart;
using SpineInference;
using SpineInference.Anatomy;

// With no argument: a built-in patient, told in code. With one: a patient written as JSON (see patient.json beside this file).
Patient patient;
if (args.Length == 0)
{
    patient = SpineModel.Default
        .Patient(age: 46, Sex.Male, Setting.PrimaryCare)
        .Complains(Complaint.Leg, Side.Left)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
        .Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak), Findings.StraightLegRaisePositive)
        .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
        .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
        .Present(Findings.LegPainWorseThanBackPain);
}
else
{
    try
    {
        patient = PatientJson.Read(SpineModel.Default, File.ReadAllBytes(args[0]), args[0]).Patient;
    }
    catch (Exception fault) when (fault is PatientFormatException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(fault.Message);
        return 1;
    }
}

try
{
    Console.Write(Report.Of(patient.Diagnose()));
    return 0;
}
catch (Exception fault) when (fault is ContradictoryFindingsException or ArgumentException)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}

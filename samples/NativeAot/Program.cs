using System.Diagnostics;
using System.Globalization;
using SpineInference;
using SpineInference.Anatomy;

// One patient from process start, ahead-of-time compiled: the smallest embedding.
Diagnosis diagnosis = SpineModel.Default
    .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
    .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
    .Diagnose();
double milliseconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
Console.WriteLine(diagnosis);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms from process start"));
return Math.Abs(diagnosis.RootLevel.Sum(static o => o.Probability) - 1) < 1e-9 ? 0 : 1;

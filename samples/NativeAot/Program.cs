using System.Diagnostics;
using System.Globalization;
using SpineInference;
using SpineInference.Anatomy;

// One patient from process start: the smallest embedding.
Diagnosis diagnosis = SpineModel.Default
    .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
    .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
    .Diagnose();
string answer = diagnosis.ToString();
long answered = Stopwatch.GetTimestamp();
TimeSpan processorTime = Environment.CpuUsage.TotalTime;
Console.WriteLine(answer);

// Whoever starts the process may say when: a count of the system's monotonic clock, as Stopwatch.GetTimestamp gives it. By itself a
// process knows its start only as exactly as the system keeps it, which on Linux is 10 ms.
if (args.Length == 1 && long.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out long started))
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatch.GetElapsedTime(started, answered).TotalMilliseconds:0.00} ms from start to answer, {processorTime.TotalMilliseconds:0.00} ms of processor time"));
}

double sum = 0;
foreach (Outcome<NerveRoot> outcome in diagnosis.RootLevel)
{
    sum += outcome.Probability;
}

return Math.Abs(sum - 1) < 1e-9 ? 0 : 1;

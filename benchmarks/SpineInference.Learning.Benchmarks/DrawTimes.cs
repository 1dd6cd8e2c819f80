using System.Diagnostics;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning.Benchmarks;

/// <summary>Processor time and memory of the first intervals of a process, of later ones, and of all rows of the draws behind them.</summary>
/// <remarks>Compare two versions in turns, process by process.</remarks>
internal static class DrawTimes
{
    private const int Later = 20;

    public static void Run()
    {
        SpineModel model = SpineModel.Default;
        Diagnosis diagnosis = model
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
            .Present(Findings.LegPainWorseThanBackPain)
            .Diagnose();
        (double, double, long) before = Now();
        ModelUncertainty uncertainty = ModelUncertainty.Create(model);
        Report("program and draws", before, 1);

        before = Now();
        diagnosis.ComputeIntervals(uncertainty);
        Report("first intervals", before, 1);

        before = Now();
        for (int i = 0; i < Later; i++)
        {
            diagnosis.ComputeIntervals(uncertainty);
        }

        Report("later intervals", before, Later);

        before = Now();
        for (int i = 0; i < Later; i++)
        {
            diagnosis.ComputeIntervals(uncertainty);
        }

        Report("later still", before, Later);

        before = Now();
        double sum = 0;
        ParameterDraws draws = uncertainty.Draws;
        for (int draw = 0; draw < draws.Count; draw++)
        {
            sum += draws[draw][0];
        }

        Report("all rows of all draws", before, 1);
        GC.KeepAlive(sum);
    }

    private static (double User, double System, long Bytes) Now()
    {
        using Process process = Process.GetCurrentProcess();
        return (process.UserProcessorTime.TotalMilliseconds, process.PrivilegedProcessorTime.TotalMilliseconds, GC.GetTotalAllocatedBytes());
    }

    private static void Report(string what, (double User, double System, long Bytes) before, int rounds)
    {
        (double user, double system, long bytes) = Now();
        Console.WriteLine(
            $"{what}: user {(user - before.User) / rounds:f0} ms, system {(system - before.System) / rounds:f0} ms, {(bytes - before.Bytes) / rounds / 1e6:f1} MB");
    }
}

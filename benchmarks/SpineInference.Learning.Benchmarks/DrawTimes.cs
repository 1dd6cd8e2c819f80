using System.Diagnostics;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning.Benchmarks;

/// <summary>Processor time of the first and of later draws of the shipped model's numbers, beside that of touching as much fresh memory.</summary>
/// <remarks>Compare two versions in turns, process by process.</remarks>
internal static class DrawTimes
{
    private const int Later = 5;

    public static void Run()
    {
        SpineModel model = SpineModel.Default;
        (double user, double system) = Times();
        ModelUncertainty uncertainty = ModelUncertainty.Create(model);
        Report("program and first draws", user, system, 1);

        ParameterBelief belief = uncertainty.Analysis.Belief;
        (user, system) = Times();
        ParameterDraws draws = uncertainty.Draws;
        for (int i = 0; i < Later; i++)
        {
            draws = belief.Draw(draws.Count, i + 2);
        }

        Report("later draws", user, system, Later);

        (user, system) = Times();
        var memory = new double[draws.Count * draws.Network.Parameters.Length];
        for (int i = 0; i < memory.Length; i += 8)
        {
            memory[i] = 1;
        }

        Report("touching as much memory", user, system, 1);
        GC.KeepAlive(memory);
    }

    private static (double User, double System) Times()
    {
        using Process process = Process.GetCurrentProcess();
        return (process.UserProcessorTime.TotalMilliseconds, process.PrivilegedProcessorTime.TotalMilliseconds);
    }

    private static void Report(string what, double user, double system, int rounds)
    {
        (double nowUser, double nowSystem) = Times();
        Console.WriteLine($"{what}: user {(nowUser - user) / rounds:f0} ms, system {(nowSystem - system) / rounds:f0} ms");
    }
}

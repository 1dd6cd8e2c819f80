using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>From a network's file to its first answer: reading, compiling, one query, and the memory it takes. One process for each network tells
/// the largest resident set.</summary>
internal static class FirstAnswers
{
    // So long each is repeated to warm up, and so long it is then measured; at least once each.
    private const double PhaseSeconds = 3;
    private const int LargestRounds = 1_001;

    /// <summary>Measures, and writes a line for each network.</summary>
    /// <param name="arguments">Files of networks; before them <c>limit=MIB</c> for another memory limit, <c>once</c> to measure cold and once,
    /// <c>program=NAME</c> for a member of <see cref="EngineProgram"/>.</param>
    public static int Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        long limit = ExactEngineOptions.Default.MemoryLimit;
        bool once = false;
        EngineProgram program = EngineProgram.Automatic;
        Console.WriteLine("| network | read ms | compile ms | query ms | first answer ms | rounds | program | products | MiB of results, told | MiB kept | MiB resident, largest |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (string argument in arguments)
        {
            if (argument.StartsWith("limit=", StringComparison.Ordinal))
            {
                limit = long.Parse(argument["limit=".Length..], CultureInfo.InvariantCulture) << 20;
            }
            else if (argument.StartsWith("program=", StringComparison.Ordinal))
            {
                program = Enum.Parse<EngineProgram>(argument["program=".Length..]);
            }
            else if (argument == "once")
            {
                once = true;
            }
            else
            {
                Measure(argument, new ExactEngineOptions { MemoryLimit = limit, Program = program }, once);
            }
        }

        return 0;
    }

    private static void Measure(string path, ExactEngineOptions options, bool once)
    {
        var times = new List<double[]>();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ExactEngine? engine = null;
        for (int phase = once ? 1 : 0; phase < 2; phase++)
        {
            times.Clear();
            long start = Stopwatch.GetTimestamp();
            do
            {
                engine = null;
                times.Add(First(path, options, out engine));
            }
            while (!once && times.Count < LargestRounds && Stopwatch.GetElapsedTime(start).TotalSeconds < PhaseSeconds);
        }

        double kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        double[] medians = [.. Enumerable.Range(0, 3).Select(i => ProcessorTime.Median(times.Select(t => t[i])) / 1000)];
        double total = ProcessorTime.Median(times.Select(static t => t.Sum())) / 1000;
        Console.WriteLine(
            $"| {Path.GetFileName(path)} | {medians[0]:G3} | {medians[1]:G3} | {medians[2]:G3} | {total:G3} | {times.Count} | {engine!.Program} | {engine.ProgramLength} | "
            + $"{(engine.Program == EngineProgram.Tables ? Mebibytes(engine.SlotCount * (double)sizeof(double)).ToString("G3", CultureInfo.InvariantCulture) : "–")} | {Mebibytes(kept):G3} | {Mebibytes(Process.GetCurrentProcess().PeakWorkingSet64):G3} |");
        GC.KeepAlive(engine);
    }

    private static double[] First(string path, ExactEngineOptions options, out ExactEngine engine)
    {
        BayesianNetwork? network = null;
        ExactEngine? compiled = null;
        double read = ProcessorTime.Of(() => network = NetworkFiles.Read(path, new NetworkReaderOptions { EffectiveSampleSize = 1 }).Network);
        double compile = ProcessorTime.Of(() => compiled = ExactEngine.Compile(network!, options));
        double query = ProcessorTime.Of(() => compiled!.Query(Evidence.None(network!)));
        engine = compiled!;
        return [read, compile, query];
    }

    private static double Mebibytes(double bytes) => bytes / (1 << 20);
}

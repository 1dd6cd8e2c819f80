using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>The same measurements in a minute, without the harness: medians and minima of a few rounds, one thread.</summary>
internal static class QuickLook
{
    private const int Rounds = 9;

    /// <summary>Measures some networks and writes one line each.</summary>
    public static void Run(string[] names)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine("| network | terms | slots | query µs, median (least) | bytes | batch µs | two threads, times as fast | single µs | draw µs | counts µs | tree µs | tree entries | compile ms | order ms | tape ms | tape KiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (string name in names.Length > 0 ? names : ["spine", BenchmarkNetworks.SpineAnswer, "generated"])
        {
            Measure(name);
        }
    }

    private static void Measure(string name)
    {
        BayesianNetwork network = BenchmarkNetworks.Load(name);
        long start = Stopwatch.GetTimestamp();
        ExactEngineOptions options = BenchmarkNetworks.OptionsFor(name, network);
        ExactEngine engine = ExactEngine.Compile(network, options);
        double compile = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        ExactEngineOptions ordered = options with { EliminationOrder = engine.EliminationOrder };
        double again = Best(() => ExactEngine.Compile(network, ordered), 1) / 1000;
        using var stream = new MemoryStream();
        engine.Save(stream);
        double load = Best(() => ExactEngine.Load(network, new MemoryStream(stream.ToArray()), options), 1) / 1000;

        double[][] cases = BenchmarkNetworks.Cases(network, 256, options);
        var posteriors = new double[engine.StateCount];
        int next = 0;
        int passes = Math.Max(1, (int)(1e6 / engine.ProgramLength / cases.Length * 4));
        int repeats = (int)Math.Clamp(2e7 / engine.ProgramLength, 3, 5000);
        (double median, double least) = Time(() => engine.Query(cases[next++ & 255], posteriors), repeats);
        long before = GC.GetAllocatedBytesForCurrentThread();
        engine.Query(cases[0], posteriors);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        EvidenceColumns columns = BenchmarkColumns.From(network, cases);
        var all = engine.CreateBatch(cases.Length);
        var one = new BatchOptions { MaxDegreeOfParallelism = 1 };
        double batch = Best(() => engine.QueryBatch(columns, all, one), passes) / cases.Length;
        double speedup = TwoThreads(engine, cases);
        double single = Best(() => engine.QueryBatch(columns, all, one with { Precision = BatchPrecision.SinglePrecision }), passes) / cases.Length;

        ExactEngine live = ExactEngine.Compile(network, ordered with { Parameters = LiveParameters.All });
        double[] draws = [.. Enumerable.Range(0, cases.Length).SelectMany(_ => network.Parameters.ToArray())];
        double draw = Best(() => live.QueryDraws(cases[0], draws, one), passes) / cases.Length;
        double counts = Best(() => live.ComputeExpectedCounts(columns, options: one), passes) / cases.Length;
        string tree = "–";
        string entries = "too wide";
        try
        {
            var baseline = new JunctionTree(network);
            tree = $"{Time(() => baseline.Query(cases[next++ & 255], posteriors), (int)Math.Clamp(1e7 / baseline.TableSize, 1, 1000)).Median:F1}";
            entries = $"{baseline.TableSize:F0}";
        }
        catch (NotSupportedException)
        {
            // Shown as too wide.
        }

        Console.WriteLine($"| {Path.GetFileName(name)} | {engine.ProgramLength} | {engine.SlotCount} | {median:F2} ({least:F2}) | {bytes} | {batch:F3} | {speedup:F2} | {single:F3} | {draw:F3} | {counts:F3} | {tree} | {entries} | {compile:F0} | {again:F1} | {load:F2} | {stream.Length / 1024} |");
    }

    // Many shards, so that the two threads end together; rounds of one and of two threads alternate, so that both meet the same machine.
    private static double TwoThreads(ExactEngine engine, double[][] cases)
    {
        int count = Math.Clamp((int)(2e8 / engine.ProgramLength), 4096, 65536);
        EvidenceColumns columns = BenchmarkColumns.From(engine.Network, [.. Enumerable.Range(0, count).Select(i => cases[i & 255])]);
        var posteriors = engine.CreateBatch(count);
        var ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            ratios[round] = Elapsed(1) / Elapsed(2);
        }

        Array.Sort(ratios);
        return ratios[Rounds / 2];

        double Elapsed(int threads)
        {
            long start = Stopwatch.GetTimestamp();
            engine.QueryBatch(columns, posteriors, new BatchOptions { MaxDegreeOfParallelism = threads });
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
    }

    private static double Best(Action action, int repeats) => Time(action, repeats).Least;

    private static (double Median, double Least) Time(Action action, int repeats)
    {
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        var times = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
            {
                action();
            }

            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
        }

        Array.Sort(times);
        return (times[Rounds / 2], times[0]);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>How near a batch comes to what the caches deliver: bytes a product against the bandwidth of a loop that only reads.</summary>
/// <remarks>A product of a batch reads two slots, 16 bytes a case, and its two numbers in the code, 4 bytes for all lanes together; results are
/// written once for several products and are not counted. What a batch works on are its slots, 8 bytes each for each lane.</remarks>
internal static class Roofline
{
    private const int Rounds = 7;
    private const double RoundMicroseconds = 50_000;
    private const int Cases = 1024;

    /// <summary>Measures, and writes tables of bandwidths and of networks.</summary>
    /// <param name="names">Networks; the spine model and a generated one if there are none.</param>
    public static int Run(string[] names)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine("| read again and again, KiB | GB/s |");
        Console.WriteLine("|---|---|");
        foreach (int kibibytes in (int[])[16, 128, 512, 4096, 262_144])
        {
            Console.WriteLine($"| {kibibytes} | {Bandwidth(kibibytes * 1024L):F0} |");
        }

        Console.WriteLine();
        Console.WriteLine("| network | products | slots of a batch, KiB | GB/s of as many bytes | least ns a product and case | batch, ns a product and case | share of the bandwidth |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in names.Length > 0 ? names : ["spine", "generated"])
        {
            Measure(name);
        }

        return 0;
    }

    private static void Measure(string name)
    {
        BayesianNetwork network = BenchmarkNetworks.Load(name);
        ExactEngine engine = ExactEngine.Compile(network, BenchmarkNetworks.OptionsFor(name, network));
        int lanes = Vector512.IsHardwareAccelerated ? 8 : 4;
        Variable shown = network.Variables[^1];
        EvidenceColumns columns = EvidenceColumns.From(
            network, [.. Enumerable.Range(0, Cases).Select(i => Evidence.None(network).Observe(shown, i % shown.StateCount))]);
        BatchPosteriors answers = engine.CreateBatch(Cases);
        double batch = ProcessorTime.InTurns(
            Rounds, RoundMicroseconds, () => engine.QueryBatch(columns, answers, new BatchOptions { MaxDegreeOfParallelism = 1 }))[0] / Cases;
        long bytes = engine.SlotCount * (long)lanes * sizeof(double);
        double bandwidth = Bandwidth(bytes);
        double least = (16 + (4.0 / lanes)) / bandwidth;
        double taken = batch * 1000 / engine.ProgramLength;
        Console.WriteLine(
            $"| {Path.GetFileName(name)} | {engine.ProgramLength} | {bytes / 1024} | {bandwidth:F0} | {least:F3} | {taken:F3} | {least / taken:P0} |");
    }

    // Gigabytes a second of processor time.
    private static unsafe double Bandwidth(long bytes)
    {
        long count = Math.Max(64, bytes / sizeof(double) / 64 * 64);
        double* buffer = (double*)NativeMemory.AlignedAlloc((nuint)count * sizeof(double), 64);
        try
        {
            new Span<double>(buffer, (int)count).Fill(1);
            double sum = 0;
            double microseconds = ProcessorTime.InTurns(Rounds, RoundMicroseconds, () => sum += Sum(buffer, count))[0];
            GC.KeepAlive(sum);
            return count * sizeof(double) / (microseconds * 1000);
        }
        finally
        {
            NativeMemory.AlignedFree(buffer);
        }
    }

    // Eight sums at a time, so that additions do not wait for each other.
    private static unsafe double Sum(double* buffer, long count)
    {
        Vector512<double> a = Vector512<double>.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        for (double* next = buffer; next < buffer + count; next += 64)
        {
            a += Vector512.Load(next);
            b += Vector512.Load(next + 8);
            c += Vector512.Load(next + 16);
            d += Vector512.Load(next + 24);
            e += Vector512.Load(next + 32);
            f += Vector512.Load(next + 40);
            g += Vector512.Load(next + 48);
            h += Vector512.Load(next + 56);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }
}

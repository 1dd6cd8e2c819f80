using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>How time and memory grow with a network: longer at the same width, and wider.</summary>
internal static class Growth
{
    private const int Rounds = 5;
    private const double RoundMicroseconds = 50_000;

    /// <summary>Measures, and writes a line for each network.</summary>
    public static int Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.WriteLine("| network | variables | program | products | slots | compile ms | query µs | ns a product | batch of 256, µs a case | MiB kept |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (int variables in (int[])[50, 100, 200, 400, 800, 1600])
        {
            Measure($"band of {variables}", GeneratedNetworks.Band(variables, reach: 6, seed: 1));
        }

        foreach (int side in (int[])[4, 6, 8, 10, 12, 14, 16])
        {
            Measure($"grid {side} × {side}", GeneratedNetworks.Grid(side, seed: 1));
        }

        return 0;
    }

    private static void Measure(string name, BayesianNetwork network)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ExactEngine engine = ExactEngine.Compile(network);
        double[] compile = [.. Enumerable.Range(0, Rounds).Select(_ => ProcessorTime.Of(() => engine = ExactEngine.Compile(network)))];
        var likelihoods = new double[engine.StateCount];
        Array.Fill(likelihoods, 1);
        var posteriors = new double[engine.StateCount];
        Evidence[] cases = [.. Enumerable.Range(0, 256).Select(i => Evidence.None(network).Observe(network.Variables[^1], i & 1))];
        EvidenceColumns columns = EvidenceColumns.From(network, cases);
        var one = new BatchOptions { MaxDegreeOfParallelism = 1 };
        double query = ProcessorTime.InTurns(Rounds, RoundMicroseconds, () => engine.Query(likelihoods, posteriors))[0];
        string batch = "–";
        if (engine.Program == EngineProgram.Numbers)
        {
            BatchPosteriors answers = engine.CreateBatch(cases.Length);
            batch = (ProcessorTime.InTurns(Rounds, RoundMicroseconds, () => engine.QueryBatch(columns, answers, one))[0] / cases.Length).ToString("G3", CultureInfo.InvariantCulture);
        }

        double kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(
            $"| {name} | {network.Variables.Length} | {engine.Program} | {engine.ProgramLength} | {engine.SlotCount} | {ProcessorTime.Median(compile) / 1000:G3} | {query:G3} | "
            + $"{query * 1000 / engine.ProgramLength:F2} | {batch} | {kept / (1 << 20):G3} |");
        GC.KeepAlive(engine);
    }
}

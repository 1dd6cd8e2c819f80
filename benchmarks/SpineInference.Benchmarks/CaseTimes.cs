using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>Processor time a case for the cases of a file: all posteriors, one thread. Another engine's own driver, given the same file in the same
/// minutes, can be set beside it.</summary>
internal static class CaseTimes
{
    private const int Rounds = 7;
    private const double RoundMicroseconds = 100_000;

    // A batch repeats the cases of the file up to as many.
    private const int BatchCases = 1024;

    /// <summary>Measures, and writes one line of a table.</summary>
    /// <param name="arguments">The network's file and the cases' file, repeated.</param>
    public static int Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments.Length == 0 || arguments.Length % 2 != 0)
        {
            Console.Error.WriteLine($"cases: got {arguments.Length} arguments; expected pairs of NETWORK and CASES.jsonl[.gz].");
            return 2;
        }

        Console.WriteLine("| network | cases | program | products | query µs | batch µs | singles µs | singles ÷ batch | largest difference: query | batch | singles |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (string[] pair in arguments.Chunk(2))
        {
            Measure(pair[0], pair[1]);
        }

        return 0;
    }

    private static void Measure(string networkPath, string casesPath)
    {
        BayesianNetwork network = BenchmarkNetworks.Load(networkPath);
        CaseFile file = CaseFile.Read(casesPath, network);
        ExactEngine engine = ExactEngine.Compile(network, BenchmarkNetworks.OptionsFor(networkPath, network));
        int own = file.Cases.Length;
        int count = engine.Program == EngineProgram.Tables ? own : Math.Max(own, BatchCases);
        EvidenceColumns columns = EvidenceColumns.From(network, [.. Enumerable.Range(0, count).Select(i => file.Cases[i % own])]);
        double[][] flat = [.. file.Cases.Select(c => Flatten(engine, c))];
        var posteriors = new double[engine.StateCount];
        BatchPosteriors doubles = engine.CreateBatch(count);
        BatchPosteriors singles = engine.CreateBatch(count);
        var one = new BatchOptions { MaxDegreeOfParallelism = 1 };
        double[] times = ProcessorTime.InTurns(
            Rounds,
            RoundMicroseconds,
            () =>
            {
                foreach (double[] likelihoods in flat)
                {
                    engine.Query(likelihoods, posteriors);
                }
            },
            () => engine.QueryBatch(columns, doubles, one),
            () => engine.QueryBatch(columns, singles, one with { Precision = BatchPrecision.SinglePrecision }));
        Console.WriteLine(
            $"| {Path.GetFileName(networkPath)} | {own} | {engine.Program} | {engine.ProgramLength} | {times[0] / own:G3} | {times[1] / count:G3} | {times[2] / count:G3} | {times[2] / times[1]:F2} | "
            + $"{file.LargestDifference(i => engine.Query(file.Cases[i])):E0} | {file.LargestDifference(i => doubles.Of(i)):E0} | {file.LargestDifference(i => singles.Of(i)):E0} |");
    }

    private static double[] Flatten(ExactEngine engine, Evidence evidence)
    {
        var likelihoods = new double[engine.StateCount];
        Array.Fill(likelihoods, 1);
        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods.AsSpan(engine.StateOffsetOf(variable)));
        }

        return likelihoods;
    }
}

using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using SpineInference.Cohorts;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Benchmarks;

/// <summary>How much memory a streamed fit of the spine model takes: run it with different numbers of rows and compare.</summary>
internal static class MemoryStudy
{
    private const int Drawn = 20_000;

    public static void Run(string rows, string kind)
    {
        int count = int.Parse(rows, CultureInfo.InvariantCulture);
        string folder = Directory.CreateTempSubdirectory("spine-memory").FullName;
        try
        {
            string path = Path.Combine(folder, $"patients.{kind}");
            BayesianNetwork network = SpineModel.Default.Network;
            Write(network, count, kind, path);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = Process.GetCurrentProcess();
            var watch = Stopwatch.StartNew();
            var memory = new MemoryWatch();
            Fit.Run(network, DuckDbCohorts.Stream(network, path), new FitOptions
            {
                MaxIterations = 3,
                Tolerance = 0,
                CorrectSampleSizes = false,
                MaxDegreeOfParallelism = 1,
                Progress = memory,
            });
            process.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}, {count:N0} rows, {new FileInfo(path).Length >> 20} MiB on disk: managed heap after each iteration {string.Join(", ", memory.Heap.Select(static b => b >> 20))} MiB, largest resident set {memory.LargestResident >> 20} MiB, {watch.Elapsed.TotalSeconds:F0} s"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same patients again and again: what is measured does not depend on who they are, and drawing them all would itself take memory.
    private static void Write(BayesianNetwork network, int count, string kind, string path)
    {
        string csv = path + ".csv";
        using (var writer = new StreamWriter(csv))
        {
            Cohort cohort = LearningCohorts.Draw("spine", network, Drawn);
            using var text = new StringWriter();
            CohortCsv.Write(cohort, text);
            string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            writer.Write(lines[0] + '\n');
            for (int i = 0; i < count; i++)
            {
                writer.Write(lines[1 + (i % Drawn)] + '\n');
            }
        }

        if (kind == "csv")
        {
            File.Move(csv, path);
            return;
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SET preserve_insertion_order = false; COPY (SELECT * FROM read_csv('{csv}', header = true, all_varchar = true)) TO '{path}' (FORMAT {(kind == "jsonl" ? "json" : kind)})";
        command.ExecuteNonQuery();
        File.Delete(csv);
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts.Tests;

/// <summary>Every reader of one content gives the same rows, or refuses it at the same place.</summary>
public sealed class ReaderCorpusTests : IDisposable
{
    private const int NoteStates = 20;

    private static readonly BayesianNetwork Network = Clinic();

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Readable => [.. CorpusTable.All.Where(static t => t.Fault is null).Select(static t => t.Name)];

    public static TheoryData<string> Faulty => [.. CorpusTable.All.Where(static t => t.Fault is not null).Select(static t => t.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Readable))]
    public void Read_ByEveryPath_GivesTheSameCountAndContent(string name)
    {
        CorpusTable table = CorpusTable.All.Single(t => t.Name == name);
        ColumnMap map = MapOf(table);
        Cohort expected = CohortReader.Read(Network, map, table.Headers!, table.Rows!);
        Assert.Equal(table.Rows!.Length, expected.Count);
        foreach ((string path, TableOptions options) in Files(table))
        {
            var text = TextTable.Open(path, options);
            Assert.Equal(table.Headers!, text.Headers.ToArray());
            Assert.Equal(table.Rows, text.ReadRows().Select(static r => r.ToArray()));
            AssertSame(expected, path, map.With(options));
        }

        if (table.Rows.Length > 0)
        {
            AssertSame(expected, WriteJson(table), map);
        }

        // DuckDB writes no two columns whose names differ only in case.
        if (table.Headers!.Distinct(StringComparer.OrdinalIgnoreCase).Count() == table.Headers!.Length)
        {
            AssertSame(expected, WriteParquet(table), map);
        }
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Read_ByEveryPath_IsRefusedAtTheSamePlace(string name)
    {
        CorpusTable table = CorpusTable.All.Single(t => t.Name == name);
        ColumnMap map = MapOf(table);
        foreach ((string path, TableOptions options) in Files(table))
        {
            string message = "";
            foreach (Func<Cohort> read in Ways(path, map.With(options)))
            {
                CohortFormatException refusal = Assert.Throws<CohortFormatException>(() => read());
                Assert.Equal(table.Fault, (refusal.Faults[0].Row, refusal.Faults[0].Field));
                Assert.True(message.Length == 0 || message == refusal.Message);
                message = refusal.Message;
                Assert.DoesNotContain("SELECT", message, StringComparison.Ordinal);
                Assert.InRange(message.Length, 1, 2000);
            }
        }
    }

    private static void AssertSame(Cohort expected, string path, ColumnMap map)
    {
        Cohort[] read = [.. Ways(path, map).Select(static way => way())];
        Assert.Equal(expected.Hash, read[0].Hash);
        Assert.Equal(expected.Hash, read[1].Hash);
        Assert.Equal(expected.Aggregate().Hash, read[2].Hash);
    }

    // In memory, as a stream of small blocks, as patterns.
    private static IEnumerable<Func<Cohort>> Ways(string path, ColumnMap map) =>
    [
        () => DuckDbCohorts.Read(Network, path, map),
        () => Joined(DuckDbCohorts.Stream(Network, path, map, blockSize: 2)),
        () => DuckDbCohorts.ReadPatterns(Network, path, map),
    ];

    private static Cohort Joined(ICohortSource source)
    {
        var builder = new CohortBuilder(Network);
        foreach (Cohort block in source.ReadBlocks())
        {
            for (int row = 0; row < block.Count; row++)
            {
                builder.Add(
                    Network.Variables.Where(v => block.StateOf(v, row) >= 0).Select(v => KeyValuePair.Create(v, block.StateOf(v, row))).ToArray(),
                    block.Weights[row]);
            }
        }

        return builder.Build();
    }

    // Each cell of the column 'note' is a state of its own, so that its content is compared.
    private static ColumnMap MapOf(CorpusTable table)
    {
        var columns = ImmutableDictionary.CreateBuilder<string, ColumnMapping>();
        var ignored = new List<string>();
        string[] headers = table.Headers ?? ["disc", "note"];
        for (int c = 0; c < headers.Length; c++)
        {
            if (headers[c].TrimStart('#') == "disc")
            {
                columns[headers[c]] = new ColumnMapping { Variable = "disc" };
            }
            else if (headers[c] == "NOTE")
            {
                ignored.Add(headers[c]);
            }
            else
            {
                string[] texts = [.. (table.Rows ?? [["", "a"], ["", "b"]]).Select(r => r[c].Trim()).Where(static t => t.Length > 0).Distinct()];
                columns[headers[c]] = new ColumnMapping
                {
                    Variable = "note",
                    Values = texts.Select(static (t, i) => KeyValuePair.Create(t, $"s{i}")).ToImmutableSortedDictionary(StringComparer.Ordinal),
                };
            }
        }

        return new ColumnMap(columns.ToImmutable(), ignored: ignored);
    }

    private static BayesianNetwork Clinic()
    {
        var builder = new BayesianNetworkBuilder("clinic");
        builder.SetTable(builder.AddVariable("disc", "yes", "no"), [], [0.5, 0.5], 2);
        Variable note = builder.AddVariable("note", [.. Enumerable.Range(0, NoteStates).Select(static i => $"s{i}")]);
        builder.SetTable(note, [], [.. Enumerable.Repeat(1.0 / NoteStates, NoteStates)], 2);
        return builder.Build();
    }

    private IEnumerable<(string Path, TableOptions Options)> Files(CorpusTable table)
    {
        foreach ((string ending, char separator, TableOptions options) in ((string, char, TableOptions)[])
            [(".csv", ',', TableOptions.Default), (".tsv", '\t', TableOptions.Default), (".csv", ';', new TableOptions { Separator = ';' })])
        {
            string path = Path.Combine(_folder, $"{(int)separator}{ending}");
            File.WriteAllBytes(path, table.With(separator));
            yield return (path, options);
            using (var gzip = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            {
                gzip.Write(table.With(separator));
            }

            yield return (path + ".gz", options);
        }
    }

    private string WriteJson(CorpusTable table)
    {
        string path = Path.Combine(_folder, "table.jsonl");
        File.WriteAllLines(path, table.Rows!.Select(row => JsonSerializer.Serialize(
            row.Select((cell, c) => KeyValuePair.Create(table.Headers![c], cell)).ToDictionary())), new UTF8Encoding(false));
        return path;
    }

    private string WriteParquet(CorpusTable table)
    {
        string path = Path.Combine(_folder, "table.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE t ({string.Join(", ", table.Headers!.Select(static h => $"\"{h}\" VARCHAR"))})";
        command.ExecuteNonQuery();
        foreach (string[] row in table.Rows!)
        {
            command.CommandText = $"INSERT INTO t VALUES ({string.Join(", ", row.Select(static c => $"'{c.Replace("'", "''", StringComparison.Ordinal)}'"))})";
            command.ExecuteNonQuery();
        }

        command.CommandText = $"COPY t TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }
}

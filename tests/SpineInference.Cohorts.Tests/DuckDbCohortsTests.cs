using DuckDB.NET.Data;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts.Tests;

public sealed class DuckDbCohortsTests : IDisposable
{
    private static readonly BayesianNetwork Network = Clinic();

    private static readonly ColumnMap Map = ColumnMap.Parse("""
        { "format": "spineinference-column-map", "version": 1, "missing": ["", "NA"],
          "columns": { "Cause": { "variable": "cause", "values": { "007": "disc", "7": "none" } }, "Weak": { "variable": "weak", "values": { "1": "present", "0": "absent" } } } }
        """);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_Csv_EveryColumnIsText()
    {
        Cohort cohort = DuckDbCohorts.Read(Network, Write("a.csv", "Cause,Weak\n007,1\n7,NA\n\"007\",0\n"), Map);
        Assert.Equal([1, 0, 1], cohort.StatesOf(Network["cause"]).ToArray());
        Assert.Equal([1, -1, 0], cohort.StatesOf(Network["weak"]).ToArray());
    }

    [Fact]
    public void Read_JsonLines_AgreesWithCsv()
    {
        string json = Write("a.jsonl", "{\"Cause\": \"007\", \"Weak\": \"1\"}\n{\"Cause\": \"7\", \"Weak\": null}\n{\"Cause\": \"007\", \"Weak\": \"0\"}\n");
        Assert.Equal(
            DuckDbCohorts.Read(Network, Write("a.csv", "Cause,Weak\n007,1\n7,NA\n007,0\n"), Map).Hash,
            DuckDbCohorts.Read(Network, json, Map).Hash);
    }

    [Fact]
    public void Read_JsonLinesThatLookLikeTimesAndNumbers_AreTakenAsWritten()
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1, "missing": [""],
              "columns": { "Cause": { "variable": "cause", "values": { "2020-01-01T00:00:00": "disc", "1e0": "none" } }, "Weak": { "variable": "weak", "values": { "1.0": "present", "true": "absent" } } } }
            """);
        string json = Write("a.jsonl", "{\"Cause\": \"2020-01-01T00:00:00\", \"Weak\": 1.0}\n{\"Cause\": \"1e0\", \"Weak\": \"\"}\n{\"Weak\": true}\n");
        Cohort cohort = DuckDbCohorts.Read(Network, json, map);
        Assert.Equal([1, 0, -1], cohort.StatesOf(Network["cause"]).ToArray());
        Assert.Equal([1, -1, 0], cohort.StatesOf(Network["weak"]).ToArray());
    }

    [Fact]
    public void Read_JsonLinesWithHundredsOfFields_KeepsThemApart()
    {
        string names = string.Join(", ", Enumerable.Range(0, 300).Select(static i => $"\"extra {i}\": {(i % 2 == 0 ? "null" : "\"x\"")}"));
        string json = Write("wide.jsonl", $"{{\"Cause\": \"7\", \"Weak\": \"1\", {names}}}\n{{\"Cause\": \"007\"}}\n");
        Assert.Equal(302, DuckDbCohorts.ReadHeaders(json).Length);
        Assert.Equal(300, Assert.Throws<CohortFormatException>(() => DuckDbCohorts.Read(Network, json, Map)).FaultCount);
    }

    [Fact]
    public void ReadPatterns_JsonLines_AgreesWithAggregationInMemory()
    {
        string json = Write("a.jsonl", string.Concat(Enumerable.Range(0, 100).Select(static i => $"{{\"Cause\": \"{(i % 3 == 0 ? "7" : "007")}\", \"Weak\": {i % 2}}}\n")));
        Assert.Equal(Patterns(DuckDbCohorts.Read(Network, json, Map).Aggregate()), Patterns(DuckDbCohorts.ReadPatterns(Network, json, Map)));
    }

    [Fact]
    public void Stream_FileThatBreaksHalfWay_IsAFormatFault()
    {
        string json = Write("a.jsonl", string.Concat(Enumerable.Repeat("{\"cause\": \"disc\", \"weak\": \"present\"}\n", 20000)));
        ICohortSource source = DuckDbCohorts.Stream(Network, json, blockSize: 4096);
        Assert.Equal(20000, source.ReadBlocks().Sum(static b => b.Count));
        File.AppendAllText(json, "{\"cause\": \n");
        Assert.Contains("a.jsonl", Assert.Throws<CohortFormatException>(() => source.ReadBlocks().Sum(static b => b.Count)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Parquet_TakesTypedColumnsAsText()
    {
        string path = Path.Combine(_folder, "a.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT '007' AS \"Cause\", 1::INTEGER AS \"Weak\" UNION ALL SELECT '7', NULL) TO '{path}' (FORMAT parquet)";
            command.ExecuteNonQuery();
        }

        Cohort cohort = DuckDbCohorts.Read(Network, path, Map);
        Assert.Equal(2, cohort.Count);
        Assert.Equal(1, Enumerable.Range(0, 2).Count(row => cohort.StateOf(Network["weak"], row) == 1));
    }

    [Fact]
    public void Read_UnknownValue_IsReportedWithRowAndColumn()
    {
        string path = Write("a.csv", "Cause,Weak\n007,1\n8,1\n");
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => DuckDbCohorts.Read(Network, path, Map));
        Assert.Equal((2, "Cause"), ((int)fault.Faults[0].Row, fault.Faults[0].Field));
    }

    [Fact]
    public void Read_BrokenFile_IsAFormatFault()
    {
        string path = Write("a.parquet", "this is no parquet");
        Assert.Contains("a.parquet", Assert.Throws<CohortFormatException>(() => DuckDbCohorts.Read(Network, path, Map)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DuckDbCohorts.Read(Network, Write("a.ods", ""), Map));
    }

    [Fact]
    public void ReadPatterns_ManyRows_AgreesWithAggregationInMemory()
    {
        var random = new Random(1);
        string path = Write("a.csv", "Cause,Weak\n" + string.Concat(Enumerable.Range(0, 3000).Select(_ => $"{(random.Next(2) == 0 ? "7" : "007")},{random.Next(3) switch { 0 => "0", 1 => "1", _ => "" }}\n")));
        Cohort rows = DuckDbCohorts.Read(Network, path, Map);
        Cohort patterns = DuckDbCohorts.ReadPatterns(Network, path, Map);
        Assert.Equal(6, patterns.Count);
        Assert.Equal(3000, patterns.TotalWeight);
        Assert.Equal(Patterns(rows.Aggregate()), Patterns(patterns));

        string odd = Write("b.csv", "Cause,Weak,extra\n7,1,x\n");
        Assert.Equal("extra", Assert.Single(Assert.Throws<CohortFormatException>(() => DuckDbCohorts.ReadPatterns(Network, odd, Map)).Faults).Field);
        string unknown = Write("c.csv", "Cause,Weak\n9,1\n");
        Assert.Contains("'9'", Assert.Throws<CohortFormatException>(() => DuckDbCohorts.ReadPatterns(Network, unknown, Map)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_Csv_FitsAsInMemory()
    {
        Cohort drawn = Simulator.Draw(Network, 500, seed: 1, new SimulationOptions { MissingRate = 0.2 });
        string path = Path.Combine(_folder, "simulated.csv");
        using (var writer = new StreamWriter(path))
        {
            CohortCsv.Write(drawn, writer);
        }

        FitResult held = Fit.Run(Network, drawn);
        FitResult streamed = Fit.Run(Network, DuckDbCohorts.Stream(Network, path, blockSize: 100));
        Assert.All(
            held.Network.Parameters.ToArray().Zip(streamed.Network.Parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void Read_ManyEqualRows_AreCountedAsPatternsAndRefusedInMemory()
    {
        const int Rows = 2_000_000;
        string path = Copy($"SELECT 'disc' AS cause, 'present' AS weak FROM range({Rows})");
        Assert.InRange(new FileInfo(path).Length, 1, 100_000);
        ColumnMap map = ColumnMap.ForNames(Network);
        Cohort patterns = DuckDbCohorts.ReadPatterns(Network, path, map);
        Assert.Equal((1, (double)Rows), (patterns.Count, patterns.TotalWeight));
        CohortFormatException refusal = Assert.Throws<CohortFormatException>(() => DuckDbCohorts.Read(Network, path, map.With(new TableOptions { MostBytes = 1 << 20 })));
        Assert.Contains("--stream", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(((1 << 20) / 12) + 1, refusal.Faults[0].Row);
    }

    [Fact]
    public void Read_CellOfManyMillionLetters_IsRefusedAtItsPlace()
    {
        string path = Copy("SELECT 'disc' AS cause, 'present' AS weak UNION ALL SELECT 'none', repeat('a', 300000000)");
        CohortFormatException refusal = Assert.Throws<CohortFormatException>(() => DuckDbCohorts.Read(Network, path));
        Assert.Equal((2, "weak"), ((int)refusal.Faults[0].Row, refusal.Faults[0].Field));
        Assert.InRange(refusal.Message.Length, 1, 1_000);
    }

    [Fact]
    public void ReadPatterns_WeightsInEveryKindOfFile_AreAdded()
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1, "weight": "n", "columns": { "cause": { "variable": "cause" } } }
            """);
        string[] paths =
        [
            Write("w.csv", "cause,n\ndisc,2\nnone,1\ndisc,0.5\n"),
            Write("w.jsonl", "{\"cause\": \"disc\", \"n\": 2}\n{\"cause\": \"none\", \"n\": \"1\"}\n{\"cause\": \"disc\", \"n\": 0.5}\n"),
            Copy("SELECT 'disc' AS cause, 2.0::DOUBLE AS n UNION ALL SELECT 'none', 1 UNION ALL SELECT 'disc', 0.5"),
        ];
        Assert.All(paths, path => Assert.Equal(3.5, DuckDbCohorts.ReadPatterns(Network, path, map).TotalWeight));
        Assert.All(paths, path => Assert.Equal(2, DuckDbCohorts.ReadPatterns(Network, path, map).Count));
        string cancelling = Write("c.csv", "cause,n\ndisc,2\ndisc,-2\n");
        Assert.Equal((2, "n"), At(Assert.Throws<CohortFormatException>(() => DuckDbCohorts.ReadPatterns(Network, cancelling, map))));

        static (int, string) At(CohortFormatException refusal) => ((int)refusal.Faults[0].Row, refusal.Faults[0].Field);
    }

    [Theory]
    [InlineData("('disc', '2'), ('disc', '3'), ('none', '1')", 6)]
    [InlineData("('disc', '2'), ('disc', '-2')", null)]
    [InlineData("('disc', '2'), ('disc', NULL)", null)]
    [InlineData("('disc', '1e308'), ('disc', '1e308')", null)]
    public void Aggregate_SqlOverWeightsOfText_AddsThemOrTellsTheFaulty(string rows, int? total)
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1, "weight": "n", "columns": { "Cause": { "variable": "cause" } } }
            """);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = CohortSql.Aggregate(map, $"(VALUES {rows}) t(\"Cause\", n)");
        Cohort Read()
        {
            using DuckDBDataReader reader = command.ExecuteReader();
            return CohortReader.Read(Network, ColumnMap.ForNames(Network), reader);
        }

        if (total is { } sum)
        {
            Assert.Equal(sum, Read().TotalWeight);
        }
        else
        {
            Assert.Equal("weight", Assert.Single(Assert.Throws<CohortFormatException>(Read).Faults).Field);
        }
    }

    private static IEnumerable<string> Patterns(Cohort cohort) => Enumerable.Range(0, cohort.Count)
        .Select(row => FormattableString.Invariant(
            $"{cohort.StateOf(Network["cause"], row)} {cohort.StateOf(Network["weak"], row)} {cohort.Weights[row]}")).Order(StringComparer.Ordinal);

    private static BayesianNetwork Clinic()
    {
        var builder = new BayesianNetworkBuilder("clinic");
        Variable cause = builder.AddVariable("cause", "none", "disc");
        Variable weak = builder.AddVariable("weak", "absent", "present");
        builder.SetTable(cause, [], [0.5, 0.5], 2);
        builder.SetTable(weak, [cause], [0.8, 0.2, 0.3, 0.7], 2);
        return builder.Build();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Copy(string select)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName() + ".parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }
}

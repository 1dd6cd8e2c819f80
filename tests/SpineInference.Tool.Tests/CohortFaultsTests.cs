using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Tests;

/// <summary>Tables that version 0.1.0 read wrongly or refused for the wrong reason, through the tool.</summary>
public sealed class CohortFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _network;
    private readonly string _model;

    public CohortFaultsTests()
    {
        var builder = new BayesianNetworkBuilder("clinic");
        Variable disc = builder.AddVariable("disc", "yes", "no");
        Variable slr = builder.AddVariable("slr", "pos", "neg");
        builder.SetTable(disc, [], [0.4, 0.6], 10);
        builder.SetTable(slr, [disc], [0.8, 0.2, 0.3, 0.7], 10);
        _network = _folder.File("net.json");
        _model = _folder.File("model.json");
        NetworkFiles.Write(builder.Build(), _network);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bed,disc,slr\n1,no,neg\n2,yes,pos\n#3,no,pos\n4,yes,neg\n5,no,pos\n#6,yes,pos\n7,no,neg\n8,yes,pos\n#9,no,pos\n10,yes,neg\n", 10)]
    [InlineData("bed,disc,slr\n\n#1,no,neg\n\n", 1)]
    public async Task Fit_RowsThatBeginWithAHash_AreRows(string table, int patients)
    {
        string map = Write("map.json", """{"format": "spineinference-column-map", "version": 1, "ignore": ["bed"], "columns": {"disc": {"variable": "disc"}, "slr": {"variable": "slr"}}}""");
        foreach (string[] arguments in EveryWay(table))
        {
            Spine run = await FitAsync([.. arguments, "--map", map]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.StartsWith($"{patients} patient", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fit_LeadingBlockOfFewerColumns_IsRefusedAtItsLine()
    {
        foreach (string[] arguments in EveryWay("disc\nyes\nyes\nno\ndisc,slr\nyes,pos\nno,neg\n"))
        {
            Spine run = await FitAsync(arguments);
            Assert.Equal(2, run.ExitCode);
            Assert.Matches("row 4(, column '')?: the row has 2 cell\\(s\\); expected 1", run.Error);
            Assert.False(File.Exists(_model));
        }
    }

    [Fact]
    public async Task Fit_RaggedRow_IsToldByRowInOurWords()
    {
        foreach (string[] arguments in EveryWay("disc,slr\nyes,pos\nno\nyes,neg\n"))
        {
            Spine run = await FitAsync(arguments);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("row 2, column '': the row has 1 cell(s); expected 2", run.Error, StringComparison.Ordinal);
            Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public async Task Fit_Semicolons_AreFoundToldAndNeverIgnoredIntoNothing()
    {
        string data = Write("s.csv", "disc;slr\nyes;pos\nno;neg\n");
        Spine plain = await FitAsync(data);
        Assert.Equal(0, plain.ExitCode);
        Assert.StartsWith("2 patients", plain.Output, StringComparison.Ordinal);
        Assert.Equal($"spine: {data}: assumed separator ';' (2 cells in every row). Other? Say so in the map or by option.", plain.Error.Trim());
        File.Delete(_model);
        Spine said = await FitAsync(data, "--separator", ",");
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("holds ';'", said.Error, StringComparison.Ordinal);
        Assert.Contains("--separator", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'ignore'", said.Error, StringComparison.Ordinal);
        string nothing = Write("nothing.json", """{"format": "spineinference-column-map", "version": 1, "ignore": ["disc;slr"], "columns": {}}""");
        Spine ignored = await FitAsync(data, "--separator", ",", "--map", nothing);
        Assert.Equal(2, ignored.ExitCode);
        Assert.Contains("nothing to be learned", ignored.Error, StringComparison.Ordinal);
        Assert.Contains("--separator", ignored.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_model));
        Assert.StartsWith("2 patients", (await FitAsync(data, "--separator", ";")).Output, StringComparison.Ordinal);
        string map = Write("map.json", """{"format": "spineinference-column-map", "version": 1, "separator": ";", "columns": {"disc": {"variable": "disc"}, "slr": {"variable": "slr"}}}""");
        Assert.StartsWith("2 patients", (await FitAsync(data, "--map", map)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await FitAsync(data, "--separator", ";;")).ExitCode);
    }

    [Fact]
    public async Task Fit_Windows1252_IsFoundTold_AndRefusedWithItsPlaceWhereAnotherIsSaid()
    {
        string data = _folder.File("w.csv");
        File.WriteAllBytes(data, [.. "disc,slr\nschw"u8, 0xe4, .. "che,pos\nkr"u8, 0xe4, .. "ftig,neg\n"u8]);
        const string Map = """{"format": "spineinference-column-map", "version": 1, OPTION "columns": {"disc": {"variable": "disc", "values": {"schwäche": "yes", "kräftig": "no"}}, "slr": {"variable": "slr"}}}""";
        string map = Write("map.json", Map.Replace("OPTION", "", StringComparison.Ordinal));
        Spine plain = await FitAsync(data, "--map", map);
        Assert.StartsWith("2 patients", plain.Output, StringComparison.Ordinal);
        Assert.Contains("assumed encoding windows-1252 (byte 0xE4 in line 2 is not UTF-8)", plain.Error, StringComparison.Ordinal);
        Spine said = await FitAsync(data, "--map", map, "--encoding", "utf-8");
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("row 1, column 'disc': 0xE4 (byte 14 of the text) is not UTF-8", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', said.Error);
        Assert.StartsWith("2 patients", (await FitAsync(data, "--map", map, "--encoding", "windows-1252")).Output, StringComparison.Ordinal);
        string inMap = Write("said.json", Map.Replace("OPTION", "\"encoding\": \"windows-1252\",", StringComparison.Ordinal));
        Assert.StartsWith("2 patients", (await FitAsync(data, "--map", inMap, "--stream")).Output, StringComparison.Ordinal);
        Assert.Contains("not known", (await FitAsync(data, "--map", map, "--encoding", "utf-9")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x[1]", "x1")]
    [InlineData("q?", "qa")]
    [InlineData("s*", "sa")]
    [InlineData("{a,b}", "a")]
    public async Task Fit_NameThatLooksLikeAPattern_IsThatFileAlone(string name, string other)
    {
        foreach (string ending in new[] { ".tsv", ".csv", ".csv.gz", ".parquet" })
        {
            WriteTable(other + ending, "disc,slr\nyes,pos\nyes,pos\nyes,pos\n");
            Spine missing = await FitAsync(_folder.File(name + ending));
            Assert.Equal(2, missing.ExitCode);
            Assert.Contains("Could not find file", missing.Error, StringComparison.Ordinal);
            string path = WriteTable(name + ending, "disc,slr\nyes,pos\nno,neg\n");
            Assert.StartsWith("2 patients", (await FitAsync(path)).Output, StringComparison.Ordinal);
            Assert.StartsWith("2 patients", (await FitAsync(path, "--stream")).Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x.parquet")]
    [InlineData("https://127.0.0.1:9/x.parquet")]
    [InlineData("s3://bucket/x.parquet")]
    [InlineData("hf://datasets/x.parquet")]
    [InlineData("https://127.0.0.1:9/x.csv")]
    public async Task Fit_NameThatLooksLikeAnAddress_IsAFileThatIsNotThere(string name)
    {
        var watch = Stopwatch.StartNew();
        Spine run = await FitAsync(name);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Could not find", run.Error, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Fit_FolderNamedLikeAPartition_AddsNoColumn()
    {
        Directory.CreateDirectory(_folder.File("slr=pos"));
        string path = WriteTable(Path.Combine("slr=pos", "x.parquet"), "disc\nyes\nno\n");
        Assert.Contains("slr", (await FitAsync(path)).Output, StringComparison.Ordinal);
        Assert.StartsWith("2 patients", (await FitAsync(path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_BrokenParquet_IsToldWithoutSql()
    {
        Spine run = await FitAsync(Write("a.parquet", "no parquet at all, but long enough to be one"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be read as Parquet", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LINE 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_DamagedGzip_IsToldSo()
    {
        string path = WriteTable("a.csv.gz", "disc,slr\n" + string.Concat(Enumerable.Range(0, 9_000).Select(static i => i % 7 * i % 3 == 0 ? "yes,pos\n" : "no,neg\n")));
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Spine run = await FitAsync(path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be decompressed", run.Error, StringComparison.Ordinal);
    }

    private async Task<Spine> FitAsync(params string[] arguments)
    {
        File.Delete(_model);
        return await Spine.RunAsync(["fit", .. arguments, "--network", _network, "--out", _model]);
    }

    private IEnumerable<string[]> EveryWay(string table) =>
    [
        [WriteTable("a.csv", table)],
        [WriteTable("a.tsv", table)],
        [WriteTable("a.csv.gz", table)],
        [WriteTable("a.tsv.gz", table)],
        [WriteTable("b.csv", table), "--stream"],
        [WriteTable("b.tsv", table), "--stream"],
    ];

    private string WriteTable(string name, string table)
    {
        string path = _folder.File(name);
        if (name.EndsWith(".parquet", StringComparison.Ordinal))
        {
            string[][] rows = [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split(','))];
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            string values = string.Join(", ", rows.Skip(1).Select(static r => $"({string.Join(", ", r.Select(static c => $"'{c}'"))})"));
            string copy = _folder.File("copy.parquet");
            command.CommandText = $"COPY (SELECT * FROM (VALUES {values}) t({string.Join(", ", rows[0])})) TO '{copy}' (FORMAT parquet)";
            command.ExecuteNonQuery();
            File.Move(copy, path, overwrite: true);
            return path;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(name.Contains(".tsv", StringComparison.Ordinal) ? table.Replace(',', '\t') : table);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            gzip.Write(bytes);
        }
        else
        {
            File.WriteAllBytes(path, bytes);
        }

        return path;
    }

    private string Write(string name, string text)
    {
        string path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}

using System.Globalization;
using System.IO.Compression;
using DuckDB.NET.Data;
using Npgsql;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts.Tests;

/// <summary>Workbooks and databases, read as every other table is.</summary>
public sealed class PatientTableTests : IDisposable
{
    private const string Variable = "SPINEINFERENCE_POSTGRES";

    private readonly TemporaryFolder _folder = new();
    private readonly BayesianNetwork _network;

    public PatientTableTests()
    {
        var builder = new BayesianNetworkBuilder("clinic");
        Variable drop = builder.AddVariable("drop", "no", "yes");
        Variable low = builder.AddVariable("low", "no", "yes");
        builder.SetTable(drop, [], [0.5, 0.5], 10);
        builder.SetTable(low, [], [0.5, 0.5], 10);
        _network = builder.Build();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Excel_SheetIsRead_NumbersDatesAndTruthAsText()
    {
        string path = Workbook(
            ("first", """<row r="1"><c r="A1" t="inlineStr"><is><t>nothing</t></is></c></row>"""),
            ("patients", """
                <row r="1"><c r="A1" t="inlineStr"><is><t>drop</t></is></c><c r="B1" t="inlineStr"><is><t>abi</t></is></c><c r="C1" t="inlineStr"><is><t>seen</t></is></c></row>
                <row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2"><v>0.85</v></c><c r="C2" s="1"><v>45458</v></c></row>
                <row r="3"><c r="B3"><v>1.1</v></c></row>
                <row r="4"/>
                <row r="5"><c r="A5" t="inlineStr"><is><t>k.A.</t></is></c><c r="B5" t="e"><v>#N/A</v></c></row>
                """));
        var options = new TableOptions { Sheet = "patients", DecimalSign = ',' };
        var table = PatientTable.Open(path, options);
        Assert.Equal(["drop", "abi", "seen"], table.Headers.AsEnumerable());
        Assert.Equal(["true|0,85|2024-06-15", "(none)|1,1|(none)", "k.A.|(none)|(none)"], table.ReadRows().Select(Joined));
        TableForm form = PatientTable.FindForm(path, options);
        Assert.Equal("k.A.", Assert.Single(form.Missing));
        ColumnMap map = Map.With(form);
        Cohort cohort = table.Read(_network, map);
        Assert.Equal([1, -1, -1], cohort.StatesOf(_network["drop"]).ToArray().Select(static s => (int)s));
        Assert.Equal([1, 0, -1], cohort.StatesOf(_network["low"]).ToArray().Select(static s => (int)s));
    }

    [Fact]
    public void Excel_SheetThatIsNotThere_NamesThoseThatAre()
    {
        string path = Workbook(("a", "<row r=\"1\"/>"), ("b", "<row r=\"1\"/>"));
        string message = Assert.Throws<CohortFormatException>(() => PatientTable.Open(path, new TableOptions { Sheet = "c" })).Message;
        Assert.Contains("its sheets are 'a', 'b'", message, StringComparison.Ordinal);
        Assert.Contains("the sheet is empty", Assert.Throws<CohortFormatException>(() => PatientTable.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a workbook")]
    [InlineData("")]
    public void Excel_AnyOtherFile_IsRefused(string content)
    {
        string path = _folder.File("x.xlsx");
        File.WriteAllText(path, content);
        Assert.Contains("cannot be read as an Excel workbook", Assert.Throws<CohortFormatException>(() => PatientTable.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DuckDb_QueryIsRead_AndNothingIsWritten()
    {
        string path = _folder.File("clinic.duckdb");
        using (var connection = new DuckDBConnection($"DataSource={path}"))
        {
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE patients (n INTEGER, \"drop\" BOOLEAN, abi DOUBLE, seen DATE); INSERT INTO patients VALUES (1, true, 0.85, '2024-06-15'), (2, NULL, 1.1, NULL)";
            command.ExecuteNonQuery();
        }

        var table = PatientTable.Query(path, "SELECT \"drop\", abi, seen FROM patients ORDER BY n");
        Assert.Equal(["drop", "abi", "seen"], table.Headers.AsEnumerable());
        Assert.Equal(["true|0.85|2024-06-15", "(none)|1.1|(none)"], table.ReadRows().Select(Joined));
        Assert.Equal([1, 0], table.Read(_network, Map).StatesOf(_network["low"]).ToArray().Select(static s => (int)s));
        foreach (string refused in (string[])["DELETE FROM patients", $"COPY patients TO '{_folder.File("out.csv")}'", "SELECT * FROM read_csv('/etc/passwd')", "SELECT nothing FROM patients"])
        {
            Assert.Contains("the database refuses", Assert.Throws<CohortFormatException>(() => PatientTable.Query(path, refused)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<FileNotFoundException>(() => PatientTable.Query(_folder.File("none.duckdb"), "SELECT 1"));
        Assert.Throws<ArgumentException>(() => PatientTable.Query("patients.txt", "SELECT 1"));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Query_AnswerOfAUsualLength_IsAskedForOnce(int rows, bool isKept)
    {
        string path = _folder.File("clinic.duckdb");
        using (var connection = new DuckDBConnection($"DataSource={path}"))
        {
            connection.Open();
        }

        // Another answer each time that it is asked.
        var table = PatientTable.Query(path, string.Create(CultureInfo.InvariantCulture, $"SELECT random() AS r, CASE WHEN range = 7 THEN 'k.A.' END AS said FROM range({rows}) ORDER BY range"));
        Assert.Equal(["r", "said"], table.Headers.AsEnumerable());
        Assert.Equal("k.A.", Assert.Single(table.FindUnknown(TableOptions.Default).Missing));
        string[] first = [.. table.ReadRows().Select(static r => r[0]!)];
        string[] second = [.. table.ReadRows().Select(static r => r[0]!)];
        Assert.Equal((rows, rows), (first.Length, second.Length));
        Assert.Equal(isKept, first.SequenceEqual(second));
    }

    [SkippableFact]
    public void Postgres_QueryIsRead_StreamedAndNotWritten()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"{Variable} names no server; set it to the connection string of one that may be written to.");
        string name = string.Create(CultureInfo.InvariantCulture, $"patients_{Environment.ProcessId}");
        Execute(server, $"CREATE TABLE {name} (n integer, \"drop\" boolean, abi numeric, seen date); INSERT INTO {name} SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE i % 3 = 1 END, 0.5 + i % 2, '2024-06-15' FROM generate_series(1, 300) i");
        try
        {
            string sql = $"SELECT \"drop\", abi, seen FROM {name} ORDER BY n";
            var table = PatientTable.Query(server, sql);
            Assert.Equal("true|1.5|2024-06-15", Joined(table.ReadRows().First()));
            Cohort cohort = table.Read(_network, Map);
            Assert.Equal(300, cohort.Count);
            Assert.Equal(100, cohort.StatesOf(_network["drop"]).Count((short)1));
            Assert.Equal(150, cohort.StatesOf(_network["low"]).Count((short)1));
            Cohort[] blocks = [.. table.Stream(_network, Map, blockSize: 128).ReadBlocks()];
            Assert.Equal([128, 128, 44], blocks.Select(static b => b.Count));
            Assert.Contains("read-only", Assert.Throws<CohortFormatException>(() => PatientTable.Query(server, $"DELETE FROM {name} RETURNING n")).Message, StringComparison.Ordinal);
            Assert.Contains("does not exist", Assert.Throws<CohortFormatException>(() => PatientTable.Query(server, "SELECT * FROM nowhere")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Execute(server, $"DROP TABLE {name}");
        }
    }

    [Fact]
    public void Postgres_NobodyThere_IsToldWithoutThePassword()
    {
        string message = Assert.Throws<CohortFormatException>(() => PatientTable.Query("postgres://reader:s3cret@127.0.0.1:9/clinic", "SELECT 1")).Message;
        Assert.StartsWith("127.0.0.1/clinic has 1 fault", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
        string broken = Assert.Throws<ArgumentException>(() => PatientTable.Query("Host=x;Pasword=s3cret", "SELECT 1")).Message;
        Assert.DoesNotContain("s3cret", broken, StringComparison.Ordinal);
    }

    private static ColumnMap Map { get; } = ColumnMap.Parse("""
        {"format": "spineinference-column-map", "version": 1, "ignore": ["seen"],
         "columns": {"drop": {"variable": "drop", "values": {"true": "yes", "false": "no"}}, "abi": {"variable": "low", "states": {"yes": ["..0.9"], "no": ["0.9.."]}}}}
        """);

    private static string Joined(IReadOnlyList<string?> row) => string.Join('|', row.Select(static c => c ?? "(none)"));

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // The least that a workbook is: its parts as Excel names them, texts within the cells.
    private string Workbook(params (string Name, string Rows)[] sheets)
    {
        string path = _folder.File("book.xlsx");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Add("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
            """);
        Add("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Links}"><sheets>{string.Concat(sheets.Select(static (s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"/>"))}</sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="st" Type="{Links}/styles" Target="styles.xml"/></Relationships>""");
        Add("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        for (int i = 0; i < sheets.Length; i++)
        {
            Add($"xl/worksheets/sheet{i + 1}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{sheets[i].Rows}</sheetData></worksheet>""");
        }

        return path;

        void Add(string name, string xml)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
            writer.Write(xml.Trim());
        }
    }
}

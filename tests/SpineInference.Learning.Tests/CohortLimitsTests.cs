using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>What is too large, twice there, or no number is refused at its place; what is alike but for case is read apart.</summary>
public sealed class CohortLimitsTests : IDisposable
{
    private static readonly BayesianNetwork Network = LearningNetworks.Clinic();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_MeasurementInTwoColumns_IsAFaultOfTheMapAndOfTheHeader()
    {
        const string Map = """
            { "format": "spineinference-column-map", "version": 1,
              "columns": { "a": { "measurement": "angle" },
                           "b": { "measurement": "angle" } } }
            """;
        CohortFormatException map = Assert.Throws<CohortFormatException>(() => ColumnMap.Parse(Map));
        Assert.Equal(3, Assert.Single(map.Faults).Line);
        Assert.Contains("'a' and 'b'", map.Message, StringComparison.Ordinal);
        var columns = new ColumnMap(ImmutableDictionary<string, ColumnMapping>.Empty
            .Add("a", new ColumnMapping { Measurement = "angle" }).Add("b", new ColumnMapping { Measurement = "angle" }));
        Assert.Equal("b", Assert.Single(Refusal(() => CohortReader.Read(Network, columns, ["a", "b"], [["1", "2"]])).Faults).Field);
        Assert.Equal("b", Assert.Single(Refusal(() => CohortReader.Stream(Network, columns, ["a", "b"], static () => [["1", "2"]]).ReadBlocks().Count()).Faults).Field);
        Assert.Equal("a", Refusal(() => CohortReader.Read(Network, columns, ["a", "a", "b"], [])).Faults[0].Field);
        Assert.Throws<ArgumentException>(() => ColumnMap.ForNames(Network, "angle", "angle"));
        Assert.Throws<ArgumentException>(() => ColumnMap.ForNames(Network, "cause"));
    }

    [Theory]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("-∞")]
    [InlineData("NaN")]
    [InlineData("1e308")]
    public void Read_MeasurementThatIsNoFiniteNumber_IsRefusedAtItsCell(string cell)
    {
        var map = new ColumnMap(ImmutableDictionary<string, ColumnMapping>.Empty.Add("a", new ColumnMapping { Measurement = "angle", Factor = 10 }));
        Fault fault = Assert.Single(Refusal(() => CohortReader.Read(Network, map, ["a"], [["1"], [cell]])).Faults);
        Assert.Equal((2, "a"), (fault.Row, fault.Field));
        Assert.Contains(cell, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e308", "1e308", 1)]
    [InlineData("9e14", "2e14", 2)]
    [InlineData("1", "-1", 2)]
    [InlineData("1", "", 2)]
    [InlineData("1", "0,5", 2)]
    public void Read_WeightsThatDoNotAddUp_AreRefusedAtTheirRow(string first, string second, long row)
    {
        ColumnMap map = ColumnMap.ForNames(Network);
        string[] headers = ["cause", "weight"];
        string[][] rows = [["disc", first], ["disc", second]];
        Check(() => CohortReader.Read(Network, map, headers, rows));
        Check(() => CohortReader.Stream(Network, map, headers, () => rows, blockSize: 1).ReadBlocks().ToArray());
        Check(() => CohortReader.ReadPatterns(CohortReader.Stream(Network, map, headers, () => rows, blockSize: 1)));
        var builder = new CohortBuilder(Network);
        builder.Add([], 9e14);
        Assert.Throws<ArgumentException>(() => builder.Add([], 9e14));

        void Check(Func<object> read)
        {
            Fault fault = Refusal(read).Faults[0];
            Assert.Equal((row, "weight"), (fault.Row, fault.Field));
        }
    }

    [Fact]
    public void Read_DecimalComma_IsReadWhereItIsSaidAndHintedAtWhereNot()
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1, "decimal": ",", "weight": "n", "columns": { "a": { "measurement": "angle" } } }
            """);
        Cohort cohort = CohortReader.Read(Network, map, ["a", "n"], [["0,91", "1,5"], ["-1,5e1", "2"]]);
        Assert.Equal([0.91, -15], cohort.ValuesOf("angle").ToArray());
        Assert.Equal(3.5, cohort.TotalWeight);
        Assert.Equal(2, Refusal(() => CohortReader.Read(Network, map, ["a", "n"], [["0.91", "1.5"]])).FaultCount);
        Assert.Contains("--decimal", Refusal(() => CohortReader.Read(Network, map.With(TableOptions.Default), ["a", "n"], [["0,91", "1"]])).Message, StringComparison.Ordinal);
        Assert.Throws<CohortFormatException>(() => ColumnMap.Parse("""{ "format": "spineinference-column-map", "version": 1, "decimal": "·", "columns": {} }"""));
        Assert.Throws<CohortFormatException>(() => ColumnMap.Parse("""{ "format": "spineinference-column-map", "version": 1, "separator": "ab", "columns": {} }"""));
        Assert.Throws<CohortFormatException>(() => ColumnMap.Parse("""{ "format": "spineinference-column-map", "version": 1, "encoding": "utf-9", "columns": {} }"""));
    }

    [Fact]
    public void Read_NamesThatDifferInCaseOnly_AreApart()
    {
        var builder = new BayesianNetworkBuilder("case");
        builder.SetTable(builder.AddVariable("weak", "No", "no"), [], [0.5, 0.5], 1);
        builder.SetTable(builder.AddVariable("Weak", "no", "No"), [], [0.5, 0.5], 1);
        BayesianNetwork network = builder.Build();
        string path = Write("case.csv", "Weak,weak\nno,no\nNo,No\n");
        Cohort cohort = CohortReader.ReadCsv(network, path);
        Assert.Equal([1, 0], cohort.StatesOf(network["weak"]).ToArray());
        Assert.Equal([0, 1], cohort.StatesOf(network["Weak"]).ToArray());
        Assert.Equal(cohort.Hash, CohortReader.ReadPatterns(CohortReader.Stream(network, TextTable.Open(path))).Hash);
        Assert.Contains("'Weak'", Assert.Throws<ArgumentException>(() => CohortSql.Aggregate(ColumnMap.ForNames(network), "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VariableNamedWeight_IsNoWeight()
    {
        var builder = new BayesianNetworkBuilder("heavy");
        builder.SetTable(builder.AddVariable("weight", "low", "high"), [], [0.5, 0.5], 1);
        BayesianNetwork network = builder.Build();
        Cohort cohort = CohortReader.ReadCsv(network, Write("w.csv", "weight\nlow\nhigh\nlow\n"));
        Assert.Equal(3, cohort.TotalWeight);
        using var text = new StringWriter();
        CohortCsv.Write(cohort, text);
        Assert.Equal("weight\nlow\nhigh\nlow\n", text.ToString());
        Assert.Throws<ArgumentException>(() => CohortCsv.Write(cohort.Aggregate(), text));
        Assert.Throws<ArgumentException>(() => CohortSql.Aggregate(ColumnMap.ForNames(network), "t"));
    }

    [Fact]
    public void Read_FortyThousandStates_AreRefusedAndNotWrapped()
    {
        var builder = new BayesianNetworkBuilder("many");
        Variable many = builder.AddVariable("many", [.. Enumerable.Range(0, 40_000).Select(static i => $"s{i}")]);
        builder.SetTable(many, [], [.. Enumerable.Repeat(1.0 / 40_000, 40_000)], 1);
        BayesianNetwork network = builder.Build();
        Assert.Equal("many", Assert.Single(Refusal(() => CohortReader.Read(network, ColumnMap.ForNames(network), ["many"], [["s39999"]])).Faults).Field);
        Assert.Throws<ArgumentException>(() => new CohortBuilder(network).Add([KeyValuePair.Create(many, 39_999)]));
        Assert.Throws<ArgumentException>(() => new CohortBuilder(network).Add(Evidence.None(network).Observe(many, 39_999)));
        Assert.Throws<ArgumentException>(() => Simulator.Draw(network, 1, seed: 1));
    }

    [Fact]
    public void SetStates_ArrayChangedAfterwards_ChangesNothing()
    {
        short[] states = [0, 1];
        double[] likelihoods = [1, 1, 0.5, 1, 1, 1];
        var columns = new EvidenceColumns(Network, 2);
        columns.SetStates(Network["weak"], states);
        columns.SetLikelihoods(Network["cause"], likelihoods);
        states[0] = 30_000;
        likelihoods[0] = double.NaN;
        Assert.Equal([0, 1], columns.StatesOf(Network["weak"].Index)!);
        Assert.Equal([1, 1, 0.5, 1, 1, 1], columns.LikelihoodsOf(Network["cause"].Index)!);
        Assert.Throws<ArgumentException>(() => columns.SetStates(Network["weak"], states));
    }

    [Fact]
    public void Read_UnclosedQuoteInALargeFile_IsToldWithItsRow()
    {
        string path = _folder.File("open.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("weak,cause\npresent,disc\n\"present,disc\n");
            for (int i = 0; i < 3_000_000; i++)
            {
                writer.Write("absent,disc\n");
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Fault fault = Assert.Single(Refusal(() => CohortReader.ReadCsv(Network, path)).Faults);
        Assert.Equal(2, fault.Row);
        Assert.Contains("quote not closed", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }

    [Fact]
    public void Read_CellsRowsAndColumnsBeyondTheLimits_AreRefused()
    {
        TableOptions small = TableOptions.Default with { LongestCell = 10, MostColumns = 3, MostBytes = 300 };
        ColumnMap map = ColumnMap.ForNames(Network).With(small);
        Assert.Equal((1, "cause"), Place(Refusal(() => CohortReader.ReadCsv(Network, Write("a.csv", "weak,cause\npresent,aaaaaaaaaaa\n"), map))));
        Assert.Equal((1, "cause"), Place(Refusal(() => CohortReader.Read(Network, map, ["weak", "cause"], [["present", "aaaaaaaaaaa"]]))));
        Assert.Equal((0, ""), Place(Refusal(() => CohortReader.ReadCsv(Network, Write("a.csv", "a,b,c,d\n"), map))));
        Assert.Equal((31, ""), Place(Refusal(() => CohortReader.Read(Network, map, ["weak"], Enumerable.Repeat<string[]>(["present"], 100)))));
        Assert.Equal(100, CohortReader.Stream(Network, map, ["weak"], static () => Enumerable.Repeat<string[]>(["present"], 100), blockSize: 10).ReadBlocks().Sum(static b => b.Count));
        Assert.Equal((2, "d"), Place(Refusal(() => TextTable.Open(Write("a.jsonl", "{\"a\": 1}\n{\"d\": 1, \"d\": 2}\n")))));
        Assert.Equal((1, "d"), Place(Refusal(() => TextTable.Open(Write("a.jsonl", "{\"d\": \"aaaaaaaaaaa\"}\n"), small))));
        Assert.Equal((2, ""), Place(Refusal(() => TextTable.Open(Write("a.jsonl", "{\"a\": 1, \"b\": 1}\n{\"c\": 1, \"d\": 2}\n"), small))));
        Assert.Throws<ArgumentException>(() => TextTable.Open(Write("a.csv", "a\n"), new TableOptions { Separator = '"' }));
        Assert.Throws<ArgumentException>(() => TextTable.Open(_folder.File("a.xlsx")));
    }

    [Fact]
    public void Read_HundredThousandColumns_TakesLinearTime()
    {
        const int Columns = 99_000;
        string names = string.Join(", ", Enumerable.Range(0, Columns).Select(static i => $"\"c{i}\": {{\"measurement\": \"m{i}\"}}"));
        string path = Write("wide.csv", string.Join(',', Enumerable.Range(0, Columns).Select(static i => $"c{i}")) + ",weak\n" + string.Concat(Enumerable.Repeat("1,", Columns)) + "present\n");
        var watch = Stopwatch.StartNew();
        ColumnMap map = ColumnMap.Parse($"{{\"format\": \"spineinference-column-map\", \"version\": 1, \"columns\": {{{names}, \"weak\": {{\"variable\": \"weak\"}}}}}}");
        Cohort cohort = CohortReader.ReadCsv(Network, path, map);
        Assert.Equal(1, cohort.ValuesOf($"m{Columns - 1}")[0]);
        Assert.NotEmpty(cohort.Hash);
        CohortFormatException unmapped = Refusal(() => CohortReader.ReadCsv(Network, path));
        Assert.Equal((Columns, CohortReader.MostFaultsListed), (unmapped.FaultCount, unmapped.Faults.Length));
        Assert.InRange(unmapped.Message.Length, 1, 400_000);

        // Some seconds on a slow machine; with the square of the columns it took minutes.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Faults_OfLongNamesAndValues_AreShownByTheirBeginning()
    {
        string longText = new('x', 500_000);
        CohortFormatException fault = Refusal(() => CohortReader.ReadCsv(Network, Write("l.csv", $"weak,{longText}\n{longText},1\n")));
        Assert.InRange(fault.Message.Length, 1, 2_000);
        Assert.InRange(Refusal(() => ColumnMap.Parse($"{{\"{longText}\": 1}}")).Message.Length, 1, 2_000);
    }

    private static (long Line, string Column) Place(CohortFormatException refusal) => (refusal.Faults[0].Row, refusal.Faults[0].Field);

    private static CohortFormatException Refusal(Func<object> read) => Assert.Throws<CohortFormatException>(read);

    private string Write(string name, string text)
    {
        string path = _folder.File(name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}

using System.Text;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>What is found out of the way a table is written, and what is never guessed.</summary>
public class TableFormTests
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", null)]
    [InlineData("a;b\n1;2\n3;4\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("a|b|c\n1|2|x,y\n", '|')]
    [InlineData("a;b\n\"x;y\";2\n\"line\nbreak\";4\n", ';')]
    [InlineData("a\n1,5\n2,5\n", null)]
    public void Of_Separator_IsThatByWhichRowsAreEven(string text, char? expected) => Assert.Equal(expected, Find(text).Options.Separator);

    [Theory]
    [InlineData("windows-1252", "für;schön\n")]
    [InlineData("ibm850", "für;schön\n")]
    [InlineData("macintosh", "für;schön\n")]
    [InlineData("utf-16", "a;b\n1;2\n")]
    [InlineData("utf-16BE", "a;b\n1;2\n")]
    public void Of_BytesThatAreNotUtf8_TellTheirEncoding(string name, string text)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        TableForm form = Find(encoding.GetBytes(text));
        Assert.Equal(name, form.Options.Encoding);
        Assert.Contains(form.Assumptions, a => a.StartsWith($"encoding {name} (", StringComparison.Ordinal));
        Assert.Equal(';', form.Options.Separator);
    }

    [Fact]
    public void Of_ByteOrderMarkOfUtf8_IsBelieved_WhateverFollows() => Assert.Null(EncodingGuess.Of([0xef, 0xbb, 0xbf, .. "a;b\nsch"u8, 0xf6, .. "n;2\n"u8]));

    [Fact]
    public void Of_WhatWasSaid_StaysAsItWasSaid()
    {
        var said = new TableOptions { Separator = ',', Encoding = "iso-8859-1", DecimalSign = '.', Quote = '"' };
        TableForm form = TableForm.Of("t.csv", () => new MemoryStream(Western.GetBytes("a;b\n0,5;ü\n")), isJsonLines: false, said);
        Assert.Equal(said, form.Options);
        Assert.Empty(form.Assumptions);
    }

    [Theory]
    [InlineData("a;b\n0,91;x\n1,2;y\n", ',')]
    [InlineData("a;b\n0.91;x\n1,2;y\n0.3;z\n", null)]
    [InlineData("a;b\n12.03.2024;x\n", null)]
    [InlineData("a;b\n0,91 mm;x\n", ',')]
    public void Of_DecimalSign_IsTheCommaWhereNumbersHaveIt(string text, char? expected) => Assert.Equal(expected, Find(text).Options.DecimalSign);

    [Theory]
    [InlineData("a,b\n'x,1','2'\n'y','3'\n", '\'')]
    [InlineData("a;b\n5\" nail;x\n", TableOptions.NoQuote)]
    [InlineData("a,b\nO'Hara,1\n", null)]
    [InlineData("a,b\n\"x\",1\n", null)]
    public void Of_Quote_IsTheOneThatCellsBeginWith(string text, char? expected) => Assert.Equal(expected, Find(text).Options.Quote);

    [Fact]
    public void Of_Missing_HoldsWhatIsUsualForUnknownAndNothingThatMayMeanAbsent() =>
        Assert.Equal("k.A., ?", string.Join(", ", Find("a,b\nk.A.,-\n?,none\nk.A.,0\n,missing\n").Missing));

    [Fact]
    public void Read_SingleQuotes_AreQuotes()
    {
        (BayesianNetwork network, Variable drop) = Network();
        Cohort cohort = Read(network, "drop,note\n'yes','it''s \"so\", or\nnot'\nno,x\n", """{"format": "spineinference-column-map", "version": 1, "ignore": ["note"], "columns": {"drop": {"variable": "drop"}}}""");
        Assert.Equal([1, 0], cohort.StatesOf(drop).ToArray().Select(static s => (int)s));
    }

    [Fact]
    public void Read_RangesUnitsListsAndOneColumnForTwo_AreStates()
    {
        (BayesianNetwork network, Variable drop) = Network();
        const string Map = """
            {
              // A comment, and a comma at an end.
              "format": "spineinference-column-map", "version": 1, "decimal": ",",
              "columns": {
                "d": {"variable": "drop", "units": {"cm": 1, "m": 100}, "states": {"yes": ["..50", "ja"], "no": ["50..", "nein"]}, "missing": ["999..", "k.A."],
                      "also": [{"variable": "deep", "units": {"cm": 1, "m": 100}, "states": {"yes": ["..10", "ja"], "no": ["10..", "nein"]}, "missing": ["k.A."]}]},
              },
            }
            """;
        Cohort cohort = Read(network, "d;x\n\"4,5\";\n49,9 cm;\n0,5 m;\nja;\nk.A.;\n", Map.Replace("\"columns\"", "\"separator\": \";\", \"ignore\": [\"x\"], \"columns\"", StringComparison.Ordinal));
        Assert.Equal([1, 1, 0, 1, -1], cohort.StatesOf(drop).ToArray().Select(static s => (int)s));
        Assert.Equal([1, 0, 0, 1, -1], cohort.StatesOf(network["deep"]).ToArray().Select(static s => (int)s));
    }

    [Fact]
    public void Read_BirthDate_IsTheAgeOnTheDay()
    {
        (BayesianNetwork network, _) = Network();
        const string Map = """
            {"format": "spineinference-column-map", "version": 1,
             "columns": {"born": {"variable": "old", "birthDate": "dd.MM.yyyy", "at": "seen", "states": {"no": ["18..60"], "yes": ["60.."]}}}}
            """;
        Cohort cohort = Read(network, "born,seen\n15.06.1964,14.06.2024\n15.06.1964,15.06.2024\n1964-06-15 00:00:00,2024-06-16\n,15.06.2024\n15.06.1964,\n", Map);
        Assert.Equal([0, 1, 1, -1, -1], cohort.StatesOf(network["old"]).ToArray().Select(static s => (int)s));
        var fault = Assert.Throws<CohortFormatException>(() => Read(network, "born,seen\n15/06/1964,15.06.2024\n15.06.2020,15.06.2024\n15.06.2025,15.06.2024\n", Map));
        Assert.Equal(3, fault.FaultCount);
        Assert.Contains("expected a date as dd.MM.yyyy", fault.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("an age of 4, which lies in no range", fault.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("a birth after 2024-06-15", fault.Faults[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"variable": "drop", "states": {"yes": ["..5"], "no": ["4.."]}}""", "overlap")]
    [InlineData("""{"variable": "drop", "states": {"yes": ["x"], "no": ["x"]}}""", "stands for 'yes' and for 'no'")]
    [InlineData("""{"variable": "drop", "units": {"cm": 1}}""", "no range")]
    [InlineData("""{"variable": "drop", "birthDate": "dd.MM.yyyy", "states": {"yes": ["1.."]}}""", "without 'at'")]
    [InlineData("""{"measurement": "m", "states": {"yes": ["1.."]}}""", "only a variable's values are mapped")]
    public void Parse_WhatCannotBe_IsRefused(string column, string expected) => Assert.Contains(
        expected,
        Assert.Throws<CohortFormatException>(() => ColumnMap.Parse($"{{\"format\": \"spineinference-column-map\", \"version\": 1, \"columns\": {{\"c\": {column}}}}}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("0.9..1.3", 0.9, true)]
    [InlineData("0.9..1.3", 1.3, false)]
    [InlineData("..0.9", 0.9, false)]
    [InlineData("80..", 80, true)]
    public void ValueRange_HoldsItsLowerEndAndNotItsUpper(string text, double number, bool isIn)
    {
        Assert.True(ValueRange.TryParse(text, out ValueRange range));
        Assert.Equal(isIn, range.Contains(number));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("5..5")]
    [InlineData("9..1")]
    [InlineData("a..b")]
    [InlineData("5")]
    public void ValueRange_OfNoNumber_IsNone(string text) => Assert.False(ValueRange.TryParse(text, out _));

    private static TableForm Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("[1, 2]\n")]
    [InlineData("{\"a\": 1}\nno JSON\n")]
    [InlineData("")]
    public void Of_LinesThatAreNoJson_AreToldByTheReaderOfTheRows(string text)
    {
        Stream Open() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        TableForm form = TableForm.Of("t.jsonl", Open, isJsonLines: true, TableOptions.Default);
        Assert.Empty(form.Missing);
        Assert.Contains("t.jsonl", Assert.Throws<CohortFormatException>(() => TextTable.Open("t.jsonl", Open, isJsonLines: true).ReadRows().Count()).Message, StringComparison.Ordinal);
    }

    private static TableForm Find(byte[] bytes) => TableForm.Of("t.csv", () => new MemoryStream(bytes), isJsonLines: false, TableOptions.Default);

    private static Cohort Read(BayesianNetwork network, string text, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ColumnMap map = ColumnMap.Parse(json);
        map = map.With(TableForm.Of("t.csv", Open, isJsonLines: false, map.Table));
        return CohortReader.Read(network, TextTable.Open("t.csv", Open, isJsonLines: false, map.Table), map);

        Stream Open() => new MemoryStream(bytes);
    }

    private static (BayesianNetwork Network, Variable Drop) Network()
    {
        var builder = new BayesianNetworkBuilder("n");
        Variable drop = builder.AddVariable("drop", "no", "yes");
        foreach (Variable variable in (Variable[])[drop, builder.AddVariable("deep", "no", "yes"), builder.AddVariable("old", "no", "yes")])
        {
            builder.SetTable(variable, [], [0.5, 0.5], 10);
        }

        BayesianNetwork network = builder.Build();
        return (network, network["drop"]);
    }
}

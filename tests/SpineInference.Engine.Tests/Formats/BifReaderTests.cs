using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class BifReaderTests
{
    private const string Rain = """
        network test { }
        variable rain { type discrete [ 2 ] { yes, no }; }
        variable wind { type discrete [ 3 ] { "very low", 7, >=7.5 }; }
        variable wet { type discrete [ 2 ] { yes, no }; }
        probability ( rain ) { table 0.2, 0.8; }
        probability ( wind ) { table 0.5, 0.25, 0.25; }
        probability ( wet | rain, wind ) {
          (no, 7) 0.3, 0.7;
          (yes, "very low") 0.9, 0.1;
          default 0.4, 0.6;
        }

        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    public static TheoryData<string, int, double> Repository => new()
    {
        { "asia.bif", 8, 18 },
        { "cancer.bif", 5, 10 },
        { "earthquake.bif", 5, 10 },
        { "survey.bif", 6, 21 },
        { "sachs.bif", 11, 178 },
        { "child.bif", 20, 230 },
        { "alarm.bif", 37, 509 },
        { "insurance.bif", 27, 1008 },
        { "hailfinder.bif", 56, 2656 },
        { "hepar2.bif", 70, 1453 },
        { "win95pts.bif", 76, 574 },
        { "andes.bif.gz", 223, 1157 },
    };

    [Fact]
    public void Parse_RowsInAnyOrderAndDefault_AreAssigned()
    {
        BayesianNetwork network = Read(Rain);
        Assert.Equal("test", network.Name);
        Assert.Equal(["very low", "7", ">=7.5"], network["wind"].States.AsEnumerable());
        Assert.Equal([0.9, 0.1, 0.4, 0.6, 0.4, 0.6, 0.4, 0.6, 0.3, 0.7, 0.4, 0.6], network.DistributionOf(network["wet"]).Table.ToArray());
        Assert.All(network.Rows, static row => Assert.Equal(10, row.EffectiveSampleSize));
    }

    [Fact]
    public void Parse_TableWithParents_HasTheChildSlowest()
    {
        BayesianNetwork network = Read("""
            // The layout of the interchange format: all configurations for the child's first state, then for its second.
            network "Dog Problem" { property "version 1" ; property author = nobody; }
            variable "a" { /* two states */ type discrete[2] { "t" "f" }; property "position = (73, 165); really" ; }
            variable b { type discrete[2] { t f }; }
            variable c { type discrete[2] { t f }; }
            probability ( c a b ) { table 0.99 0.97 0.9 0.3 0.01 0.03 0.1 0.7 ; }
            probability ( "a" ) { property x; table 1e-2 .99; }
            probability ( b ) { table 0.25 7.5E-1; };
            """);
        Assert.Equal([0.99, 0.01, 0.97, 0.03, 0.9, 0.1, 0.3, 0.7], network.DistributionOf(network["c"]).Table.ToArray());
        Assert.Equal("Dog Problem", network.Name);
    }

    [Fact]
    public void Parse_BlocksInAnyOrder_IsAccepted()
    {
        BayesianNetwork network = Read("""
            probability ( b | a ) { (x) 0.5 0.5; (y) 1 0; }
            probability ( a ) { default 0.5 0.5; }
            variable b { type discrete [ 2 ] { <5, 5-12 }; }
            variable a { type discrete [ 2 ] { x, y }; }
            """);
        Assert.Equal("", network.Name);
        Assert.Equal(["b", "a"], network.Variables.Select(static v => v.Name));
    }

    [Fact]
    public void Parse_RowSlightlyOff_IsNormalisedWithAWarning()
    {
        NetworkFile file = NetworkFiles.ParseAs(NetworkFormat.Bif,
            Rain.Replace("0.5, 0.25, 0.25", "0.3333333, 0.3333333, 0.3333333", StringComparison.Ordinal), "rain.bif", Options);
        Fault warning = Assert.Single(file.Warnings);
        Assert.Equal((6, 24), (warning.Line, warning.Column));
        Assert.Equal("wind: 1 row(s), the first here, were divided by their sums, which are off 1 by up to 1E-07 (wind).", warning.Message);
        Assert.Equal(1, file.Network.DistributionOf(file.Network["wind"]).Table.ToArray().Sum(), 1e-15);
    }

    [Fact]
    public void Parse_RowWithinRounding_KeepsItsBits()
    {
        NetworkFile file = NetworkFiles.ParseAs(NetworkFormat.Bif,
            Rain.Replace("0.5, 0.25, 0.25", "0.33333333333333337, 0.33333333333333337, 0.33333333333333337", StringComparison.Ordinal),
            "rain.bif",
            Options);
        Assert.Empty(file.Warnings);
        Assert.Equal(0.33333333333333337, file.Network.DistributionOf(file.Network["wind"]).Table[2]);
    }

    [Theory]
    [InlineData("0.2, 0.8", "0.2, 0.7", "line 5, column 24: rain: the row sums to 0.8999999999999999; expected 1 ± 0.005. Got yes 0.2, no 0.7.")]
    [InlineData("0.2, 0.8", "0.2, x", "line 5, column 35: got 'x'; expected a number or ';'.")]
    [InlineData("0.2, 0.8", "-0.2, 1.2", "line 5, column 24: rain: got -0.2; expected probabilities in [0, 1].")]
    [InlineData("0.2, 0.8", "0.2", "line 5, column 24: the table of 'rain' has 1 numbers; expected 2: 2 state(s) × 1 configuration(s) of parents.")]
    [InlineData("0.2, 0.8", "NaN, 0.8", "line 5, column 30: got 'NaN'; expected a number or ';'.")]
    [InlineData("0.2, 0.8;", "0.2, 0.8", "line 5, column 39: got '}'; expected a number or ';'.")]
    [InlineData("(no, 7)", "(no, 8)", "line 8, column 8: variable 'wind' has no state '8'. Did you mean '7'?")]
    [InlineData("(no, 7)", "(no)", "line 8, column 3: the row names 1 state(s); expected 2, one for each parent of 'wet', in the order rain, wind.")]
    [InlineData("(no, 7)", "(yes, \"very low\")", "line 9, column 3: wet | rain=yes, wind=very low: its probabilities are given twice, first at line 8; remove one.")]
    [InlineData("default 0.4, 0.6;", "default 0.4, 0.6; default 0.5, 0.5;", "line 10, column 21: 'wet' has a second default row; expected one.")]
    [InlineData("default 0.4, 0.6;", "", "line 7, column 1: wet | rain=yes, wind=7: no probabilities are given; expected 2.")]
    [InlineData("variable rain { type discrete [ 2 ]", "variable rain { type discrete [ 3 ]", "line 2, column 17: variable 'rain' announces 3 state(s) and lists 2; a name with spaces or punctuation needs quotes.")]
    [InlineData("{ yes, no }; }\nprob", "{ yes, yes }; }\nprob", "line 4, column 43: variable 'wet' has state 'yes' twice; states must differ.")]
    [InlineData("( wet | rain, wind )", "( wet | rain, wnd )", "line 7, column 27: variable 'wnd' is not declared. Did you mean 'wind'?")]
    [InlineData("( wet | rain, wind )", "( wet | rain, wet )", "line 7, column 1: variable 'wet' is its own parent.")]
    [InlineData("variable wet", "variable rain", "line 4, column 10: variable 'rain' is declared twice, first at line 2; rename or remove one.")]
    [InlineData("probability ( rain ) { table 0.2, 0.8; }", "", "line 2, column 10: variable 'rain' has no probabilities; every variable needs its distribution.")]
    [InlineData("probability ( wind )", "probability ( rain )", "line 6, column 1: the distribution of 'rain' is given twice, first at line 5; remove one.")]
    [InlineData("type discrete [ 3 ]", "type continuous [ 3 ]", "line 3, column 22: variable 'wind': got type 'continuous'; expected 'discrete', the only type supported.")]
    [InlineData("\"very low\", 7", "\"very low, 7", "line 3, column 39: a quoted name is not closed on its line; expected a closing quote.")]
    [InlineData("network test { }", "network test { } /* ", "line 1, column 18: a comment opens with /* and never closes; expected */.")]
    [InlineData("network test { }", "net work", "line 1, column 1: got 'net'; expected a block: network, variable or probability.")]
    [InlineData("( rain ) { table 0.2, 0.8; }", "( rain | wet ) { (yes) 1 0; (no) 0 1; }", "line 7, column 1: these variables form a cycle: rain → wet → rain. A network has none; remove an arrow.")]
    public void Parse_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        string text = Rain.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(text.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Equal("rain.bif", exception.Path);
        Assert.InRange(exception.Faults.Length, 1, 3);
        Assert.Contains(expected, exception.Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Parse_SeveralFaults_ReportsAllInOrder()
    {
        string text = Rain.Replace("0.2, 0.8", "0.2, 0.9", StringComparison.Ordinal).Replace("(no, 7)", "(no, 9)", StringComparison.Ordinal)
            .Replace("0.5, 0.25", "0.5, -0.25", StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(text));
        Assert.Equal([5, 6, 8], exception.Faults.Select(static f => f.Line));
        Assert.StartsWith("rain.bif has 3 faults:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TableBeyondTheLimit_IsRefusedBeforeTheMemoryIsTaken()
    {
        string variables = string.Concat(Enumerable.Range(0, 60).Select(static i => $"variable v{i} {{ type discrete [ 2 ] {{ a, b }}; }}\n"));
        string parents = string.Join(", ", Enumerable.Range(1, 59).Select(static i => $"v{i}"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<NetworkFormatException>(() => Read($"{variables}probability ( v0 | {parents} ) {{ default 0.5 0.5; }}"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Contains("line 61, column 1: the table of 'v0' and its 59 parent(s) would have more entries than the limit of 2097152 (FormatLimits.TableEntries).", exception.Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Read_MoreBytesThanTheLimit_IsRefused()
    {
        using var stream = new MemoryStream(new byte[1001]);
        var exception = Assert.Throws<NetworkFormatException>(
            () => NetworkFiles.ReadAs(NetworkFormat.Bif, stream, "large.bif", Options with { Limits = new FormatLimits { Bytes = 1000 } }));
        Assert.Equal("large.bif, line 1, column 1: the file is larger than the limit of 1000 bytes; raise FormatLimits.Bytes if it is to be trusted.", exception.Message);
    }

    [Fact]
    public void Read_InvalidUtf8_NamesThePlace()
    {
        using var stream = new MemoryStream([.. "network a {\n}\n\nvar"u8, 0xff, .. "iable"u8]);
        var exception = Assert.Throws<NetworkFormatException>(() => NetworkFiles.ReadAs(NetworkFormat.Bif, stream, "a.bif", Options));
        Assert.Equal("line 4, column 4: the file is not UTF-8 text; save it in that encoding.", Assert.Single(exception.Faults).ToString());
    }

    [Fact]
    public void Read_DamagedGzip_IsRefused()
    {
        using var stream = new MemoryStream([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7]);
        Assert.Throws<NetworkFormatException>(() => NetworkFiles.ReadAs(NetworkFormat.Bif, stream, "a.bif.gz", Options));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Options_SampleSizeNotPositive_IsRefused(double size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkReaderOptions { EffectiveSampleSize = size });

    [SkippableTheory]
    [MemberData(nameof(Repository))]
    public void Read_PublicNetwork_HasItsKnownSize(string file, int variables, double freeParameters)
    {
        NetworkFile read = NetworkFiles.ReadAs(NetworkFormat.Bif, TestData.Require(Path.Combine("networks", file)), Options);
        Assert.Empty(read.Warnings);
        Assert.Equal(variables, read.Network.Variables.Length);
        Assert.Equal(freeParameters, read.Network.Rows.Sum(static r => r.Length - 1));
    }

    [SkippableFact]
    public void Read_LargeCompressedNetwork_IsRead()
    {
        BayesianNetwork network = NetworkFiles.ReadAs(NetworkFormat.Bif, TestData.Require("networks/pathfinder.bif.gz"), Options).Network;
        Assert.Equal(109, network.Variables.Length);
        Assert.Equal(63, network["Fault"].StateCount);
    }

    [SkippableFact]
    public void Read_AlarmAsPublished_IsNormalisedWithWarnings()
    {
        NetworkFile published = NetworkFiles.ReadAs(NetworkFormat.Bif, TestData.Require("networks/alarm.as-published.bif"), Options);
        BayesianNetwork normalised = NetworkFiles.ReadAs(NetworkFormat.Bif, TestData.Require("networks/alarm.bif"), Options).Network;
        Assert.NotEmpty(published.Warnings);
        Assert.All(published.Warnings, static w => Assert.Contains("divided by their sums", w.Message, StringComparison.Ordinal));
        foreach (ConditionalDistribution distribution in normalised.Distributions)
        {
            double[] expected = distribution.Table.ToArray();
            double[] actual = published.Network.Distributions[distribution.Variable.Index].Table.ToArray();
            Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        }
    }

    private static BayesianNetwork Read(string text) => NetworkFiles.ParseAs(NetworkFormat.Bif, text.ReplaceLineEndings("\n"), "rain.bif", Options).Network;
}

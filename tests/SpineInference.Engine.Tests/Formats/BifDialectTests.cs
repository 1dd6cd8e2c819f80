using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>What programs write as BIF beside the letter of its definition.</summary>
public sealed class BifDialectTests
{
    private const string Two = """
        network n { }
        variable a { type discrete [ 2 ] { t, f }; }
        probability ( a ) { table 0.2, 0.8; }
        // second part
        variable b { type discrete [ 2 ] { t, f }; } % the last of the variables
        # b, given a
        probability ( b | a ) { (t) 0.9, 0.1; (f) 0.3, 0.7; } // end
        """;

    // As R's bnlearn writes levels of cut(): bare, with what it thinks special replaced.
    private const string Ages = """
        network unknown {
        }
        variable age {
          type discrete [ 3 ] {[18_45], _45_90], very  old | 90+};
        }
        variable back pain {
          type discrete [ 2 ] {no, yes};
        }
        probability ( age ) {
          table 0.5, 0.4, 0.1;
        }
        probability ( back pain | age ) {
          ([18_45]) 0.7, 0.3;
          (_45_90]) 0.4, 0.6;
          (very  old | 90+) 0.2, 0.8;
        }
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Parse_AnyLineEnd_EndsACommentAndCountsALine(string lineEnd)
    {
        BayesianNetwork network = Read(Two.ReplaceLineEndings(lineEnd));
        Assert.Equal(["a", "b"], network.Variables.Select(static v => v.Name));
        Assert.Equal([0.9, 0.1, 0.3, 0.7], network.DistributionOf(network["b"]).Table.ToArray());
        string faulty = Two.Replace("0.3, 0.7", "0.3, 0.8", StringComparison.Ordinal);
        Fault fault = Assert.Single(Assert.Throws<NetworkFormatException>(() => Read(faulty.ReplaceLineEndings(lineEnd))).Faults);
        Assert.Equal((7, 39), (fault.Line, fault.Column));
    }

    [Fact]
    public void Parse_BareIntervalsAndSpaces_AreNames()
    {
        BayesianNetwork network = Read(Ages);
        Assert.Equal(["[18_45]", "_45_90]", "very  old | 90+"], network["age"].States.AsEnumerable());
        Assert.Equal([0.7, 0.3, 0.4, 0.6, 0.2, 0.8], network.DistributionOf(network["back pain"]).Table.ToArray());
    }

    [Theory]
    [InlineData("network", "NETWORK")]
    [InlineData("variable", "Variable")]
    [InlineData("probability", "PROBABILITY")]
    [InlineData("table", "TABLE")]
    [InlineData("type", "TYPE")]
    [InlineData("discrete", "DISCRETE")]
    public void Parse_KeywordInCapitals_IsAKeyword(string keyword, string capitals) =>
        TestNetworks.AssertSameTables(Read(Two), Read(Two.Replace(keyword, capitals, StringComparison.Ordinal)));

    [Fact]
    public void Parse_KeywordsAsNames_StayNames()
    {
        BayesianNetwork network = Read("""
            variable TABLE { type discrete [ 2 ] { DEFAULT, Type }; property x; }
            variable network { TYPE DISCRETE [ 2 ] { 50%, C#5 }; }
            probability ( TABLE | network ) { DEFAULT 0.5 0.5; (C#5) 0.25 0.75; }
            probability ( network ) { TABLE 0.1 0.9; }
            """);
        Assert.Equal(["50%", "C#5"], network["network"].States.AsEnumerable());
        Assert.Equal([0.5, 0.5, 0.25, 0.75], network.DistributionOf(network["TABLE"]).Table.ToArray());
        using var text = new StringWriter();
        BifWriter.Write(network, text);
        TestNetworks.AssertSameTables(network, Read(text.ToString()));
    }

    [Theory]
    [InlineData("{ t, f }; }", "{ t, f; }; }", "line 2, column 40: got ';'; expected a state's name or '}'.")]
    [InlineData("variable a {", "variable a, b {", "line 2, column 13: got 'b'; expected '{' after the name of one variable.")]
    [InlineData("( b | a )", "( b, a | a )", "line 7, column 18: got 'a'; expected '|' or ')' after the name of one variable.")]
    [InlineData("( b | a )", "( b | a c )", "line 7, column 21: variable 'c' is not declared. Did you mean 'a'?")]
    public void Parse_WhatOnlyLooksLikeADialect_IsAFault(string old, string replacement, string expected)
    {
        int at = Two.IndexOf(old, StringComparison.Ordinal);
        string text = string.Concat(Two.AsSpan(0, at), replacement, Two.AsSpan(at + old.Length)).ReplaceLineEndings("\n");
        Assert.Contains(expected, Assert.Throws<NetworkFormatException>(() => Read(text)).Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Parse_VeryLongListOfNames_TakesLinearTime()
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        string names = string.Concat(Enumerable.Repeat("a ", 500_000));
        foreach (string text in (string[])[$"probability ( {names}) {{ }}", $"variable a {{ type discrete [ 2 ] {{ {names} }}; }}", $"variable {names} {{ }}"])
        {
            Assert.Throws<NetworkFormatException>(() => Read(text));
        }

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [SkippableTheory]
    [InlineData("bif-cr-comment-drops-rest/net.bif", 2)]
    [InlineData("bif-bare-interval-states/ages.bif", 2)]
    [InlineData("rows-rounded-to-six-digits/thirds.bif", 1)]
    [InlineData("rows-rounded-to-six-digits/thirds.xdsl", 1)]
    [InlineData("xml-encoding-windows-1252/w.xdsl", 1)]
    [InlineData("xml-encoding-windows-1252/g.xml", 1)]
    public void Read_FileThatWasRefused_IsReadWhole(string file, int variables) =>
        Assert.Equal(variables, NetworkFiles.Read(TestData.Require(Path.Combine("faults", file)), Options).Network.Variables.Length);

    private static BayesianNetwork Read(string text) => NetworkFiles.ParseAs(NetworkFormat.Bif, text, "two.bif", Options).Network;
}

using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class HuginTests
{
    private const string Rain = """
        % a comment before all
        net
        {
            node_size = (80 40);
            name = "Wet grass";
            HR_Groups_GroupNames = "";
        }
        node rain { states = ("yes" "no"); label = "Rain; really? { }"; position = (25 275); }
        discrete node wind
        {
            subtype = number;
            state_values = (0 1.5 3);
            states = ("0" "1.5" "very \"high\"");   % states in quotes
        }
        node wet { states = (dry, damp); HR_LinkMode = "[rain:0]"; }
        potential (rain) { data = ( 0.2 0.8 ); }
        potential (wind | ) { data = (0.5 0.25 0.25); }
        potential (wet | rain wind)
        {
            model_nodes = (rain);
            model_data = ( if (rain == "yes", Distribution (0.1, 0.9), wind + 1) );
            data = ((( 0.1 0.9 )    %  yes  0
                     ( 0.2 0.8 )    %  yes  1.5
                     ( 0.3 0.7 ))
                    (( 0.4 0.6 )
                     ( 0.5 0.5 )
                     ( 1 0 )));
            experience = ( 10 );
        }
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Parse_UsualFile_IsUnderstood()
    {
        NetworkFile file = Read(Rain);
        Assert.Empty(file.Warnings);
        Assert.Equal("Wet grass", file.Network.Name);
        Assert.Equal(["rain", "wind", "wet"], file.Network.Variables.Select(static v => v.Name));
        Assert.Equal(["0", "1.5", "very \"high\""], file.Network["wind"].States.AsEnumerable());
        ConditionalDistribution wet = file.Network.DistributionOf(file.Network["wet"]);
        Assert.Equal("rain=yes, wind=1.5", wet.DescribeConfiguration(1));
        Assert.Equal([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5, 0.5, 1, 0], wet.Table.ToArray());
        Assert.All(file.Network.Rows, static r => Assert.Equal(10, r.EffectiveSampleSize));
    }

    [Fact]
    public void Parse_NamesWithArguments_AreNames()
    {
        // As UnBBayes writes what it makes of a class and its individuals.
        BayesianNetwork network = Read("""
            net { }
            node sick(patient1,day(2)) { states = ("yes" "no"); }
            node well { states = ("yes" "no"); }
            potential (sick(patient1,day(2))) { data = (0.2 0.8); }
            potential (well | sick(patient1,day(2))) { data = ((0.1 0.9)(0.7 0.3)); }
            """).Network;
        Assert.Equal(["sick(patient1,day(2))", "well"], network.Variables.Select(static v => v.Name));
        Assert.Equal([0.1, 0.9, 0.7, 0.3], network.DistributionOf(network["well"]).Table.ToArray());
    }

    [Fact]
    public void Parse_ClassWithoutInstances_IsANetwork()
    {
        NetworkFile file = Read("""
            class Rain
            {
                inputs = ();
                outputs = (rain);
                node rain { states = ("yes" "no"); }
                potential (rain) { data = (0.2 0.8); }
            }
            """);
        Assert.Equal("Rain", file.Network.Name);
        Assert.Equal([0.2, 0.8], file.Network.DistributionOf(file.Network["rain"]).Table.ToArray());
    }

    [Theory]
    [InlineData("( 0.2 0.8 )", "( 0.2 0.7 )", "line 16, column 29: rain: the row sums to 0.8999999999999999; expected 1 ± 0.005. Got yes 0.2, no 0.7.")]
    [InlineData("( 0.5 0.5 )", "( 0.5 0.6 )", "line 26, column 16: wet | rain=no, wind=1.5: the row sums to 1.1; expected 1 ± 0.005. Got dry 0.5, damp 0.6.")]
    [InlineData("( 0.2 0.8 )", "( 0.2 x )", "line 16, column 33: got 'x' in the data of 'rain'; expected a number.")]
    [InlineData("( 0.2 0.8 )", "( 0.2 )", "line 16, column 20: the data of 'rain' has 1 numbers; expected 2: 2 state(s) × 1 configuration(s) of parents.")]
    [InlineData("data = ( 0.2 0.8 ); ", "", "line 16, column 1: the potential of 'rain' has no data; expected 'data = ( … );'.")]
    [InlineData("data = ( 0.2 0.8 ); ", "model_data = ( NoisyOR (x) ); ", "line 16, column 1: the potential of 'rain' is given by an expression (model_data), which is not computed here; save the network with its tables (data).")]
    [InlineData("(wet | rain wind)", "(wet rain | wind)", "line 18, column 1: a potential of 2 nodes together; expected one node, its parents after '|'.")]
    [InlineData("(wet | rain wind)", "(wet | rain wnd)", "line 18, column 23: variable 'wnd' is not declared. Did you mean 'wind'?")]
    [InlineData("(wet | rain wind)", "wet", "line 18, column 1: expected 'potential ( node | parent parent )'.")]
    [InlineData("potential (rain) { data = ( 0.2 0.8 ); }", "", "line 8, column 6: variable 'rain' has no probabilities; every variable needs its distribution.")]
    [InlineData("states = (\"yes\" \"no\");", "", "line 8, column 1: node 'rain' has no states; expected 'states = (\"…\" \"…\");'.")]
    [InlineData("states = (\"yes\" \"no\");", "states = (\"yes\" \"no\")", "line 8, column 41: the value of 'states' does not end: got '='; expected ';'.")]
    [InlineData("( 0.2 0.8 )", "( 0.2 0.8 ", "line 16, column 37: the value of 'data' does not end: got ';'; expected ')'.")]
    [InlineData("( 0.2 0.8 )", "0.2 0.8 )", "line 16, column 35: got ')' in the value of 'data', but no '(' is open.")]
    [InlineData("node rain", "knot rain", "line 8, column 1: got 'knot'; expected a block: net, node or potential.")]
    [InlineData("node rain", "node wet", "line 15, column 6: variable 'wet' is declared twice, first at line 8; rename or remove one.")]
    [InlineData("experience = ( 10 );\n}", "experience = ( 10 );", "line 18, column 1: a block begins here and never ends; expected '}'.")]
    public void Parse_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        string text = Rain.ReplaceLineEndings("\n");
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length))));
        Assert.Contains(expected, exception.Faults.Select(static f => f.ToString()));
        Assert.InRange(exception.Faults.Length, 1, 3);
    }

    [Fact]
    public void Parse_SeveralFaults_ReportsAllInOrder()
    {
        string text = Rain.ReplaceLineEndings("\n").Replace("( 0.2 0.8 );", "( 0.2 0.9 );", StringComparison.Ordinal)
            .Replace("(0.5 0.25 0.25)", "(0.5 0.25)", StringComparison.Ordinal).Replace("( 0.4 0.6 )", "( -0.4 1.4 )", StringComparison.Ordinal);
        Assert.Equal([16, 17, 25], Assert.Throws<NetworkFormatException>(() => Read(text)).Faults.Select(static f => f.Line));
    }

    [Fact]
    public void Parse_DeepBlocks_AreRefused() =>
        Assert.Contains("nested more than 32 deep", Assert.Throws<NetworkFormatException>(() => Read(string.Concat(Enumerable.Repeat("class a {", 100_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_EveryFeature_ReadsBackToTheLastBit()
    {
        BayesianNetwork network = TestNetworks.Featured();
        string text = Write(network);
        BayesianNetwork again = Read(text).Network;
        Assert.Equal(network.Name, again.Name);
        TestNetworks.AssertSameTables(network, again);

        // One parenthesis for each parent and one for the row, as Hugin has them.
        Assert.Contains("potential (film | age_group number)\n{\n    data = (((0.2 0.3 0.5)\n            (0.2 0.3 0.5))\n            ((0.2 0.3 0.5)\n            (0 1 0))\n", text, StringComparison.Ordinal);
    }

    [Property(MaxTest = 100)]
    public void Write_RandomNetwork_ReadsBackToTheLastBit(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        TestNetworks.AssertSameTables(network, Read(Write(network)).Network);
    }

    [Fact]
    public void Write_KeywordsAndEqualIdentifiers_StayApart()
    {
        var builder = new BayesianNetworkBuilder("");
        foreach (string name in (string[])["node", "a b", "a_b", "a%b", "5"])
        {
            builder.SetTable(builder.AddVariable(name, "x", "100% \"y\""), [], [0.5, 0.5], 1);
        }

        BayesianNetwork network = builder.Build();
        TestNetworks.AssertSameTables(network, Read(Write(network)).Network);
    }

    private static string Write(BayesianNetwork network)
    {
        using var text = new StringWriter();
        HuginWriter.Write(network, text);
        return text.ToString();
    }

    private static NetworkFile Read(string text) => NetworkFiles.ParseAs(NetworkFormat.Hugin, text, "rain.net", Options);
}

using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class NeticaTests
{
    private const string Rain = """
        // ~->[DNET-1]->~
        /* A file as Netica lays it out. */
        bnet Wet_grass {
        autoupdate = TRUE;
        comment = "Several lines, \
            with \"quotes\"; and { braces }.";
        visual V1 {
            nodefont = font {shape= "Arial"; size= 9;};
            NodeSet Node {BuiltIn = 1; Color = 0x00e1e1e1;};
            };
        node TITLE1 { kind = CONSTANT; discrete = TRUE; title = "only a text"; };
        node rain {
            kind = NATURE;
            discrete = TRUE;
            chance = CHANCE;
            states = (yes, no);
            parents = ();
            probs =
                // yes          no
                  (0.2,         0.8);
            evidence = yes;
            belief = (1, 0);
            visual V1 { center = (18, 30); };
            };
        node wind { kind = NATURE; discrete = FALSE; chance = CHANCE; levels = (0, 1.5, 3, INFINITY); parents = (); probs = (0.5, 0.25, 0.25); };
        node wet {
            kind = NATURE;
            discrete = TRUE;
            chance = CHANCE;
            numstates = 2;
            inputs = (, W);
            parents = (rain, wind);
            probs =
                // state0       state1        // rain  wind
                (((0.1,         0.9),         // yes   0 to 1.5
                  (0.2,         0.8),         // yes   1.5 to 3
                  (0.3,         0.7)),
                 ((0.4,         0.6),
                  (0.5,         0.5),
                  (#0)));
            };
        node alarm { kind = NATURE; discrete = TRUE; chance = DETERMIN; states = (off, on); levels = (0, 10); parents = (wind); functable = (off, 10, #0); };
        ElimOrder = (rain, wind, wet, alarm);
        };
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Parse_UsualFile_IsUnderstood()
    {
        NetworkFile file = Read(Rain);
        BayesianNetwork network = file.Network;
        Assert.Equal("Wet_grass", network.Name);
        Assert.Equal(["rain", "wind", "wet", "alarm"], network.Variables.Select(static v => v.Name));
        Assert.Equal(["0 to 1.5", "1.5 to 3", "3 to INFINITY"], network["wind"].States.AsEnumerable());
        Assert.Equal(["state0", "state1"], network["wet"].States.AsEnumerable());
        Assert.Equal([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5, 0.5, 1, 0], network.DistributionOf(network["wet"]).Table.ToArray());
        ConditionalDistribution alarm = network.DistributionOf(network["alarm"]);
        Assert.Equal([1, 0, 0, 1, 1, 0], alarm.Table.ToArray());
        Assert.All(alarm.Rows, static r => Assert.True(r.IsDefinition));
        Assert.Equal("line 12, column 1: rain: the finding 'yes' that the file holds is no part of the network; give it as evidence.", Assert.Single(file.Warnings).ToString());
    }

    [Theory]
    [InlineData("(yes, no)", "()", "statetitles = (\"it rains\", \"it does not\");", new[] { "it rains", "it does not" })]
    [InlineData("states = (yes, no)", "levels = (0, 10)", "", new[] { "0", "10" })]
    public void Parse_NodeWithoutStates_IsNamedByWhatItHas(string old, string replacement, string more, string[] expected)
    {
        NetworkFile file = Read(Rain.Replace("kind = NATURE;\n    discrete = TRUE;\n    chance = CHANCE;\n    states", $"kind = NATURE; {more} discrete = TRUE; chance = CHANCE; states", StringComparison.Ordinal)
            .Replace(old, replacement, StringComparison.Ordinal));
        Assert.Equal(expected, file.Network["rain"].States.AsEnumerable());
    }

    [Fact]
    public void Parse_ImpossibleConfiguration_IsUniformWithAWarning()
    {
        NetworkFile file = Read(Rain.Replace("(0.4,         0.6)", "(@imposs,     @imposs)", StringComparison.Ordinal));
        Assert.Equal([0.5, 0.5], file.Network.DistributionOf(file.Network["wet"]).Table.Slice(6, 2).ToArray());
        Assert.Contains("wet: 1 row(s), the first here, are said to be of impossible configurations (@imposs)", file.Warnings[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(0.5, 0.25, 0.25)", "(0.5, 0.25, 0.35)", "line 25, column 118: wind: the row sums to 1.1; expected 1 ± 0.005. Got 0 to 1.5 0.5, 1.5 to 3 0.25, 3 to INFINITY 0.35.")]
    [InlineData("(0.5,         0.5)", "(@undef)", "line 39, column 12: got '@undef' in the table of 'wet'; expected a number, or a state such as #0 for a whole row.")]
    [InlineData("(0.5,         0.5)", "(@imposs, 0.6)", "line 39, column 12: wet | rain=no, wind=1.5 to 3: the row sums to 1.1; expected 1 ± 0.005. Got state0 0.5, state1 0.6.")]
    [InlineData("(#0)));", "(#2)));", "line 40, column 12: got '#2' in the table of 'wet'; expected a number, or a state such as #0 for a whole row.")]
    [InlineData("(0.3,         0.7)),", "),", "line 33, column 5: the table of 'wet' has 10 numbers; expected 12: 2 state(s) × 6 configuration(s) of parents.")]
    [InlineData("(off, 10, #0)", "(off, 11, #0)", "line 42, column 139: '11' is no state of 'alarm'. Did you mean 'on'?")]
    [InlineData("(off, 10, #0)", "(off, 10)", "line 42, column 121: the function of 'alarm' names 2 state(s); expected 3, one for each configuration of its parents.")]
    [InlineData("parents = (rain, wind)", "parents = (rain, wnd)", "line 32, column 22: variable 'wnd' is not declared. Did you mean 'wind'?")]
    [InlineData("parents = (rain, wind)", "parents = (rain, TITLE1)", "line 32, column 22: 'TITLE1', a parent of 'wet', is a constant; only discrete nodes can be parents.")]
    [InlineData("functable = (off, 10, #0);", "equation = \"alarm (wind) = 1\";", "line 42, column 1: node 'alarm' has no table; expected 'probs = ( … );' or 'functable = ( … );'. An equation alone is not computed here.")]
    [InlineData("numstates = 2;", "numstates = 2000000000;", "line 30, column 17: got '2000000000'; expected a number of states, at most 10000 (FormatLimits.States).")]
    [InlineData("bnet Wet_grass", "net Wet_grass", "line 1, column 1: the file has no block 'bnet NAME { … }', the root of Netica's format.")]
    public void Parse_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        string text = Rain.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        string[] faults = [.. Assert.Throws<NetworkFormatException>(() => Read(text.Replace(old, replacement, StringComparison.Ordinal))).Faults.Select(static f => f.ToString())];
        Assert.True(faults.Contains(expected), string.Join('\n', faults));
        Assert.Single(faults);
    }

    private static NetworkFile Read(string text) => NetworkFiles.ParseAs(NetworkFormat.Netica, text.ReplaceLineEndings("\n"), "rain.dne", Options);
}

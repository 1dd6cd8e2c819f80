using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>Nodes that no Bayesian network of discrete variables has: each is refused once, by name, and nothing untrue is said beside it.</summary>
public sealed class InfluenceDiagramTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    public static TheoryData<string, string[]> Diagrams => new()
    {
        {
            """
            <smile version="1.0" id="n"><nodes>
            <decision id="d"><state id="go"/><state id="stay"/></decision>
            <cpt id="b"><state id="t"/><state id="f"/><parents>d</parents><probabilities>0.9 0.1 0.3 0.7</probabilities></cpt>
            <cpt id="c"><state id="t"/><state id="f"/><parents>b</parents><probabilities>0.9 0.1 0.3 0.7</probabilities></cpt>
            <utility id="u"><parents>d b</parents><utilities>1 2 3 4</utilities></utility>
            <mau id="m"><parents>u</parents><weights>1</weights></mau>
            <equation id="e"><definition>e=b</definition></equation>
            </nodes></smile>
            """,
            ["2:d:decision", "5:u:utility", "6:m:mau", "7:e:equation"]
        },
        {
            """
            <BIF VERSION="0.3"><NETWORK><NAME>n</NAME>
            <VARIABLE TYPE="decision"><NAME>d</NAME><OUTCOME>x</OUTCOME></VARIABLE>
            <VARIABLE TYPE="nature"><NAME>b</NAME><OUTCOME>t</OUTCOME><OUTCOME>f</OUTCOME></VARIABLE>
            <VARIABLE TYPE="UTILITY"><NAME>u</NAME></VARIABLE>
            <DEFINITION><FOR>b</FOR><GIVEN>d</GIVEN><TABLE>0.9 0.1</TABLE></DEFINITION>
            <DEFINITION><FOR>u</FOR><GIVEN>d</GIVEN><GIVEN>b</GIVEN><TABLE>5 -1</TABLE></DEFINITION>
            <DEFINITION><FOR>d</FOR></DEFINITION>
            </NETWORK></BIF>
            """,
            ["2:d:decision", "4:u:utility"]
        },
        {
            """
            net { }
            decision d { states = ("go" "stay"); }
            node b { states = ("t" "f"); }
            utility u { }
            continuous node c { }
            function node f { }
            discrete decision e { states = ("x"); }
            potential ( b | d ) { data = (( 0.9 0.1 )( 0.3 0.7 )); }
            potential ( u | d b ) { data = (( 5 -1 )( 0 3 )); }
            potential ( c | b ) { data = ( normal ( 0, 1 ) normal ( 1, 1 ) ); }
            potential ( f | u ) { }
            potential ( d | ) { }
            """,
            ["2:d:decision", "4:u:utility", "5:c:continuous", "6:f:function", "7:e:decision"]
        },
        {
            """
            bnet n {
            node d { kind = DECISION; discrete = TRUE; states = (go, stay); parents = (); };
            node b { kind = NATURE; discrete = TRUE; states = (t, f); parents = (d); probs = ((0.9, 0.1), (0.3, 0.7)); };
            node u { kind = UTILITY; discrete = FALSE; parents = (d, b); functable = ((5, -1), (0, 3)); };
            node c { kind = NATURE; discrete = FALSE; parents = (b); equation = "c (b) = 3"; };
            node a { kind = ASSUME; discrete = TRUE; states = (t, f); parents = (); probs = (0.5, 0.5); };
            node TITLE1 { kind = CONSTANT; discrete = TRUE; title = "only a text"; };
            };
            """,
            ["2:d:decision", "4:u:utility", "5:c:continuous", "6:a:assume"]
        },
        {
            """
            <x:XMLBIF version="0.6" xmlns:x="y"><x:network><x:variables>
            <x:variable type="Decision" name="d"><x:state name="go"/></x:variable>
            <x:variable type="DiscreteProbabilistic" name="b"><x:state name="t"/><x:state name="f"/></x:variable>
            <x:variable type="Utility" name="u"><x:state name="Utility"/></x:variable>
            <x:variable type="ContinuousProbabilistic" name="c"/>
            </x:variables><x:conditionalDistributionSet>
            <x:conditionalDistribution><x:owner name="d"/></x:conditionalDistribution>
            <x:conditionalDistribution><x:owner name="b"/><x:parents><x:parent index="0" name="d"/></x:parents><x:CPT/></x:conditionalDistribution>
            </x:conditionalDistributionSet></x:network></x:XMLBIF>
            """,
            ["2:d:decision", "4:u:utility", "5:c:continuous"]
        },
        {
            """
            network n { }
            decision d { type discrete [ 2 ] { go, stay }; }
            utility u { }
            variable b { type discrete [ 2 ] { t, f }; }
            probability ( b | d ) { (go) 0.9, 0.1; (stay) 0.3, 0.7; }
            probability ( u | d ) { (go) 5; (stay) 4; }
            """,
            ["2:d:decision", "3:u:utility"]
        },
    };

    public static TheoryData<string, string> Dynamic => new()
    {
        {
            """
            <smile version="1.0" id="n"><nodes><cpt id="a"><state id="t"/><state id="f"/><parents>none</parents></cpt></nodes>
            <dynamic numslices="5"><cpt id="a" order="1"/></dynamic></smile>
            """,
            "line 2, column 1: the network is dynamic (unrolled over time); only static networks are supported."
        },
        {
            "<smile version=\"1.0\" id=\"n\"><nodes><cpt id=\"a\" dynamic=\"plate\"><state id=\"t\"/></cpt></nodes></smile>",
            "line 1, column 36: the network is dynamic (unrolled over time); only static networks are supported."
        },
        {
            "bnet n { node a { kind = NATURE; discrete = TRUE; states = (t, f);\nparents = (a); delays = (1); probs = (0.5); }; };",
            "line 2, column 16: the network is dynamic (it has time delays); only static networks are supported."
        },
        {
            "class c { node a { states = (\"t\"); }\ntemporal node b { states = (\"t\"); }\npotential ( a | b ) { data = ((1)); } potential ( b ) { data = (1); } }",
            "line 2, column 1: node 'b' is of kind 'temporal': the network is dynamic (unrolled over time), and only static networks are supported."
        },
        {
            "class c { node a { states = (\"t\"); }\ninstance i : other (x = a; b = y) { }\npotential ( a ) { data = (1); } }",
            "line 2, column 1: node 'i' is of kind 'instance': the network is built of others, and only whole networks are supported; unfold it first."
        },
        { "MARKOV 2 2 2 1 2 0 1 4 1 2 3 4", "line 1, column 1: the file is a Markov network (MARKOV), whose factors are no probabilities; only Bayesian networks (BAYES) are supported." },
    };

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Read_NodesOfOtherKinds_AreRefusedOnceEach(string text, string[] expected)
    {
        Fault[] faults = [.. Faults(text)];
        Assert.Equal(expected, faults.Select(static f => $"{f.Line}:{string.Join(':', f.Message.Split('\'').Where(static (_, i) => i is 1 or 3))}"));
    }

    [Theory]
    [MemberData(nameof(Dynamic))]
    public void Read_NetworkOfAnotherKind_IsRefusedOnce(string text, string expected) => Assert.Equal([expected], Faults(text).Select(static f => f.ToString()));

    [SkippableFact]
    public void Read_DecisionThatMisled_IsOneFault() =>
        Assert.Contains(
            "node 'd' is of kind 'decision'",
            Assert.Single(Assert.Throws<NetworkFormatException>(() => NetworkFiles.Read(TestData.Require("faults/xdsl-decision-misleading/d.xdsl"), Options)).Faults).Message,
            StringComparison.Ordinal);

    private static ImmutableArray<Fault> Faults(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), text.ReplaceLineEndings("\n"));
        return Assert.Throws<NetworkFormatException>(() => NetworkFiles.Read(folder.File("a"), Options)).Faults;
    }
}

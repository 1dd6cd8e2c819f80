using System.Text;
using System.Xml.Linq;
using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class XdslTests
{
    private const string Fever = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <smile version="1.0" id="Fever" numsamples="1000">
          <nodes>
            <cpt id="Flu"><state id="severe" /><state id="mild" /><state id="none" /><probabilities>0.05 0.15 0.8</probabilities></cpt>
            <cpt id="Cold" diagtype="target"><state id="absent" label="x" /><state id="present" /><probabilities>0.7 0.3</probabilities>
              <property id="literature">of no interest</property></cpt>
            <noisymax id="Temperature">
              <state id="high" /><state id="raised" /><state id="normal" />
              <parents>Flu Cold</parents>
              <strengths>0 1 2 1 0</strengths>
              <parameters>0.6 0.3 0.1  0.2 0.5 0.3  0 0 1   0.05 0.25 0.7  0 0 1   0.01 0.02 0.97</parameters>
            </noisymax>
            <deterministic id="Bed"><state id="stay" /><state id="rise" />
              <parents>Temperature Cold</parents>
              <resultingstates>stay stay rise stay rise rise</resultingstates></deterministic>
            <cpt id="Doctor"><state id="called" /><state id="not" /><parents>Temperature</parents>
              <probabilities>0.9 0.1 0.4 0.6 0.05 0.95</probabilities></cpt>
          </nodes>
          <extensions><genie version="1.0" app="GeNIe" name="A fever"><node id="Flu"><name>Influenza</name></node><textbox><caption>c</caption></textbox></genie></extensions>
        </smile>
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Read_NoisyMax_HasTheNeutralStateFirst()
    {
        BayesianNetwork network = Read(Fever).Network;
        Assert.Equal("A fever", network.Name);
        Assert.Equal(["normal", "raised", "high"], network["Temperature"].States.AsEnumerable());
        var noisyMax = Assert.IsType<NoisyMax>(network.DistributionOf(network["Temperature"]));
        Assert.Equal(3, noisyMax.Contributors.Length);
        Assert.Equal([0.1, 0.3, 0.6], noisyMax.Contributors[0].RowOfConfiguration[0]!.Probabilities.AsEnumerable());
        Assert.Null(noisyMax.Contributors[0].RowOfConfiguration[2]);

        // The strengths of Cold are 1 0: its first column is that of its second state, present.
        Assert.Null(noisyMax.Contributors[1].RowOfConfiguration[0]);
        Assert.Equal([0.7, 0.25, 0.05], noisyMax.Contributors[1].RowOfConfiguration[1]!.Probabilities.AsEnumerable());
        Assert.Equal([0.97, 0.02, 0.01], noisyMax.Contributors[2].RowOfConfiguration[0]!.Probabilities.AsEnumerable());

        // Flu mild, cold present: P(normal) = 0.3 × 0.7 × 0.97, P(at most raised) = 0.8 × 0.95 × 0.99.
        double[] row = noisyMax.Table.Slice(3 * 3, 3).ToArray();
        Assert.Equal(0.3 * 0.7 * 0.97, row[0], 1e-15);
        Assert.Equal((0.8 * 0.95 * 0.99) - (0.3 * 0.7 * 0.97), row[1], 1e-15);
    }

    [Fact]
    public void Read_ChildOfANoisyMax_FollowsItsTurnedStates()
    {
        BayesianNetwork network = Read(Fever).Network;
        Assert.Equal([0.05, 0.95, 0.4, 0.6, 0.9, 0.1], network.DistributionOf(network["Doctor"]).Table.ToArray());
        ConditionalDistribution bed = network.DistributionOf(network["Bed"]);
        Assert.Equal("Temperature=normal, Cold=absent", bed.DescribeConfiguration(0));
        Assert.Equal([0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0], bed.Table.ToArray());
        Assert.All(bed.Rows, static r => Assert.True(r.IsDefinition));
        Assert.All(network.DistributionOf(network["Doctor"]).Rows, static r => Assert.Equal(10, r.EffectiveSampleSize));
    }

    [Theory]
    [InlineData("0.05 0.15 0.8", "0.05 0.15 0.9", "line 4, column 78: Flu: the row sums to 1.1; expected 1 ± 0.005. Got severe 0.05, mild 0.15, none 0.9.")]
    [InlineData("<strengths>0 1 2 1 0<", "<strengths>0 1 1 1 0<", "line 10, column 7: the strengths of 'Temperature' are not, for each parent, its states' numbers from 0 in some order; expected 5 numbers in all.")]
    [InlineData("0 0 1   0.05", "0 0.1 0.9   0.05", "line 11, column 7: in the noisy-MAX of 'Temperature', the last column of parent 'Flu' is not 0, …, 0, 1; its weakest state must be neutral.")]
    [InlineData("0.01 0.02 0.97", "", "line 11, column 7: the noisy-MAX of 'Temperature' has 15 parameters; expected 18: 3 state(s) × 6 columns, one for each state of each parent and one for the leak.")]
    [InlineData("0.6 0.3 0.1", "0.6 0.3 0.2", "line 11, column 7: Temperature/Flu=severe: the row sums to 1.1; expected 1 ± 0.005. Got normal 0.2, raised 0.3, high 0.6.")]
    [InlineData("<parents>Flu Cold<", "<parents>Flu Cald<", "line 9, column 7: node 'Cald', a parent of 'Temperature', does not exist. Did you mean 'Cold'?")]
    [InlineData("rise rise<", "rise ries<", "line 15, column 7: 'ries' is no state of node 'Bed'. Did you mean 'rise'?")]
    [InlineData("rise rise<", "rise<", "line 15, column 7: the function of 'Bed' names 5 state(s); expected 6, one for each configuration of its parents.")]
    [InlineData("<cpt id=\"Doctor\">", "<cpt>", "line 16, column 5: <cpt> has no id; expected id=\"…\".")]
    [InlineData("<cpt id=\"Doctor\">", "<cpt id=\"Flu\">", "line 16, column 5: variable 'Flu' is declared twice, first at line 4; rename or remove one.")]
    [InlineData("</nodes>", "<utility id=\"U\"/></nodes>", "line 18, column 3: node 'U' is of kind 'utility': the file is an influence diagram, and only Bayesian networks are supported; remove its decisions and utilities (of XDSL, <cpt>, <deterministic> and <noisymax>).")]
    [InlineData("</nodes>", "</nodes><dynamic/>", "line 18, column 11: the network is dynamic (unrolled over time); only static networks are supported.")]
    public void Read_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        Assert.Contains(old, Fever, StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(Fever.ReplaceLineEndings("\n").Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Contains(expected, exception.Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Write_NoisyMax_KeepsItsColumns()
    {
        BayesianNetwork network = Read(Fever).Network;
        string text = Write(network);
        XElement node = Assert.Single(XDocument.Parse(text).Descendants("noisymax"));
        Assert.Equal("high raised normal", string.Join(' ', node.Elements("state").Select(static s => s.Attribute("id")!.Value)));

        // Each parent's strongest state first and its silent one last; the columns with the child's strongest state first.
        Assert.Equal("1 0 2 1 0", node.Element("strengths")!.Value);
        Assert.Equal("0.2 0.5 0.3 0.6 0.3 0.1 0 0 1 0.05 0.25 0.7 0 0 1 0.01 0.02 0.97", node.Element("parameters")!.Value);
        Assert.Single(XDocument.Parse(text).Descendants("deterministic"));
        BayesianNetwork again = Read(text).Network;
        AssertSame(network, again);
        Assert.IsType<NoisyMax>(again.DistributionOf(again["Temperature"]));
        Assert.All(again.DistributionOf(again["Bed"]).Rows, static r => Assert.True(r.IsDefinition));
    }

    [Fact]
    public void Write_NoisyMaxXdslCannotExpress_IsATable()
    {
        var builder = new BayesianNetworkBuilder("both");
        Variable a = builder.AddVariable("a", "no", "yes");
        Variable b = builder.AddVariable("b", "no", "yes");
        Variable c = builder.AddVariable("c", "no", "yes");
        builder.SetTable(a, [], [0.5, 0.5], 1);
        builder.SetTable(b, [], [0.5, 0.5], 1);
        int row = builder.AddRow("row", [0.25, 0.75], 1);
        builder.SetNoisyMax(c, [a, b], [new NoisyMaxContributorDraft([0, 1], [-1, row, row, row])]);
        BayesianNetwork network = builder.Build();
        Assert.Empty(XDocument.Parse(Write(network)).Descendants("noisymax"));
        AssertSame(network, Read(Write(network)).Network);
    }

    [Fact]
    public void Write_NamesThatAreNoIds_AreKeptBesideIds()
    {
        BayesianNetwork network = TestNetworks.Featured();
        string text = Write(network);
        Assert.All(
            XDocument.Parse(text).Descendants().Where(static e => e.Parent?.Name == "nodes" || e.Name == "state").Select(static e => e.Attribute("id")!.Value),
            static id => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", id));
        BayesianNetwork again = Read(text).Network;
        Assert.Equal(network.Name, again.Name);
        AssertSame(network, again);
    }

    [Property(MaxTest = 200)]
    public void Write_RandomNetwork_ReadsBackToTheLastBit(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        BayesianNetwork again = Read(Write(network)).Network;
        AssertSame(network, again);
        Assert.All(again.Distributions, d => Assert.Equal(network.DistributionOf(network[d.Variable.Name]).GetType(), d.GetType()));
    }

    // The file lists parents before children, so that variables may come back in another order.
    private static void AssertSame(BayesianNetwork expected, BayesianNetwork actual)
    {
        Assert.Equal(expected.TopologicalOrder.Select(static v => v.Name), actual.Variables.Select(static v => v.Name));
        foreach (Variable variable in expected.Variables)
        {
            ConditionalDistribution e = expected.DistributionOf(variable);
            ConditionalDistribution a = actual.DistributionOf(actual[variable.Name]);
            Assert.Equal(variable.States.AsEnumerable(), a.Variable.States.AsEnumerable());
            Assert.Equal(e.Parents.Select(static p => p.Name), a.Parents.Select(static p => p.Name));
            Assert.Equal(e.Table.ToArray(), a.Table.ToArray());
        }
    }

    private static string Write(BayesianNetwork network)
    {
        using var stream = new MemoryStream();
        XdslWriter.Write(network, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static NetworkFile Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return NetworkFiles.ReadAs(NetworkFormat.Xdsl, stream, "fever.xdsl", Options);
    }
}

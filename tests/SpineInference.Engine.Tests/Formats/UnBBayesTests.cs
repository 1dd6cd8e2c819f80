using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>The XML dialects of UnBBayes, which an XMLBIF file may be in.</summary>
public sealed class UnBBayesTests
{
    private const string First = """
        <?xml version='1.0' encoding='US-ASCII'?>
        <m:BIF VERSION="0" xmlns:m="http://localhost/xml/model.xsd">
        <m:HEADER><m:NAME>wet</m:NAME><m:VERSION>1</m:VERSION></m:HEADER>
        <m:HIERARCHY><m:ROOT NAME="root"/></m:HIERARCHY>
        <m:NETWORK><m:VARIABLES>
        <m:VAR TYPE="discrete" NAME="rain"><m:LABEL>It rains</m:LABEL><m:STATENAME>yes</m:STATENAME><m:STATENAME>no</m:STATENAME></m:VAR>
        <m:VAR TYPE="discrete" NAME="wind"><m:STATENAME>0</m:STATENAME><m:STATENAME>1</m:STATENAME><m:STATENAME>2</m:STATENAME></m:VAR>
        <m:VAR TYPE="discrete" NAME="wet"><m:STATENAME>dry</m:STATENAME><m:STATENAME>damp</m:STATENAME></m:VAR>
        </m:VARIABLES><m:STRUCTURE><m:ARC CHILD="wet" PARENT="rain"/><m:ARC CHILD="wet" PARENT="wind"/></m:STRUCTURE><m:POTENTIAL>
        <m:POT><m:PRIVATE NAME="rain"/><m:CONDSET/><m:DPIS><m:DPI INDEXES="0">0.2</m:DPI><m:DPI INDEXES="0">0.8</m:DPI></m:DPIS></m:POT>
        <m:POT><m:PRIVATE NAME="wind"/><m:DPIS><m:DPI>0.5</m:DPI><m:DPI>0.25</m:DPI><m:DPI>0.25</m:DPI></m:DPIS></m:POT>
        <m:POT><m:PRIVATE NAME="wet"/><m:CONDSET><m:CONDLEM NAME="rain"/><m:CONDLEM NAME="wind"/></m:CONDSET>
        <m:DPIS><m:DPI>0.1</m:DPI><m:DPI>0.9</m:DPI><m:DPI>0.4</m:DPI><m:DPI>0.6</m:DPI><m:DPI>0.2</m:DPI><m:DPI>0.8</m:DPI>
        <m:DPI>0.5</m:DPI><m:DPI>0.5</m:DPI><m:DPI>0.3</m:DPI><m:DPI>0.7</m:DPI><m:DPI>1</m:DPI><m:DPI>0</m:DPI></m:DPIS></m:POT>
        </m:POTENTIAL></m:NETWORK></m:BIF>
        """;

    private const string Later = """
        <x:XMLBIF version="0.6" xmlns:x="http://unbbayes.sourceforge.net/xml/XMLBIF_0_6.xsd"><x:header><x:name>wet</x:name></x:header>
        <x:network><x:variables>
        <x:variable type="DiscreteProbabilistic" name="rain"><x:description>d</x:description><x:state name="yes"/><x:state name="no"/></x:variable>
        <x:variable type="DiscreteProbabilistic" name="wind"><x:state name="0"/><x:state name="1"/><x:state name="2"/></x:variable>
        <x:variable type="DiscreteProbabilistic" name="wet"><x:state name="dry"/><x:state name="damp"/></x:variable>
        </x:variables><x:structure><x:edge child="wet" parent="rain"/></x:structure><x:conditionalDistributionSet>
        <x:conditionalDistribution type="Discrete"><x:owner name="rain"/><x:CPT><x:d index="1">0.8</x:d><x:d index="0">0.2</x:d></x:CPT></x:conditionalDistribution>
        <x:conditionalDistribution type="Discrete"><x:owner name="wind"/><x:CPT><x:d index="0">0.5</x:d><x:d index="1">0.25</x:d><x:d index="2">0.25</x:d></x:CPT></x:conditionalDistribution>
        <x:conditionalDistribution type="Discrete"><x:owner name="wet"/><x:parents><x:parent index="1" name="wind"/><x:parent index="0" name="rain"/></x:parents><x:CPT>
        <x:d index="0">0.1</x:d><x:d index="1">0.9</x:d><x:d index="2">0.4</x:d><x:d index="3">0.6</x:d><x:d index="4">0.2</x:d><x:d index="5">0.8</x:d>
        <x:d index="6">0.5</x:d><x:d index="7">0.5</x:d><x:d index="8">0.3</x:d><x:d index="9">0.7</x:d><x:d index="10">1</x:d><x:d index="11">0</x:d></x:CPT></x:conditionalDistribution>
        </x:conditionalDistributionSet></x:network></x:XMLBIF>
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Theory]
    [InlineData(First)]
    [InlineData(Later)]
    public void Read_EitherDialect_HasTheFirstParentFastest(string text)
    {
        BayesianNetwork network = Read(text);
        Assert.Equal("wet", network.Name);
        Assert.Equal(["yes", "no"], network["rain"].States.AsEnumerable());
        ConditionalDistribution wet = network.DistributionOf(network["wet"]);
        Assert.Equal("rain=yes, wind=1", wet.DescribeConfiguration(1));
        Assert.Equal([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5, 0.5, 1, 0], wet.Table.ToArray());
    }

    [Theory]
    [InlineData(First, "<m:DPI>1</m:DPI>", "", "line 13, column 1: the table of 'wet' has 11 numbers; expected 12: 2 state(s) × 6 configuration(s) of parents.")]
    [InlineData(First, "NAME=\"wind\"/></m:CONDSET>", "NAME=\"wnd\"/></m:CONDSET>", "line 12, column 66: variable 'wnd' is not declared. Did you mean 'wind'?")]
    [InlineData(Later, "<x:state name=\"dry\"/><x:state name=\"damp\"/>", "", "line 5, column 1: variable 'wet' has no <state>; expected one for each state.")]
    [InlineData(Later, "<x:d index=\"1\">0.8</x:d>", "<x:d index=\"1\">0.9</x:d>", "line 7, column 66: rain: the row sums to 1.1; expected 1 ± 0.005. Got yes 0.2, no 0.9.")]
    public void Read_Fault_IsReportedWithItsPlace(string text, string old, string replacement, string expected)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        string changed = string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length)).ReplaceLineEndings("\n");
        string[] faults = [.. Assert.Throws<NetworkFormatException>(() => Read(changed)).Faults.Select(static f => f.ToString())];
        Assert.True(faults.SequenceEqual([expected]), string.Join('\n', faults));
    }

    private static BayesianNetwork Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return NetworkFiles.ReadAs(NetworkFormat.XmlBif, stream, "wet.xml", Options).Network;
    }
}

using System.Text;
using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class XmlBifTests
{
    private const string Dog = """
        <?xml version="1.0" encoding="US-ASCII"?>
        <!-- the document type that most files carry -->
        <!DOCTYPE BIF [
          <!ELEMENT BIF ( NETWORK )*>
          <!ATTLIST BIF VERSION CDATA #REQUIRED>
        ]>
        <BIF VERSION="0.3"><NETWORK>
        <NAME>Dog-Problem</NAME>
        <PROPERTY>a <b/> c</PROPERTY>
        <VARIABLE TYPE="nature"><NAME>out</NAME><OUTCOME>true</OUTCOME><OUTCOME> false </OUTCOME><PROPERTY>position = (1, 2)</PROPERTY></VARIABLE>
        <VARIABLE><NAME>sick</NAME><OUTCOME>&lt;5</OUTCOME><OUTCOME>5-12</OUTCOME><OUTCOME>12+</OUTCOME></VARIABLE>
        <VARIABLE TYPE="nature"><NAME>bark</NAME><OUTCOME>true</OUTCOME><OUTCOME>false</OUTCOME></VARIABLE>
        <DEFINITION><FOR>bark</FOR><GIVEN>out</GIVEN><GIVEN>sick</GIVEN>
          <TABLE>0.9 0.1 <!-- true, <5 --> 0.8 0.2<!-- x -->0.7 0.3
                 0.6 0.4  0.5 0.5  1 0</TABLE></DEFINITION>
        <DEFINITION><FOR>out</FOR><TABLE>0.15 .85</TABLE></DEFINITION>
        <DEFINITION><FOR>sick</FOR><TABLE>0.3333333 0.3333333 0.3333333</TABLE></DEFINITION>
        </NETWORK></BIF>
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Read_UsualFile_IsUnderstood()
    {
        NetworkFile file = Read(Dog);
        BayesianNetwork network = file.Network;
        Assert.Equal("Dog-Problem", network.Name);
        Assert.Equal(["<5", "5-12", "12+"], network["sick"].States.AsEnumerable());
        Assert.Equal("false", network["out"].States[1]);
        ConditionalDistribution bark = network.DistributionOf(network["bark"]);
        Assert.Equal(["out", "sick"], bark.Parents.Select(static p => p.Name));
        Assert.Equal([0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5, 0.5, 1, 0], bark.Table.ToArray());
        Assert.Equal("line 17, column 28: sick: 1 row(s), the first here, were divided by their sums, which are off 1 by up to 1E-07 (sick).", Assert.Single(file.Warnings).ToString());
    }

    [Theory]
    [InlineData("<TABLE>0.15 .85</TABLE>", "<TABLE>0.15 .75</TABLE>", "line 16, column 27: out: the row sums to 0.9; expected 1 ± 0.005. Got true 0.15, false 0.75.")]
    [InlineData("<TABLE>0.15 .85</TABLE>", "<TABLE>0.15</TABLE>", "line 16, column 27: the table of 'out' has 1 numbers; expected 2: 2 state(s) × 1 configuration(s) of parents.")]
    [InlineData("<TABLE>0.15 .85</TABLE>", "<TABLE>0.15 x</TABLE>", "line 16, column 27: the table of 'out': number 2 is 'x'; expected a finite decimal number.")]
    [InlineData("<TABLE>0.15 .85</TABLE>", "", "line 16, column 1: <DEFINITION> has no <TABLE>; expected one.")]
    [InlineData("<FOR>out</FOR>", "<FOR>ou</FOR>", "line 16, column 13: variable 'ou' is not declared. Did you mean 'out'?")]
    [InlineData("<FOR>out</FOR>", "<FOR>out</FOR><FOR>out</FOR>", "line 16, column 27: <DEFINITION> has a second <FOR>, the first at line 16; expected one.")]
    [InlineData("<VARIABLE><NAME>sick", "<VARIABLE TYPE=\"decision\"><NAME>sick", "line 11, column 1: node 'sick' is of kind 'decision': the file is an influence diagram, and only Bayesian networks are supported; remove its decisions and utilities.")]
    [InlineData("<NETWORK>", "<NET>", "line 18, column 3: the file is not well-formed XML: The 'NET' start tag on line 7 position 21 does not match the end tag of 'NETWORK'. Line 18, position 3.")]
    [InlineData("VERSION=\"0.3\"", "VERSION=\"0.5\"", "line 7, column 1: got XMLBIF version '0.5'; expected 0.3.")]
    [InlineData("<GIVEN>out</GIVEN>", "<GIVEN>bark</GIVEN>", "line 13, column 1: variable 'bark' is its own parent.")]
    [InlineData("<OUTCOME>12+</OUTCOME>", "<VALUE>12+</VALUE>", "line 11, column 75: <VARIABLE> has a <VALUE>; expected <NAME>, <OUTCOME> or <PROPERTY>.")]
    public void Read_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        Assert.Contains(old, Dog, StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(Dog.ReplaceLineEndings("\n").Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Contains(expected, exception.Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Read_EntityOfTheDocumentType_IsRefusedUnexpanded()
    {
        string text = """
            <!DOCTYPE BIF [ <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname"> ]>
            <BIF VERSION="0.3"><NETWORK><NAME>&ENTITY;</NAME></NETWORK></BIF>
            """;
        foreach (string entity in (string[])["b", "c"])
        {
            var exception = Assert.Throws<NetworkFormatException>(() => Read(text.Replace("ENTITY;", entity + ";", StringComparison.Ordinal)));
            Assert.Contains("not well-formed XML", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefused()
    {
        string text = string.Concat(Enumerable.Repeat("<BIF>", 100_000));
        Assert.Contains("nested more than 32 deep", Assert.Throws<NetworkFormatException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooManyElements_IsRefused()
    {
        string text = $"<BIF>{string.Concat(Enumerable.Repeat("<A/>", 200))}</BIF>";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        NetworkReaderOptions options = Options with { Limits = new FormatLimits { Elements = 100 } };
        Assert.Contains(
            "more than 100 elements", Assert.Throws<NetworkFormatException>(() => NetworkFiles.ReadAs(NetworkFormat.XmlBif, stream, "a.xml", options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryFeature_ReadsBackToTheLastBit()
    {
        BayesianNetwork network = TestNetworks.Featured();
        NetworkFile read = Read(Write(network));
        Assert.Equal(network.Name, read.Network.Name);
        TestNetworks.AssertSameTables(network, read.Network);
    }

    [Property(MaxTest = 100)]
    public void Write_RandomNetwork_ReadsBackToTheLastBit(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        TestNetworks.AssertSameTables(network, Read(Write(network)).Network);
    }

    [Fact]
    public void Write_NameTheFormatCannotHold_IsRefused()
    {
        foreach (string name in (string[])[" a", "a\u0001", "a\ud800"])
        {
            var builder = new BayesianNetworkBuilder("n");
            builder.SetTable(builder.AddVariable(name, "x"), [], [1.0], 1);
            Assert.Throws<ArgumentException>(() => Write(builder.Build()));
        }
    }

    private static string Write(BayesianNetwork network)
    {
        using var stream = new MemoryStream();
        XmlBifWriter.Write(network, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static NetworkFile Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return NetworkFiles.ReadAs(NetworkFormat.XmlBif, stream, "dog.xml", Options);
    }
}

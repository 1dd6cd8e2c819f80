using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class NetworkFilesTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Theory]
    [InlineData("a.json", NetworkFormat.Json)]
    [InlineData("a.BIF.gz", NetworkFormat.Bif)]
    [InlineData("folder.bif/a.xml", NetworkFormat.XmlBif)]
    [InlineData("a.xmlbif", NetworkFormat.XmlBif)]
    [InlineData("a.b.xdsl.GZ", NetworkFormat.Xdsl)]
    [InlineData("a.gv", NetworkFormat.Dot)]
    [InlineData("a.bifxml", NetworkFormat.XmlBif)]
    [InlineData("a.NET", NetworkFormat.Hugin)]
    [InlineData("a.oobn", NetworkFormat.Hugin)]
    [InlineData("a.dne", NetworkFormat.Netica)]
    [InlineData("a.dnet.gz", NetworkFormat.Netica)]
    [InlineData("a.uai", NetworkFormat.Uai)]
    public void FormatOf_KnownEnding_IsFound(string path, NetworkFormat expected) => Assert.Equal(expected, NetworkFiles.FormatOf(path));

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.gz")]
    [InlineData("bif")]
    public void FormatOf_UnknownEnding_IsRefused(string path) => Assert.Throws<ArgumentException>(() => NetworkFiles.FormatOf(path));

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.bif")]
    [InlineData("a.xmlbif.gz")]
    [InlineData("a.xdsl")]
    [InlineData("a.net")]
    public void Write_ThenRead_GivesTheNetwork(string name)
    {
        using var folder = new TemporaryFolder();
        BayesianNetwork network = TestNetworks.Featured();
        NetworkFiles.Write(network, folder.File(name));
        TestNetworks.AssertSameTables(network, NetworkFiles.Read(folder.File(name), Options).Network);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!-- c --><BIF VERSION=\"0.3\">", NetworkFormat.XmlBif)]
    [InlineData("<!DOCTYPE BIF [ <!ELEMENT BIF (NETWORK)*> ]>\n<BIF>", NetworkFormat.XmlBif)]
    [InlineData("<x:XMLBIF xmlns:x='y'>", NetworkFormat.XmlBif)]
    [InlineData("\ufeff<smile/>", NetworkFormat.Xdsl)]
    [InlineData(" {", NetworkFormat.Json)]
    [InlineData("// c\r/* d */ % e\n# f\nNETWORK x", NetworkFormat.Bif)]
    [InlineData("variable x", NetworkFormat.Bif)]
    [InlineData("% c\nnet { }", NetworkFormat.Hugin)]
    [InlineData("class x {", NetworkFormat.Hugin)]
    [InlineData("// ~->[DNET-1]->~\nbnet x {", NetworkFormat.Netica)]
    [InlineData("BAYES\n2", NetworkFormat.Uai)]
    [InlineData("MARKOV\n2", NetworkFormat.Uai)]
    public void Detect_ContentUnderAnotherEnding_IsTheContents(string text, NetworkFormat expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.dot"), text);
        Assert.Equal(expected, NetworkFiles.Detect(folder.File("a.dot")));
    }

    [Fact]
    public void Detect_ContentOfNoFormat_GoesByTheEnding()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.bif"), "networking");
        Assert.Equal(NetworkFormat.Bif, NetworkFiles.Detect(folder.File("a.bif")));
        File.WriteAllText(folder.File("a.txt"), "networking");
        Assert.Throws<ArgumentException>(() => NetworkFiles.Detect(folder.File("a.txt")));
    }

    [Fact]
    public void Read_ContentOfAnotherFormatThanTheName_IsReadWithAWarning()
    {
        using var folder = new TemporaryFolder();
        NetworkFiles.Write(TestNetworks.Featured(), folder.File("a.bif"), NetworkFormat.XmlBif);
        NetworkFile file = NetworkFiles.Read(folder.File("a.bif"), Options);
        TestNetworks.AssertSameTables(TestNetworks.Featured(), file.Network);
        Assert.Equal("line 1, column 1: the file is named as one of Bif and holds one of XmlBif; it was read as what it holds.", Assert.Single(file.Warnings).ToString());
    }

    [Fact]
    public void Write_Netica_IsRefused() =>
        Assert.Throws<ArgumentException>(() => NetworkFiles.Write(TestNetworks.Featured(), Stream.Null, NetworkFormat.Netica));

    [Fact]
    public void Read_Dot_IsRefused()
    {
        using var folder = new TemporaryFolder();
        NetworkFiles.Write(TestNetworks.Featured(), folder.File("a.dot"));
        Assert.Throws<ArgumentException>(() => NetworkFiles.Read(folder.File("a.dot"), Options));
    }

    [Fact]
    public void Write_NameTheFormatCannotHold_LeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        var builder = new BayesianNetworkBuilder("n");
        builder.SetTable(builder.AddVariable(" a", "x"), [], [1.0], 1);
        Assert.Throws<ArgumentException>(() => NetworkFiles.Write(builder.Build(), folder.File("a.xdsl")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}

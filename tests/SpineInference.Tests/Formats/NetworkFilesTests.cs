using SpineInference.Formats;
using SpineInference.Networks;

namespace SpineInference.Tests.Formats;

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
    public void FormatOf_KnownEnding_IsFound(string path, NetworkFormat expected) => Assert.Equal(expected, NetworkFiles.FormatOf(path));

    [Theory]
    [InlineData("a.net")]
    [InlineData("a.gz")]
    [InlineData("bif")]
    public void FormatOf_UnknownEnding_IsRefused(string path) => Assert.Throws<ArgumentException>(() => NetworkFiles.FormatOf(path));

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.bif")]
    [InlineData("a.xmlbif.gz")]
    [InlineData("a.xdsl")]
    public void Write_ThenRead_GivesTheNetwork(string name)
    {
        using var folder = new TemporaryFolder();
        BayesianNetwork network = TestNetworks.Featured();
        NetworkFiles.Write(network, folder.File(name));
        TestNetworks.AssertSameTables(network, NetworkFiles.Read(folder.File(name), Options).Network);
    }

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

using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class BifWriterTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Write_EveryFeature_ReadsBackToTheLastBit()
    {
        BayesianNetwork network = TestNetworks.Featured();
        NetworkFile read = Parse(Write(network));
        Assert.Equal(network.Name, read.Network.Name);
        Assert.Empty(read.Warnings);
        TestNetworks.AssertSameTables(network, read.Network);
    }

    [Property(MaxTest = 200)]
    public void Write_RandomNetwork_ReadsBackToTheLastBit(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        NetworkFile read = Parse(Write(network));
        TestNetworks.AssertSameTables(network, read.Network);
        Assert.Equal(Write(network), Write(read.Network));
    }

    [Fact]
    public void Write_SmallNetwork_IsThisText()
    {
        var builder = new BayesianNetworkBuilder("");
        Variable a = builder.AddVariable("a", "<5", "5 or more");
        Variable b = builder.AddVariable("table", "x", "y\"z");
        builder.SetTable(a, [], [0.1, 0.9], 1);
        builder.SetTable(b, [a], [1, 0, 0.3, 0.7], 1);
        Assert.Equal(
            """
            network unknown {
            }
            variable a {
              type discrete [ 2 ] { <5, "5 or more" };
            }
            variable "table" {
              type discrete [ 2 ] { x, "y\"z" };
            }
            probability ( a ) {
              table 0.1, 0.9;
            }
            probability ( "table" | a ) {
              (<5) 1, 0;
              ("5 or more") 0.3, 0.7;
            }

            """.ReplaceLineEndings("\n"),
            Write(builder.Build()));
    }

    [Fact]
    public void Write_ControlCharacterInAName_IsRefused()
    {
        var builder = new BayesianNetworkBuilder("n");
        builder.SetTable(builder.AddVariable("a\nb", "x"), [], [1.0], 1);
        Assert.Throws<ArgumentException>(() => Write(builder.Build()));
    }

    [Theory]
    [InlineData("net.bif")]
    [InlineData("net.bif.gz")]
    public void Write_File_ReadsBackAndLeavesNothingElse(string name)
    {
        using var folder = new TemporaryFolder();
        BayesianNetwork network = TestNetworks.Featured();
        string path = folder.File(name);
        BifWriter.Write(network, path);
        TestNetworks.AssertSameTables(network, NetworkFiles.ReadAs(NetworkFormat.Bif, path, Options).Network);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), File.ReadAllBytes(path) is [0x1f, 0x8b, ..]);
    }

    [SkippableFact]
    public void Write_PublicNetworks_ReadBackToTheLastBit()
    {
        string folder = TestData.Require("networks");
        foreach (string path in Directory.EnumerateFiles(folder, "*.bif*"))
        {
            BayesianNetwork network = NetworkFiles.ReadAs(NetworkFormat.Bif, path, Options).Network;
            TestNetworks.AssertSameTables(network, Parse(Write(network)).Network);
        }
    }

    private static string Write(BayesianNetwork network)
    {
        using var writer = new StringWriter();
        BifWriter.Write(network, writer);
        return writer.ToString();
    }

    private static NetworkFile Parse(string text) => NetworkFiles.ParseAs(NetworkFormat.Bif, text, "test.bif", Options);
}

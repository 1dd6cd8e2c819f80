using System.Collections.Immutable;
using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bif", "network \"featured")]
    [InlineData("xmlbif", "<BIF VERSION=\"0.3\">")]
    [InlineData("xdsl", "<smile version=\"1.0\"")]
    [InlineData("json", "\"format\": \"spineinference-network\"")]
    [InlineData("dot", "digraph \"featured")]
    public async Task Export_WithoutOut_WritesToStandardOutput(string format, string expected)
    {
        Spine run = await Spine.RunAsync("export", WriteModel(), "--format", format);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFEFF', run.Output);
    }

    [Fact]
    public async Task Export_ModelToModel_KeepsWhatStandsBesideTheNetwork()
    {
        string path = WriteModel();
        Spine run = await Spine.RunAsync("export", path, "--format", "json");
        Assert.Equal(await File.ReadAllTextAsync(path), run.Output);
    }

    [Fact]
    public async Task Export_Out_WritesTheFileAndNothingElse()
    {
        string target = _folder.File("net.bif.gz");
        Spine run = await Spine.RunAsync("export", WriteModel(), "--format", "bif", "--out", target);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        TestNetworks.AssertSameTables(TestNetworks.Featured(), NetworkFiles.ReadAs(NetworkFormat.Bif, target, new NetworkReaderOptions { EffectiveSampleSize = 1 }).Network);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task Export_BifToJson_NeedsTheSampleSize()
    {
        string bif = _folder.File("net.bif");
        NetworkFiles.Write(TestNetworks.Featured(), bif);
        Spine without = await Spine.RunAsync("export", bif, "--format", "json");
        Assert.Equal((2, ""), (without.ExitCode, without.Output));
        Assert.Contains("Give --effective-sample-size.", without.Error, StringComparison.Ordinal);

        Spine with = await Spine.RunAsync("export", bif, "--format", "json", "--effective-sample-size", "12.5");
        Assert.Equal(0, with.ExitCode);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(with.Output));
        Assert.All(JsonModel.Read(stream, "out").Network.Rows, static r => Assert.Equal(12.5, r.EffectiveSampleSize));
    }

    [Theory]
    [InlineData("--format", "pdf")]
    [InlineData("--format", "json", "--effective-sample-size", "0")]
    [InlineData("--format", "json", "--out", "/nowhere/at/all/net.json")]
    [InlineData("--out", "net.json")]
    public async Task Export_WrongCommandLine_IsRefused(params string[] options)
    {
        Spine run = await Spine.RunAsync(["export", WriteModel(), .. options]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_NameTheFormatCannotHold_IsRefusedAndWritesNothing()
    {
        var builder = new BayesianNetworkBuilder("n");
        builder.SetTable(builder.AddVariable("a\nb", "x"), [], [1.0], 1);
        string path = _folder.File("odd.json");
        new JsonModel(builder.Build()).Write(path);
        string target = _folder.File("odd.bif");
        Spine run = await Spine.RunAsync("export", path, "--format", "bif", "--out", target);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("BIF cannot hold it. Rename it first.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    private string WriteModel()
    {
        string path = _folder.File("model.json");
        new JsonModel(
            TestNetworks.Featured(),
            ImmutableSortedDictionary.CreateRange<string, string>([new("seed", "1")]),
            ImmutableDictionary.CreateRange<string, RowBasis>([new("pain/leak", new RowBasis { Basis = "expert" })])).Write(path);
        return path;
    }
}

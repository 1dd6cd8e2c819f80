using System.Text;

namespace SpineInference.Tool.Tests;

/// <summary>Whatever the input says, the tool writes the file it was given, whole or not at all, and nothing else.</summary>
public sealed class WritingTests : IDisposable
{
    private const string Patient = """{"id": "p1", "left": {"present": ["foot-drop"]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("diagnose", "--lines")]
    [InlineData("diagnose", "--format", "json")]
    [InlineData("diagnose", "--format", "table")]
    [InlineData("explain", "--next", "1")]
    [InlineData("explain", "--format", "json")]
    public async Task Out_AnyForm_HoldsWhatStandardOutputWould(string command, params string[] options)
    {
        string target = _folder.File("out.txt");
        Spine shown = await Spine.RunAsync(Patient, [command, "-", .. options]);
        Spine written = await Spine.RunAsync(Patient, [command, "-", .. options, "--out", target], outputWidth: 80, usesColour: true);
        Assert.Equal((0, "", ""), (written.ExitCode, written.Output, written.Error));
        Assert.Equal(shown.Output, await File.ReadAllTextAsync(target));
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("..\\\\escaped")]
    [InlineData("C:\\\\escaped")]
    [InlineData("out.jsonl/../../escaped")]
    [InlineData("con\\u0000.txt")]
    public async Task Out_IdThatLooksLikeAPath_WritesNothingElse(string id)
    {
        string inner = Directory.CreateDirectory(_folder.File("inner")).FullName;
        string target = Path.Combine(inner, "out.jsonl");
        string[] lines = [$"{{\"id\": \"{id}\"}}", $"{{\"id\": \"{id}\", \"age\": 3}}", $"{{\"{id}\": 1}}"];
        Spine run = await Spine.RunAsync(string.Join('\n', lines), ["diagnose", "-", "--lines", "--out", target]);
        Assert.Equal((1, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(3, (await File.ReadAllLinesAsync(target)).Length);
        Assert.Equal([inner, target], Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Out_SymbolicLink_IsReplacedAndNotFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making a link needs a privilege there.");
        string other = _folder.File("other.txt");
        await File.WriteAllTextAsync(other, "untouched");
        string link = _folder.File("out.json");
        File.CreateSymbolicLink(link, other);
        Spine run = await Spine.RunAsync(Patient, ["diagnose", "-", "--format", "json", "--out", link]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("untouched", await File.ReadAllTextAsync(other));
        Assert.Null(new FileInfo(link).LinkTarget);
        Assert.StartsWith("{", await File.ReadAllTextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_RunThatFails_LeavesTheOldFile()
    {
        string target = _folder.File("out.jsonl");
        await File.WriteAllTextAsync(target, "old");
        using var cancellation = new CancellationTokenSource();
        using var input = new BrokenStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Patient + "\n", 50))), cancellation);
        using var output = new MemoryStream();
        using var error = new StringWriter();
        int code = await SpineInference.Tool.Cli.RunAsync(
            ["diagnose", "-", "--lines", "--out", target], new SpineInference.Tool.CliStreams(input, output, error, isErrorTerminal: false), cancellation.Token);
        Assert.Equal(130, code);
        Assert.Equal("old", await File.ReadAllTextAsync(target));
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("nowhere/at/all.json")]
    [InlineData("a\0b")]
    public async Task Out_NoFile_IsRefused(string name)
    {
        string target = name.Length == 0 ? "" : _folder.File(name);
        foreach (string command in (string[])["diagnose", "explain", "findings"])
        {
            string[] args = command == "findings" ? [command, "fever", "--out", target] : [command, "-", "--out", target];
            Spine run = await Spine.RunAsync(Patient, args);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Out_SameFileAsTheInput_IsReadBeforeItIsReplaced()
    {
        string path = _folder.File("p.jsonl");
        await File.WriteAllTextAsync(path, Patient + "\n" + Patient + "\n");
        Spine run = await Spine.RunAsync("diagnose", path, "--out", path);
        Assert.Equal(0, run.ExitCode);
        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, static l => Assert.StartsWith("""{"id":"p1","rootLevel":""", l, StringComparison.Ordinal));
    }

    /// <summary>Gives some lines, and then the user stops the run.</summary>
    private sealed class BrokenStream(byte[] content, CancellationTokenSource cancellation) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, Math.Min(count, 200));
            if (Position > 1000)
            {
                cancellation.Cancel();
            }

            return read;
        }
    }
}


namespace SpineInference.Docs.Tests;

/// <summary>Every command of a block of <c>sh</c> is one: the tool's are parsed by its own command line, and projects that dotnet is told to
/// run are there.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Pages =>
        [.. Page.All.Where(static p => p.Blocks.Any(static b => b.Language == "sh")).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_OfThePage_AreUnderstood(string path)
    {
        List<string> faults = [];
        foreach (Block block in Page.At(path).Blocks.Where(static b => b.Language == "sh"))
        {
            foreach (string[] command in Shell.Commands(block.Text))
            {
                faults.AddRange(FaultsOf(command).Select(fault => $"{path}:{block.Line}: '{string.Join(' ', command)}': {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    public static TheoryData<string> PagesWithOutput => [.. Page.All.Where(static p => p.Outputs.Any(static o => o.Writer.Language == "sh")).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(PagesWithOutput))]
    public async Task Commands_WithOutput_WriteWhatThePageShows(string path)
    {
        Page page = Page.At(path);
        using var folder = new PageFolder(page);
        var anew = new List<(Block, string)>();
        foreach ((Block commands, Block output) in page.Outputs.Where(static o => o.Writer.Language == "sh"))
        {
            string written = (await Shell.RunAsync(commands.Text)).TrimEnd();
            anew.Add((output, written));
            Assert.True(PageUpdate.IsAsked || output.Text.TrimEnd() == written, $"{path}:{output.Line}: the commands above write\n{written}");
        }

        if (PageUpdate.IsAsked)
        {
            PageUpdate.Write(page, anew);
        }
    }

    [Theory]
    [InlineData("spine query net.json --evidence - # asks", new[] { "spine", "query", "net.json", "--evidence", "-" })]
    [InlineData("spine export a.bif \\\n  --format json > b.json", new[] { "spine", "export", "a.bif", "--format", "json" })]
    [InlineData("spine export 'a b.bif' --format dot | dot -Tsvg", new[] { "spine", "export", "a b.bif", "--format", "dot" })]
    public void Commands_OfALine_AreSplitAsAShellWould(string text, string[] first) => Assert.Equal(first, Shell.Commands(text).First());

    [Theory]
    [InlineData("spine")]
    [InlineData("spine query net.json --evidense x")]
    [InlineData("spine frobnicate")]
    [InlineData("dotnet run --project samples/NoSuchSample")]
    public void FaultsOf_AWrongCommand_FindsThem(string text) => Assert.NotEmpty(FaultsOf(Assert.Single(Shell.Commands(text))));

    [Fact]
    public async Task Run_OfAPipelineWithRedirections_GivesWhatIsLeft()
    {
        Page page = Page.Parse("a.md", $"<!-- file: a.json -->\n```json\n{Page.At("docs/formats.md").Blocks.First(static b => b.Language == "json").Text}\n```\n");
        using var folder = new PageFolder(page);
        Assert.Equal("", await Shell.RunAsync("spine export a.json --format bif > a.bif"));
        string bif = await Shell.RunAsync("spine export a.bif --format bif");
        Assert.Equal(await File.ReadAllTextAsync("a.bif"), bif);
        await Assert.ThrowsAsync<InvalidDataException>(() => Shell.RunAsync("cat a.bif | spine query a.bif --evidence -"));
    }

    private static IEnumerable<string> FaultsOf(string[] command)
    {
        if (command[0] == "spine")
        {
            return Shell.FaultsOf(command);
        }

        if (command[0] != "dotnet")
        {
            return [];
        }

        // Not what follows --: that is for the program.
        return command.TakeWhile(static w => w != "--")
            .Where(static w => (w.Contains('/') && !w.StartsWith('-') && !w.Contains("://", StringComparison.Ordinal)) || w.EndsWith(".sln", StringComparison.Ordinal))
            .Where(static w => !Path.Exists(Path.Combine(Repository.Root!, w)))
            .Select(static w => $"there is no '{w}'.");
    }
}

using System.CommandLine;
using System.Text.RegularExpressions;
using SpineInference.Tests;
using SpineInference.Tool;

namespace SpineInference.Docs.Tests;

/// <summary>Every command of a block of <c>sh</c> is one: the tool's are parsed by its own command line, and projects that dotnet is told to
/// run are there.</summary>
public sealed partial class CommandTests
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
            foreach (string[] command in Commands(block.Text))
            {
                faults.AddRange(FaultsOf(command).Select(fault => $"{path}:{block.Line}: '{string.Join(' ', command)}': {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData("spine query net.json --evidence - # asks", new[] { "spine", "query", "net.json", "--evidence", "-" })]
    [InlineData("spine export a.bif \\\n  --format json > b.json", new[] { "spine", "export", "a.bif", "--format", "json" })]
    [InlineData("spine export 'a b.bif' --format dot | dot -Tsvg", new[] { "spine", "export", "a b.bif", "--format", "dot" })]
    public void Commands_OfALine_AreSplitAsAShellWould(string text, string[] first) => Assert.Equal(first, Commands(text).First());

    [Theory]
    [InlineData("spine")]
    [InlineData("spine query net.json --evidense x")]
    [InlineData("spine frobnicate")]
    [InlineData("dotnet run --project samples/NoSuchSample")]
    public void FaultsOf_AWrongCommand_FindsThem(string text) => Assert.NotEmpty(FaultsOf(Assert.Single(Commands(text))));

    private static IEnumerable<string> FaultsOf(string[] command)
    {
        if (command[0] == "spine")
        {
            using var nothing = new MemoryStream();
            var streams = new CliStreams(nothing, nothing, TextWriter.Null, false);
            ParseResult parsed = Cli.Root(streams).Parse(command[1..]);
            return parsed.Errors.Select(static e => e.Message)
                .Concat(command.Length == 1 ? ["there is no command."] : []);
        }

        if (command[0] != "dotnet")
        {
            return [];
        }

        // Not what follows --: that is for the program.
        IEnumerable<string> own = command.TakeWhile(static w => w != "--");
        return own.Where(static w => w.Contains('/') && !w.StartsWith('-') && !w.Contains("://", StringComparison.Ordinal) || w.EndsWith(".sln", StringComparison.Ordinal))
            .Where(static w => !Path.Exists(Path.Combine(Repository.Root!, w)))
            .Select(static w => $"there is no '{w}'.");
    }

    private static IEnumerable<string[]> Commands(string text) => text
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n')
        .SelectMany(static line => Comment().Replace(line, "").Split(["|", "&&", ";"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(static command => Redirection().Replace(command, ""))
        .Select(static command => Word().Matches(command).Select(static m => m.Value.Trim('\'', '"')).ToArray())
        .Where(static words => words.Length > 0);

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s(<|>>?|2>)\s*\S+")]
    private static partial Regex Redirection();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}

using System.Text;
using System.Text.RegularExpressions;

namespace SpineInference.Tool.Tests;

/// <summary>Runs the examples of docs/tool.md: what the page shows is what the tool does.</summary>
/// <remarks>In a block below <c>&lt;!-- run --&gt;</c>, a line from <c>$ spine</c> is run with the files of the page at hand; what follows is
/// its output. A line <c>…</c> stands for any lines, a <c>…</c> within one for any text.</remarks>
public sealed partial class ToolPageTests : IDisposable
{
    private static readonly string PagePath = Path.Combine(Repository.Root!, "docs", "tool.md");
    private static readonly string Page = File.ReadAllText(PagePath).ReplaceLineEndings("\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Examples_OfThePage_GiveWhatItShows()
    {
        foreach (Match file in FileBlock().Matches(Page))
        {
            await File.WriteAllTextAsync(_folder.File(file.Groups["name"].Value), file.Groups["text"].Value);
        }

        // With SPINEINFERENCE_UPDATE=1 what is shown whole is written anew; what is shortened (…) is for a person.
        bool isRenewed = Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1";
        string page = Page;
        int run = 0;
        foreach (Match block in RunBlock().Matches(Page))
        {
            int exitCode = -1;
            foreach (Match step in Step().Matches(block.Groups["text"].Value))
            {
                (string output, exitCode) = await RunAsync(step.Groups["command"].Value, exitCode);
                string shown = step.Groups["output"].Value;
                if (isRenewed && !shown.Contains('…', StringComparison.Ordinal))
                {
                    page = page.Replace(step.Value, $"$ {step.Groups["command"].Value}\n{output.TrimEnd('\n')}\n", StringComparison.Ordinal);
                }
                else
                {
                    Assert.Matches(Pattern(shown), output);
                }

                run++;
            }
        }

        if (isRenewed)
        {
            await File.WriteAllTextAsync(PagePath, page);
        }

        Assert.InRange(run, 8, 30);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Theory]
    [InlineData("diagnose")]
    [InlineData("explain")]
    [InlineData("findings")]
    [InlineData("build")]
    [InlineData("map")]
    [InlineData("diff")]
    [InlineData("fhir")]
    public async Task Options_OfThePage_AreThoseOfTheTool(string command)
    {
        string usage = Assert.Single(Regex.Matches(Page, $"^spine {command} .*\\[--.*$", RegexOptions.Multiline)).Value;
        string help = (await Spine.RunAsync(command, "--help")).Output;
        string[] told = [.. OptionName().Matches(usage).Select(static m => m.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(OptionLine().Matches(help).Select(static m => m.Groups["name"].Value).Where(static o => o is not "--help").Order(StringComparer.Ordinal), told);
        Assert.All(told, option => Assert.Contains($"`{option}", Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_OfTheTool_AreAllOnThePage()
    {
        string help = (await Spine.RunAsync("--help")).Output;
        string[] commands = [.. Regex.Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..], "^  (\\w+)", RegexOptions.Multiline).Select(static m => m.Groups[1].Value)];
        Assert.InRange(commands.Length, 9, 20);
        Assert.All(commands, command => Assert.Contains($"`{command}`", Page, StringComparison.Ordinal));
        Assert.All(help.Split('\n'), static line => Assert.InRange(line.Length, 0, 300));
    }

    private async Task<(string Output, int ExitCode)> RunAsync(string command, int lastExitCode)
    {
        if (command == "echo $?")
        {
            return ($"{lastExitCode}\n", 0);
        }

        string[] words = command.Split(' ');
        Assert.Equal("spine", words[0]);
        int from = Array.IndexOf(words, "<");
        string input = from < 0 ? "" : await File.ReadAllTextAsync(_folder.File(words[from + 1]));
        string[] args = [.. words[1..(from < 0 ? words.Length : from)].Select(w => File.Exists(_folder.File(w)) ? _folder.File(w) : w)];
        Spine run = await Spine.RunAsync(input, args);
        return (run.Output + run.Error.ReplaceLineEndings("\n"), run.ExitCode);
    }

    private static string Pattern(string shown)
    {
        var pattern = new StringBuilder("^");
        foreach (string line in shown.TrimEnd('\n').Split('\n'))
        {
            pattern.Append(line == "…" ? "(?:.*\n)*?" : string.Join(".*", line.Split('…').Select(Regex.Escape)) + "\n");
        }

        return pattern.Append("\\z").ToString();
    }

    [GeneratedRegex("^<!-- file: (?<name>\\S+) -->\n```\\w+\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FileBlock();

    [GeneratedRegex("^<!-- run -->\n```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RunBlock();

    [GeneratedRegex("^\\$ (?<command>.*)\n(?<output>(?:(?!\\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex("^  (?:-., )*(?<name>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}

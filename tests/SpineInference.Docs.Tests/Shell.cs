using System.Text;
using System.Text.RegularExpressions;
using SpineInference.Tool;

namespace SpineInference.Docs.Tests;

/// <summary>The little of a shell that the pages need: lines, comments, quotes, pipes and redirections, and the one command <c>spine</c>.</summary>
internal static partial class Shell
{
    /// <summary>The commands of a block as words; redirections are left out.</summary>
    public static IEnumerable<string[]> Commands(string text) => Pipelines(text).SelectMany(static pipeline => pipeline).Select(static command => command.Words);

    /// <summary>What the tool's command line says against a command that begins with <c>spine</c>.</summary>
    public static IEnumerable<string> FaultsOf(string[] command)
    {
        using var nothing = new MemoryStream();
        return command.Length == 1
            ? ["there is no command."]
            : Cli.Root(Streams(nothing, nothing)).Parse(command[1..]).Errors.Select(static e => e.Message);
    }

    /// <summary>Runs the commands of a block in the current folder.</summary>
    /// <returns>What they wrote to standard output.</returns>
    /// <exception cref="InvalidDataException">A command is not <c>spine</c>.</exception>
    public static async Task<string> RunAsync(string text)
    {
        var written = new StringBuilder();
        foreach (Command[] pipeline in Pipelines(text))
        {
            byte[] flow = [];
            foreach (Command command in pipeline)
            {
                if (command.Words[0] != "spine")
                {
                    throw new InvalidDataException($"'{command.Words[0]}' is not run here; only spine is. Do not mark what follows as output.");
                }

                using var input = new MemoryStream(command.Input is { } source ? await File.ReadAllBytesAsync(source) : flow);
                using var output = new MemoryStream();
                await Cli.RunAsync(command.Words[1..], Streams(input, output));
                flow = output.ToArray();
                if (command.Output is { } target)
                {
                    await File.WriteAllBytesAsync(target, flow);
                    flow = [];
                }
            }

            written.Append(Encoding.UTF8.GetString(flow));
        }

        return written.ToString();
    }

    private static CliStreams Streams(Stream input, Stream output) => new(input, output, TextWriter.Null, false);

    private static IEnumerable<Command[]> Pipelines(string text) => text
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n')
        .SelectMany(static line => Comment().Replace(line, "").Split(["&&", ";"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(static pipeline => pipeline.Split('|', StringSplitOptions.TrimEntries).Select(Read).ToArray());

    private static Command Read(string command)
    {
        string? Target(string sign) => Redirection().Matches(command).FirstOrDefault(m => m.Groups["sign"].Value == sign)?.Groups["file"].Value;
        string[] words = [.. Word().Matches(Redirection().Replace(command, "")).Select(static m => m.Value.Trim('\'', '"'))];
        return new Command(words, Target("<"), Target(">"));
    }

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s(?<sign><|>|2>)\s*(?<file>\S+)")]
    private static partial Regex Redirection();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();

    private sealed record Command(string[] Words, string? Input, string? Output);
}

using System.Text;
using Spectre.Console;

namespace SpineInference.Tool.Tests;

/// <summary>Runs the tool in this process, with its streams in memory.</summary>
internal sealed record Spine(int ExitCode, string Output, string Error)
{
    public IEnumerable<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<Spine> RunAsync(params string[] args) => RunAsync("", args);

    public static async Task<Spine> RunAsync(
        string input, string[] args, bool isTerminal = false, int? outputWidth = null, bool usesColour = false, IAnsiConsole? terminal = null, CancellationToken cancellationToken = default)
    {
        using var inputStream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new MemoryStream();
        using var error = new StringWriter();
        int code = await Cli.RunAsync(args, new CliStreams(inputStream, output, error, isTerminal, outputWidth, usesColour) { Terminal = terminal is null ? null : new Given(terminal) }, cancellationToken);
        return new Spine(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    private sealed class Given(IAnsiConsole terminal) : TerminalSource
    {
        public override IAnsiConsole Open() => terminal;
    }
}

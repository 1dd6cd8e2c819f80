using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Knowledge;
using SpineInference.Tool.Commands;

namespace SpineInference.Tool;

/// <summary>The command <c>spine</c>: finds the command asked for, runs it, and turns failures into messages and exit codes.</summary>
/// <remarks>To add a command: one file under Commands with a method that makes it, and its line in <see cref="Commands"/>.</remarks>
internal static class Cli
{
    private static IEnumerable<Command> Commands(CliStreams streams) =>
    [
        DiagnoseCommand.Create(streams),
        ExplainCommand.Create(streams),
        AskCommand.Create(streams),
        FindingsCommand.Create(streams),
        FhirCommand.Create(streams),
        QueryCommand.Create(streams),
        ExportCommand.Create(streams),
        TablesCommand.Create(streams),
        BuildCommand.Create(streams),
        SynthesizeCommand.Create(streams),
        EvidenceCommand.Create(streams),
        MapCommand.Create(streams),
        FitCommand.Create(streams),
        EvaluateCommand.Create(streams),
        DiffCommand.Create(streams),
        SimulateCommand.Create(streams),
        CompletionCommand.Create(streams),
    ];

    /// <summary>Runs the tool once.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="cancellationToken">Stops the run between cases.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliStreams streams, CancellationToken cancellationToken = default)
    {
        streams = streams.StoppedBy(cancellationToken);
        RootCommand root = Root(streams);
        ParseResult parsed = root.Parse(args);
        try
        {
            using TextWriter help = streams.NewOutputWriter();
            var configuration = new InvocationConfiguration
            {
                Output = help,
                Error = streams.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            if (parsed.Errors.Count > 0 && !root.Directives.Any(d => parsed.GetResult(d) is not null))
            {
                foreach (string message in parsed.Errors.Select(static e => e.Message).Distinct())
                {
                    Complain(streams, message);
                }

                if (parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Options.Any(static o => o.Name == "--left"))
                {
                    Complain(streams, PatientSwitches.Commas);
                }

                string path = parsed.CommandResult.Command is RootCommand ? "spine" : $"spine {parsed.CommandResult.Command.Name}";
                await streams.Error.WriteLineAsync($"Run '{path} --help' for the usage.");
                return ExitCode.Refused;
            }

            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception exception) when (Inner(exception) is OperationCanceledException)
        {
            Complain(streams, exception is StoppedException ? exception.Message : "stopped.");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (Inner(exception) is OutputClosedException)
        {
            // As other filters do: whoever went away asks for no words.
            return ExitCode.OutputClosed;
        }
        catch (NetworkTooWideException exception)
        {
            Complain(streams, MemoryLimit.Explain(exception, parsed));
            return ExitCode.Refused;
        }
        catch (Exception exception) when (exception
            is CliException or NetworkFormatException or KnowledgeFormatException or IOException or UnauthorizedAccessException)
        {
            Complain(streams, exception.Message);
            return ExitCode.Refused;
        }
    }

    /// <summary>The whole command line, not run.</summary>
    /// <param name="streams">Where its commands would read and write.</param>
    internal static RootCommand Root(CliStreams streams)
    {
        var root = new RootCommand("Says which lumbosacral root is injured, where, and by what; queries, fits and converts Bayesian networks. Supports a clinician and does not replace one.");
        foreach (Command command in Commands(streams))
        {
            root.Add(command);
        }

        return root;
    }

    private static void Complain(CliStreams streams, string message) => streams.Error.WriteLine($"spine: {message}");

    // Loops that run in parallel wrap what their bodies throw.
    private static Exception Inner(Exception exception) =>
        exception is AggregateException { InnerExceptions: [var first, ..] } ? Inner(first) : exception;
}

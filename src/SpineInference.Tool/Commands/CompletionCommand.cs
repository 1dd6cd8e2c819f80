using System.CommandLine;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine completion</c>: prints the script that teaches a shell to complete the tool's commands, options and ids.</summary>
internal static class CompletionCommand
{
    public static Command Create(CliStreams streams)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new Command("completion", "Prints a script for the shell that completes commands, options and ids.") { shell };
        command.SetStoppableAction((parsed, _) =>
        {
            using TextWriter writer = streams.NewOutputWriter();
            writer.Write(CompletionScripts.For(parsed.GetValue(shell)!));
            return ExitCode.Done;
        });
        return command;
    }
}

using Spectre.Console;

namespace SpineInference.Tool;

/// <summary>The terminal of this process.</summary>
internal sealed class ProcessTerminal : TerminalSource
{
    public override IAnsiConsole Open() => AnsiConsole.Console;
}

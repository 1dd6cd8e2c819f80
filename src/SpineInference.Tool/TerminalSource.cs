using Spectre.Console;

namespace SpineInference.Tool;

/// <summary>Makes the terminal at which questions are asked; a class of its own, so that a run that asks nothing does not load the library of
/// terminals.</summary>
internal abstract class TerminalSource
{
    /// <summary>The terminal.</summary>
    public abstract IAnsiConsole Open();
}

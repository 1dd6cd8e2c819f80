using System.Diagnostics;

namespace SpineInference.Tool.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("di", "diagnose")]
    [InlineData("diagnose --int", "--interval")]
    [InlineData("diagnose --format ", "jsonl")]
    [InlineData("explain --of L", "L5")]
    [InlineData("explain --of ", "cause=central")]
    [InlineData("findings foot-d", "foot-drop")]
    [InlineData("findings --category h", "history")]
    [InlineData("completion z", "zsh")]
    public async Task Suggest_Line_ProposesWhatMayComeNext(string line, string expected)
    {
        Spine run = await Spine.RunAsync($"[suggest:{line.Length}]", line);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Lines);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _spine spine")]
    [InlineData("zsh", "compdef _spine spine")]
    [InlineData("fish", "complete -c spine")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName spine")]
    public async Task Completion_Shell_PrintsItsScript(string shell, string expected)
    {
        Spine run = await Spine.RunAsync("completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
    }

    [Fact]
    public async Task Completion_UnknownShell_IsRefused()
    {
        Spine run = await Spine.RunAsync("completion", "cmd");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [SkippableTheory]
    [InlineData("spine findings foot-d", "findings foot-d|15")]
    [InlineData("spine ", "|0")]
    public async Task BashScript_InBash_HandsOverTheLineAndThePlaceOfTheCursor(string line, string expected)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash here.");

        // A stand-in for the tool says what it was asked; the shell's own part is what is tested.
        string script = $$"""
            spine() { printf '%s|%s\n' "$2" "${1//[^0-9]/}" >&2; echo proposal; }
            {{(await Spine.RunAsync("completion", "bash")).Output}}
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(spine ''); COMP_CWORD=1
            exec 3>&1
            eval "$(declare -f _spine | sed 's#2> /dev/null#2>\&3#')"
            _spine
            echo "${COMPREPLY[0]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true })!;
        string output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal([expected, "proposal"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

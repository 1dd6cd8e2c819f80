namespace SpineInference.Tool.Tests;

public sealed class CliTests
{
    [Fact]
    public async Task Help_ListsTheCommands()
    {
        Spine run = await Spine.RunAsync("--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("query", run.Output, StringComparison.Ordinal);
        Assert.Contains("export", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("export")]
    public async Task Help_OfACommand_NamesItsOptions(string command)
    {
        Spine run = await Spine.RunAsync(command, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("NETWORK", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("qerry")]
    public async Task Run_NoKnownCommand_IsRefused(params string[] args)
    {
        Spine run = await Spine.RunAsync(args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("spine --help", run.Error, StringComparison.Ordinal);
    }
}

using System.Text;
using Spectre.Console.Testing;

namespace SpineInference.Tool.Tests;

public sealed class AskCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestConsole _terminal = new TestConsole().Interactive().EmitAnsiSequences();

    public AskCommandTests() => _terminal.Profile.Width = 80;

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ask_StoppedAtOnce_EndsWithTheReport()
    {
        // Not known, none of these, some of it, stop.
        Push(3);
        Spine run = await Spine.RunAsync("", ["ask"], terminal: _terminal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Emergency if so", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("root level", run.Output, StringComparison.Ordinal);
        Assert.Contains("NOT ASKED Emergency", run.Output, StringComparison.Ordinal);
        Assert.Contains("does not replace one", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Answered_KeepsThePatientInTheFile_AndGoesOnFromIt()
    {
        string file = _folder.File("asked.json");
        Push(1);
        Push(4);
        Assert.Equal(0, (await Spine.RunAsync("", ["ask", file], terminal: _terminal)).ExitCode);
        PatientRecord kept = PatientJson.Read(SpineModel.Default, await File.ReadAllBytesAsync(file), file);
        Assert.Contains(kept.Patient.Observations, static o => o.ToString() == "urinary-retention absent");

        using TestConsole again = new TestConsole().Interactive().EmitAnsiSequences();
        again.Profile.Width = 80;
        for (int i = 0; i < 3; i++)
        {
            again.Input.PushKey(ConsoleKey.DownArrow);
        }

        again.Input.PushKey(ConsoleKey.Enter);
        Spine run = await Spine.RunAsync("", ["ask", file], terminal: again);
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("numbness between the legs", again.Output, StringComparison.Ordinal);
        Assert.Contains("urinary-retention absent", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithARedFlag_ShowsItAboveTheNextQuestion_AndInTheReport()
    {
        string file = _folder.File("flag.json");
        await File.WriteAllTextAsync(file, """{"present": ["urinary-retention"]}""");
        Push(3);
        string page = _folder.File("flag.html");
        Spine run = await Spine.RunAsync("", ["ask", file, "--report", page], terminal: _terminal);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("RED FLAG Emergency", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("RED FLAG Emergency", run.Output, StringComparison.Ordinal);
        Assert.Contains("class=\"warning flag\"", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EnterAlone_DeniesNothing()
    {
        string file = _folder.File("entered.json");
        Push(0);
        Push(4);
        Spine run = await Spine.RunAsync("", ["ask", file], terminal: _terminal);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(PatientJson.Read(SpineModel.Default, await File.ReadAllBytesAsync(file), file).Patient.Observations);
    }

    [Fact]
    public async Task Ask_WithoutATerminal_IsRefused()
    {
        Spine run = await Spine.RunAsync("ask");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("needs a terminal", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_OfAFaultyFile_TellsTheFault_AndLeavesItAlone()
    {
        string file = _folder.File("faulty.json");
        await File.WriteAllTextAsync(file, """{"agee": 5}""");
        Spine run = await Spine.RunAsync("", ["ask", file], terminal: _terminal);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("agee", run.Error, StringComparison.Ordinal);
        Assert.Equal("""{"agee": 5}""", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)));
    }

    private void Push(int down)
    {
        for (int i = 0; i < down; i++)
        {
            _terminal.Input.PushKey(ConsoleKey.DownArrow);
        }

        _terminal.Input.PushKey(ConsoleKey.Enter);
    }
}

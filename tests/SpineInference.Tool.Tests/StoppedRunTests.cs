using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool.Tests;

/// <summary>The tool as a process that is told to stop, killed, or left by whoever read its output.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("diagnose", "-", "--lines")]
    [InlineData("diagnose", "-", "--lines", "--format", "table")]
    public async Task Lines_ReaderGoes_EndsByItself(params string[] args)
    {
        Skip.If(OperatingSystem.IsWindows(), "A shell with pipes and yes is needed.");
        await EndsAfterOneLine("{\"id\":\"y\"}", args);
    }

    [SkippableFact]
    public async Task QueryAndSimulate_ReaderGoes_EndByThemselves()
    {
        Skip.If(OperatingSystem.IsWindows(), "A shell with pipes and yes is needed.");
        string network = Clinic();
        await EndsAfterOneLine("{\"evidence\":{}}", "query", network, "--evidence", "-");
        await EndsAfterOneLine("", "simulate", "--count", "2000000000", "--seed", "1", "--network", network);
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Waiting_FirstSignal_EndsIt(string signal, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such signals there.");
        string network = Clinic();
        foreach (string[] args in (string[][])[["diagnose", "-"], ["diagnose", "-", "--lines", "--out", _folder.File("o.jsonl")], ["query", network, "--evidence", "-"]])
        {
            using Process tool = Start(args);

            // Long enough to be at its wait; a signal before that ends it just the same, by the runtime.
            await Task.Delay(2500);
            Assert.False(tool.HasExited, await Ended(tool));
            Signal(tool, signal);
            await tool.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(code, tool.ExitCode);
            Assert.Equal(["clinic.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        }
    }

    [SkippableFact]
    public async Task Killed_AtAnyMoment_LeavesTheOldFileOrTheNewAndNothingBesideAfterTheNextRun()
    {
        Skip.If(OperatingSystem.IsWindows(), "Processes are killed with a signal.");
        string network = Clinic();
        string output = _folder.File("o.csv");
        string[] args = ["simulate", "--count", "150000", "--seed", "1", "--network", network, "--out", output];
        string whole = _folder.File("whole.csv");
        Assert.Equal(0, (await Spine.RunAsync([.. args[..^1], whole])).ExitCode);
        long length = new FileInfo(whole).Length;
        await File.WriteAllTextAsync(output, "old");
        var random = new Random(3);
        int left = 0;
        for (int trial = 0; trial < 12; trial++)
        {
            using Process tool = Start(args);

            // The file is begun as soon as the network is read: most trials fall into the writing.
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < Patience && !tool.HasExited && Temporaries().Length == 0)
            {
                await Task.Delay(5);
            }

            await Task.Delay(random.Next(120));
            tool.Kill();
            await tool.WaitForExitAsync();
            left += Temporaries().Length;
            long now = new FileInfo(output).Length;
            Assert.True(now == 3 || now == length, now.ToString(CultureInfo.InvariantCulture));
        }

        Assert.True(left > 0, "No trial fell into the writing: the test shows nothing.");
        Assert.Equal(0, (await Spine.RunAsync("simulate", "--count", "2", "--seed", "1", "--network", network, "--out", _folder.File("next.csv"))).ExitCode);
        Assert.Empty(Temporaries());
    }

    [SkippableFact]
    public async Task Fit_StoppedBeforeItsFirstIteration_KeepsTheModel()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such signals there.");
        string model = _folder.File("model.json");
        await File.WriteAllTextAsync(model, "a good model");
        string pipe = _folder.File("data.csv");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        // Nobody writes into the pipe: the fit waits for its first row.
        using Process tool = Start("fit", pipe, "--network", Clinic(), "--out", model);
        await Task.Delay(2500);
        Assert.False(tool.HasExited, await Ended(tool));
        Signal(tool, "INT");
        await tool.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(130, tool.ExitCode);
        Assert.Equal("a good model", await File.ReadAllTextAsync(model));
    }

    private static async Task<string> Ended(Process tool) => tool.HasExited ? await tool.StandardError.ReadToEndAsync() : "";

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "SpineInference.Tool.dll");

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    // A shell that runs the tests in its background has them ignore the interrupt, and they hand that down: it is set back here where that is easy.
    private static Process Start(params string[] args)
    {
        string[] command = [Host, "exec", Tool, .. args];
        return Process.Start(new ProcessStartInfo(
            OperatingSystem.IsLinux() ? "env" : command[0],
            OperatingSystem.IsLinux() ? ["--default-signal=INT", .. command] : command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }

    private static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    // The tool's exit code stands in a file, since the pipe's is that of its last command.
    private async Task EndsAfterOneLine(string line, params string[] args)
    {
        string code = _folder.File("code");
        string command = $"yes '{line}' | ( '{Host}' exec '{Tool}' {string.Join(' ', args.Select(static a => $"'{a}'"))}; echo $? > '{code}' ) | head -1";
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync().WaitAsync(Patience);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("141\n", await File.ReadAllTextAsync(code));
    }

    private string[] Temporaries() => Directory.GetFiles(_folder.Path, $".*{TemporaryFiles.Ending}");

    private string Clinic()
    {
        string path = _folder.File("clinic.json");
        new JsonModel(LearningNetworks.Clinic()).Write(path);
        return path;
    }
}

using System.Diagnostics;

namespace SpineInference.Tool.Tests;

/// <summary>The tool as a process of its own: its streams are pipes, and its folder is a copy.</summary>
public sealed class ProcessTests
{
    private const string Patient = """{"id": "p1", "left": {"present": ["foot-drop"]}}""";

    private static readonly string[] Files =
    [
        "SpineInference.Tool.dll", "SpineInference.Tool.runtimeconfig.json", "SpineInference.dll", "SpineInference.Engine.dll", "SpineInference.Knowledge.dll", "SpineInference.Learning.dll", "MathNet.Numerics.dll", "System.CommandLine.dll",
    ];

    [Fact]
    public async Task Diagnose_Json_NeedsNoLibraryOfTables()
    {
        using var folder = new TemporaryFolder();
        using Process tool = Start(folder, "diagnose", "-", "--format", "jsonl", "--explain", "--next", "1");
        await tool.StandardInput.WriteLineAsync(Patient);
        tool.StandardInput.Close();
        string answer = await tool.StandardOutput.ReadToEndAsync();
        string error = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.Equal((0, ""), (tool.ExitCode, error));
        Assert.StartsWith("""{"id":"p1","rootLevel":""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnose_Lines_AreAnsweredInTurns()
    {
        using var folder = new TemporaryFolder();
        using Process tool = Start(folder, "diagnose", "-", "--lines");
        foreach (string id in (string[])["first", "second", "third"])
        {
            await tool.StandardInput.WriteLineAsync(Patient.Replace("p1", id, StringComparison.Ordinal));
            await tool.StandardInput.FlushAsync();

            // The next question is asked only once this one is answered.
            string? answer = await tool.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.StartsWith($"{{\"id\":\"{id}\",\"rootLevel\":", answer, StringComparison.Ordinal);
        }

        tool.StandardInput.Close();
        await tool.WaitForExitAsync();
        Assert.Equal(0, tool.ExitCode);
    }

    // Spectre.Console is left behind: whatever loaded it would fail.
    private static Process Start(TemporaryFolder folder, params string[] args)
    {
        foreach (string file in Files)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), folder.File(file));
        }

        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(host, ["exec", folder.File("SpineInference.Tool.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }
}

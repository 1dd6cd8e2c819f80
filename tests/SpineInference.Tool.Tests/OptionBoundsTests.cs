using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool.Tests;

/// <summary>Every number among the options has bounds, and a bad file to write is told before the work.</summary>
public sealed class OptionBoundsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fit --out O", "--prior-strength", "1e308", "0", "-1", "NaN", "Infinity", "1e-300", "1e7")]
    [InlineData("fit --out O", "--tolerance", "0", "-1", "NaN", "Infinity", "1e999")]
    [InlineData("fit --out O", "--max-iterations", "0", "-1", "1e9", "99999999999")]
    [InlineData("fit --out O", "--restarts", "0", "-2147483648")]
    [InlineData("fit --out O", "--threads", "0", "-1")]
    [InlineData("fit --out O", "--seed", "1.5", "99999999999")]
    [InlineData("evaluate --target cause", "--folds", "0", "1", "-3", "21", "2147483647")]
    [InlineData("evaluate --target cause", "--bootstrap", "1", "50", "99", "-1", "NaN")]
    [InlineData("evaluate --target cause --folds 2", "--repeats", "0", "2147483647")]
    [InlineData("simulate --seed 1", "--count", "0", "-1", "1e12")]
    [InlineData("simulate --seed 1 --count 2", "--missing", "-0.1", "1.1", "NaN", "Infinity")]
    [InlineData("explain -", "--simulations", "0", "2147483647")]
    [InlineData("explain -", "--numbers", "0", "-5")]
    [InlineData("explain -", "--next", "-1")]
    [InlineData("diagnose -", "--interval", "0", "1", "NaN", "1e308")]
    [InlineData("diagnose -", "--threads", "0")]
    [InlineData("query N --evidence -", "--memory-limit", "0", "-1", "99999999999")]
    [InlineData("export N --format json", "--effective-sample-size", "0", "-1", "NaN", "1e308")]
    public async Task Option_OutOfBounds_IsRefusedByName(string command, string option, params string[] values)
    {
        string network = Network();
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "20", "--seed", "1", "--network", network, "--out", data);
        string[] words = [.. command.Split(' ').Select(w => w switch { "N" => network, "O" => _folder.File("o.json"), _ => w })];
        string[] rest = words[0] switch
        {
            "fit" or "evaluate" => [data, "--network", network],
            "simulate" => ["--network", network],
            _ => [],
        };
        foreach (string value in values)
        {
            Spine run = await Spine.RunAsync("{}", [.. words, .. rest, option, value]);
            Assert.True(run.ExitCode == 2, $"{command} {option} {value}: {run.ExitCode} {run.Output}");
            Assert.Contains(option, run.Error, StringComparison.Ordinal);
            Assert.Contains(value, run.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder.File("o.json")));
    }

    [Theory]
    [InlineData("--prior-strength", "1e6")]
    [InlineData("--prior-strength", "1e-6")]
    [InlineData("--tolerance", "1e300")]
    [InlineData("--max-iterations", "1")]
    [InlineData("--restarts", "2147483647")]
    [InlineData("--seed", "-2147483648")]
    [InlineData("--threads", "2147483647")]
    public async Task Fit_OptionAtItsBound_GivesAModel(string option, string value)
    {
        string network = Network();
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "20", "--seed", "1", "--network", network, "--out", data);
        Spine run = await Spine.RunAsync("fit", data, "--network", network, "--out", _folder.File("o.json"), option, value);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(JsonModel.Read(_folder.File("o.json")).Network.Parameters.ToArray(), static p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public async Task Fit_FileThatCannotBeWritten_IsToldBeforeTheDataAreRead()
    {
        string network = Network();
        string data = _folder.File("data.csv");
        await File.WriteAllTextAsync(data, "no,such,columns\n1,2,3\n");
        string good = _folder.File("o.json");
        foreach ((string option, string path, string words) in ((string, string, string)[])
        [
            ("--out", _folder.File("absent/o.json"), "no such folder"),
            ("--out", _folder.Path, "names no file"),
            ("--out", data, "is the data, too"),
            ("--checkpoint", _folder.File("absent/c"), "no such folder"),
            ("--checkpoint", good, "is --out, too"),
            ("--report", _folder.File("absent/r.html"), "no such folder"),
            ("--report", network, "is the network, too"),
        ])
        {
            Spine run = await Spine.RunAsync(["fit", data, "--network", network, .. option == "--out" ? (string[])[] : ["--out", good], option, path]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{option}: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(words, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("column", run.Error.Replace("the column map", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Equal([data, network], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Query_NetworkAboveTheMemoryLimit_NamesALimitThatIsEnoughAndHolds(int side)
    {
        string network = _folder.File("grid.json");
        new JsonModel(RandomNetworks.Grid(side, 1)).Write(network);
        Spine refused = await Spine.RunAsync("{\"evidence\":{}}", ["query", network, "--evidence", "-", "--memory-limit", "1"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.DoesNotContain("ExactEngineOptions", refused.Error, StringComparison.Ordinal);
        Match match = Regex.Match(refused.Error, "needs about ([0-9]+) MiB; give --memory-limit ([0-9]+) or more");
        Assert.True(match.Success, refused.Error);
        Assert.Equal(match.Groups[1].Value, match.Groups[2].Value);

        // The runtime holds the whole heap to the limit, and to what the tool takes without a network (20 MiB, measured; 32 with room).
        long heap = (long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 32) << 20;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "SpineInference.Tool.dll"), "query", network, "--evidence", "-", "--memory-limit", match.Groups[2].Value])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["DOTNET_GCHeapHardLimit"] = heap.ToString("x", CultureInfo.InvariantCulture) },
        };
        using Process tool = Process.Start(start)!;
        await tool.StandardInput.WriteLineAsync("{\"evidence\":{}}");
        tool.StandardInput.Close();
        string answer = await tool.StandardOutput.ReadToEndAsync();
        string error = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, error);
        Assert.StartsWith("{\"id\":null,\"posteriors\":", answer, StringComparison.Ordinal);
    }

    private string Network()
    {
        string path = _folder.File("network.json");
        new JsonModel(LearningNetworks.Clinic()).Write(path);
        return path;
    }
}

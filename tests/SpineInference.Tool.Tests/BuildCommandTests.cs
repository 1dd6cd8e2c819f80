using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Tests;

public sealed class BuildCommandTests : IDisposable
{
    private const string Sound = "{\"when\": {\"muscle.tibialis-anterior\": \"severely-weak\"}, \"p\": {\"present\": 0.96}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Build_ChangedTables_AnswersTheSamePatientOtherwise()
    {
        string tables = await TablesAsync();
        Change(tables, "22-strength-and-gait.json", Sound, Sound.Replace("0.96", "0.5", StringComparison.Ordinal));
        string model = _folder.File("model.json");
        Spine build = await Spine.RunAsync("build", tables, "--out", model);
        Assert.Equal((0, "", ""), (build.ExitCode, build.Output, build.Error));

        string patient = _folder.File("patient.json");
        await File.WriteAllTextAsync(patient, """{"age": 54, "sex": "male", "setting": "primary-care", "left": {"present": ["foot-drop"]}}""");
        double shipped = await L5Async(patient);
        double own = await L5Async(patient, "--model", model);
        double folder = await L5Async(patient, "--model", tables);
        Assert.NotEqual(shipped, own);
        Assert.Equal(own, folder);

        SpineModel expected = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(tables));
        Assert.Equal(expected.Hash, SpineModel.Load(model).Hash);
        JsonModel file = JsonModel.Read(model);
        Assert.Equal(Convert.ToHexStringLower(expected.Description.Knowledge.Digest.AsSpan()), file.Provenance["tables"]);
        ProbabilityRow row = file.Network.DistributionOf(file.Network["left.foot-drop"]).Rows.Single(static r => r.Probabilities[1] == 0.5);
        Assert.Equal("expert", file.RowBases[row.Id].Basis);
        Assert.NotEmpty(file.RowBases[row.Id].Note!);
        Assert.Contains(file.RowBases.Values, static b => b.Sources.Length > 0 && b.Intervals.Any(static i => i is not null));
    }

    [Fact]
    public async Task Build_FaultyTables_ListsEveryFaultWithItsPlaceAndWritesNothing()
    {
        string tables = await TablesAsync();
        Change(tables, "22-strength-and-gait.json", Sound, Sound.Replace("0.96", "1.96", StringComparison.Ordinal));
        Change(tables, "23-reflexes.json", "\"scope\": \"leg\"", "\"scope\": \"wing\"");
        string model = _folder.File("model.json");
        Spine build = await Spine.RunAsync("build", tables, "--out", model);
        Assert.Equal((2, ""), (build.ExitCode, build.Output));
        Assert.Matches(@"22-strength-and-gait\.json\(\d+,\d+\): Got probability 1\.96 for 'present'", build.Error);
        Assert.Matches(@"23-reflexes\.json\(\d+,\d+\): Field 'scope': got 'wing'; expected one of patient, leg\.", build.Error);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task Build_TablesOfAnotherField_CanBeQueriedAndNotDiagnosed()
    {
        string tables = Path.Combine(Repository.Root!, "samples", "OwnTables", "Tables");
        string model = _folder.File("arms.json");
        Assert.Equal(0, (await Spine.RunAsync("build", tables, "--out", model)).ExitCode);
        string cases = _folder.File("case.json");
        await File.WriteAllTextAsync(cases, """{"id": "1", "evidence": {"left.weak.triceps": "present"}}""");
        Spine query = await Spine.RunAsync("query", model, "--evidence", cases, "--targets", "root");
        Assert.Equal(0, query.ExitCode);
        Assert.Contains("C7", query.Output, StringComparison.Ordinal);

        string patient = _folder.File("patient.json");
        await File.WriteAllTextAsync(patient, "{}");
        foreach (string given in (string[])[model, tables])
        {
            Spine diagnose = await Spine.RunAsync("diagnose", patient, "--model", given);
            Assert.Equal((2, ""), (diagnose.ExitCode, diagnose.Output));
            Assert.StartsWith("spine: --model: ", diagnose.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("build", "nowhere", "is no folder. Give the folder of the tables")]
    [InlineData("build", "", "holds no table")]
    [InlineData("tables", "full", "is not empty")]
    [InlineData("tables", "file.txt", "names no folder")]
    public async Task BuildAndTables_UnfitFolder_IsRefused(string command, string name, string message)
    {
        Directory.CreateDirectory(_folder.File("full/of/it"));
        await File.WriteAllTextAsync(_folder.File("file.txt"), "");
        Spine run = await Spine.RunAsync(command, name.Length == 0 ? _folder.File("full") : _folder.File(name));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private async Task<string> TablesAsync()
    {
        string folder = _folder.File("tables");
        Spine run = await Spine.RunAsync("tables", folder);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root!, "src", "SpineInference", "Tables"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        return folder;
    }

    private static void Change(string folder, string file, string sound, string faulty)
    {
        string path = Path.Combine(folder, file);
        string text = File.ReadAllText(path);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(sound, faulty, StringComparison.Ordinal));
    }

    private static async Task<double> L5Async(string patient, params string[] more)
    {
        Spine run = await Spine.RunAsync(["diagnose", patient, "--format", "json", .. more]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Output)!["rootLevel"]!["L5"]!.GetValue<double>();
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpineInference.Tool.Tests;

/// <summary>Holds the synopses of docs/formats.md to the tool's options; the tests of the documentation run its examples.</summary>
public sealed partial class FormatsPageTests
{
    [Fact]
    public async Task PatientExample_KeepsTheSchemaAndIsDiagnosed()
    {
        string page = (await File.ReadAllTextAsync(Path.Combine(Repository.Root!, "docs", "formats.md"))).ReplaceLineEndings("\n");
        string patient = Assert.Single(Blocks(page, "json"), static b => b.Contains("\"uncertain\"", StringComparison.Ordinal));
        JsonNode schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root!, "docs", "schemas", "patient.schema.json")))!;
        Assert.Equal("", SchemaCheck.FirstFault(schema, JsonNode.Parse(patient)));
        Spine run = await Spine.RunAsync(patient, ["diagnose", "-", "--format", "json", "--interval", "0.9", "--explain", "--next", "1"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(JsonNode.Parse(run.Output)!.AsObject(), field => Assert.Contains($"`{field.Key}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_OfThePage_AreThoseOfTheTool()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root!, "docs", "formats.md"));
        foreach (string command in (string[])["query", "export"])
        {
            string usage = Assert.Single(Regex.Matches(page, $"^spine {command} NETWORK.*$", RegexOptions.Multiline)).Value;
            string help = (await Spine.RunAsync(command, "--help")).Output;
            string[] shown = [.. OptionName().Matches(usage).Select(static m => m.Value).Order(StringComparer.Ordinal)];
            Assert.Equal(shown, OptionName().Matches(help).Select(static m => m.Value).Where(static o => o is not "--help").Distinct().Order(StringComparer.Ordinal));
        }
    }

    private static string[] Blocks(string page, string language) =>
        [.. Regex.Matches(page, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(static m => m.Groups[1].Value)];

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();
}

using System.Text.Json.Nodes;

namespace SpineInference.Tool.Tests;

public sealed class FhirCommandTests : IDisposable
{
    private const string Person = """{"resource": {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1970-02-01"}}""";

    private const string Map = """
        {"resourceType": "ConceptMap", "url": "urn:example:map", "status": "active", "group": [{"source": "urn:example:clinic", "target": "urn:spineinference:finding",
          "element": [{"code": "FD", "target": [{"code": "left.foot-drop", "equivalence": "equal"}]}, {"code": "WK", "target": [{"code": "left.leg-weakness", "equivalence": "inexact"}]}]}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fhir_ARecord_PrintsFlagsFirst_ThenTheAnswer_AndWhatWasUnderstoodAndNot()
    {
        string record = File("record.json", Bundle(Person, Seen("o1", "urn:spineinference:finding", "left.foot-drop"), Seen("o2", "urn:spineinference:finding", "urinary-retention"), Seen("o3", "urn:example:clinic", "X")));
        string target = _folder.File("assessment.json");

        Spine run = await Spine.RunAsync("fhir", record, "--out", target);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Lines];
        Assert.StartsWith("RED FLAG ", lines[1], StringComparison.Ordinal);
        Assert.Contains("Observation/o1: left.foot-drop present", lines);
        int unused = Array.FindIndex(lines, static l => l.StartsWith("Not understood: 1 part", StringComparison.Ordinal));
        Assert.StartsWith("Observation/o3 (Bundle.entry[3].resource.code): Unknown code urn:example:clinic|X", lines[unused + 1], StringComparison.Ordinal);
        JsonNode assessment = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(target))!;
        Assert.Equal(("RiskAssessment", "Patient/p1"), ((string)assessment["resourceType"]!, (string)assessment["subject"]!["reference"]!));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task Fhir_OnATerminalOf80Columns_BreaksNoLineBeyond()
    {
        string record = Bundle(Person, Seen("o1", "urn:spineinference:finding", "left.foot-drop"), Seen("o3", "urn:example:clinic", "X"));

        Spine run = await Spine.RunAsync(record, ["fhir", "-"], outputWidth: 80);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Lines, static l => Assert.InRange(l.Length, 0, 80));
    }

    [Fact]
    public async Task Fhir_ARecordThatTellsNoDay_AsksForIt_AndReadsItWithOne()
    {
        string record = File("record.json", Bundle(Person, Seen("o1", "urn:spineinference:finding", "left.foot-drop"), Seen("o2", "urn:example:clinic", "X"))
            .Replace("\"effectiveDateTime\": \"2024-05-03\",", "", StringComparison.Ordinal));

        Spine refused = await Spine.RunAsync("fhir", record);
        Spine read = await Spine.RunAsync("fhir", record, "--date", "2024-05-03", "--setting", "spine-clinic", "--complaint", "weakness");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("Give --date, or the findings their time.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("or map its code by --map.", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (read.ExitCode, read.Error));
        Assert.StartsWith("Patient/p1: man, 54, spine clinic", read.Output, StringComparison.Ordinal);
        Assert.All((string[])["FhirReadOptions", "FhirConceptMap", "FhirFormatException"], word => Assert.DoesNotContain(word, refused.Error + read.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fhir_ARecordOfNothing_SaysWhatToType()
    {
        Spine run = await Spine.RunAsync("fhir", File("record.json", Bundle(Person, Seen("o2", "urn:example:clinic", "X"))));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("or map the record's codes by --map.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Fhir", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fhir_WithAMap_ReadsTheClinicsCodes_AndSaysWhatOfTheMapIsNotUsed()
    {
        string record = File("record.json", Bundle(Person, Seen("o1", "urn:example:clinic", "FD")));

        Spine run = await Spine.RunAsync("fhir", record, "--map", File("map.json", Map));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Observation/o1: left.foot-drop present", run.Lines);
        Assert.Contains("Of the map, 1 part not used", run.Lines);
        Assert.Contains(run.Lines, static l => l.Contains("urn:example:clinic|WK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fhir_WithoutAnAnswer_SaysWhy_WithWhatWasNotUnderstood_AndWritesNothing()
    {
        string record = File("record.json", Bundle(Person, Seen("o1", "urn:example:clinic", "FD")));
        string target = _folder.File("assessment.json");

        Spine run = await Spine.RunAsync("fhir", record, "--out", target);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no red flag was looked for", run.Error, StringComparison.Ordinal);
        Assert.Contains("Not understood: Observation/o1", run.Error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(target));
    }

    [Fact]
    public async Task Fhir_RisksAlone_AreNotAnswered()
    {
        Spine run = await Spine.RunAsync(Bundle(Person, Seen("o1", "urn:spineinference:finding", "smoking"), Seen("o2", "urn:example:clinic", "X")), ["fhir", "-"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("standard input: nothing that was stated", run.Error, StringComparison.Ordinal);
        Assert.Contains("Not understood: Observation/o2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fhir_AllFaultsOfTheRecord_AreTold()
    {
        Spine run = await Spine.RunAsync(
            Bundle(Person, Seen("o1", "urn:spineinference:finding", "foot-dorp"), Seen("o2", "urn:spineinference:finding", "fevr"), Seen("o3", "urn:spineinference:finding", "night-pain")), ["fhir", "-"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("2 faults", run.Error, StringComparison.Ordinal);
        Assert.Contains("'foot-drop'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'fever'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fhir_Questionnaire_IsWritten()
    {
        string target = _folder.File("questionnaire.json");

        Spine file = await Spine.RunAsync("fhir", "--questionnaire", "--out", target);
        Spine printed = await Spine.RunAsync("fhir", "--questionnaire");

        Assert.Equal((0, "", ""), (file.ExitCode, file.Output, file.Error));
        Assert.Equal(printed.Output, await System.IO.File.ReadAllTextAsync(target));
        Assert.Equal("Questionnaire", (string)JsonNode.Parse(printed.Output)!["resourceType"]!);
    }

    [Theory]
    [InlineData("No record is given")]
    [InlineData("reads no record", "record.json", "--questionnaire")]
    [InlineData("is the record, too", "record.json", "--out", "record.json")]
    [InlineData("Could not find file", "nowhere.json")]
    [InlineData("--date: 'yesterday' is no day", "record.json", "--date", "yesterday")]
    [InlineData("map.json cannot be used", "record.json", "--map", "map.json")]
    public async Task Fhir_WrongCommandLine_IsRefused(string message, params string[] args)
    {
        File("record.json", Bundle(Person, Seen("o1", "urn:spineinference:finding", "left.foot-drop")));
        File("map.json", Map.Replace("foot-drop", "foot-dorp", StringComparison.Ordinal));

        Spine run = await Spine.RunAsync(["fhir", .. args.Select(a => a.EndsWith(".json", StringComparison.Ordinal) ? _folder.File(a) : a)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Bundle(params string[] entries) => $$"""{"resourceType": "Bundle", "type": "collection", "entry": [{{string.Join(", ", entries)}}]}""";

    private static string Seen(string id, string system, string code) => $$$"""
        {"resource": {"resourceType": "Observation", "id": "{{{id}}}", "status": "final", "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2024-05-03",
          "code": {"coding": [{"system": "{{{system}}}", "code": "{{{code}}}"}]}, "valueBoolean": true}}
        """;

    private string File(string name, string text)
    {
        string path = _folder.File(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}

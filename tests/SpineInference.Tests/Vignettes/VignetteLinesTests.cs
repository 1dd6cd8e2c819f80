using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpineInference.Tests.Vignettes;

/// <summary>The teaching cases as JSON Lines through the tool: its answers are the library's, to the last bit.</summary>
public sealed class VignetteLinesTests
{
    [SkippableFact]
    public async Task Diagnose_TeachingCases_AnswersAsTheLibrary()
    {
        VignetteMapping mapping = VignetteMapping.Read(SpineModel.Default);
        ImmutableArray<(string Id, Patient Patient)> cases =
            [.. VignetteCase.ReadAll(TestData.Require("vignettes/vignettes.jsonl")).Where(static c => c.Age is null or >= Patient.MinimumAge).Select(c => (c.Id, mapping.ToPatient(c)))];
        Assert.InRange(cases.Length, 20, 1000);
        using var folder = new TemporaryFolder();
        string patients = folder.File("vignettes.jsonl");
        string answers = folder.File("answers.jsonl");
        await File.WriteAllLinesAsync(patients, cases.Select(static c => Written(writer => PatientJson.Write(writer, c.Patient, c.Id))));
        Spine run = await Spine.RunAsync("diagnose", patients, "--out", answers);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        JsonNode schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root!, "docs", "schemas", "answer.schema.json")))!;
        string[] lines = await File.ReadAllLinesAsync(answers);
        Assert.Equal(cases.Length, lines.Length);
        foreach (((string id, Patient patient), string line) in cases.Zip(lines))
        {
            Diagnosis expected = patient.Diagnose();
            JsonNode answer = JsonNode.Parse(line)!;
            Assert.Equal("", SchemaCheck.FirstFault(schema, answer));
            Assert.Equal(id, answer["id"]!.GetValue<string>());
            AssertSame(expected.RootLevel.Select(static o => (o.Id, o.Probability)), answer["rootLevel"]!);
            AssertSame(expected.Cause.Select(static o => (o.Id, o.Probability)), answer["cause"]!);
            AssertSame(expected.LesionSite.Select(static o => (o.Id, o.Probability)), answer["lesionSite"]!);
            AssertSame(expected.DiscLevel.Select(static o => (o.Id, o.Probability)), answer["discLevel"]!);
            Assert.Equal(expected.SciaticaProbability, answer["sciatica"]!.GetValue<double>());
            Assert.Equal(expected.LogEvidence, answer["logEvidence"]!.GetValue<double>());
            Assert.Equal(expected.RedFlags.Select(static f => f.Id).Distinct(), answer["redFlags"]!.AsArray().Select(static f => f!["id"]!.GetValue<string>()).Distinct());
        }
    }

    private static void AssertSame(IEnumerable<(string Id, double Probability)> expected, JsonNode answer) =>
        Assert.Equal(expected, answer.AsObject().Select(static p => (p.Key, p.Value!.GetValue<double>())));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

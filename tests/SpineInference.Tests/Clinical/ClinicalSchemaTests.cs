using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace SpineInference.Tests.Clinical;

/// <summary>Holds the published schemas of patient and answer against what the library writes and reads.</summary>
public sealed class ClinicalSchemaTests
{
    private const string Documented = """
        {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg",
         "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}, "right": {},
         "present": ["leg-pain-worse-than-back-pain"], "absent": ["left.heel-walk-impaired"],
         "values": {"left.achilles-reflex": "reduced", "patellar-reflex": ["normal", "reduced"], "ankle-brachial-index": 0.95},
         "uncertain": {"left.heel-raise-impaired": 3, "left.quadriceps-strength": {"weak": 2}}}
        """;

    private static readonly JsonNode PatientSchema = Load("patient");
    private static readonly JsonNode AnswerSchema = Load("answer");

    private static readonly AnswerOptions Everything = new() { IntervalMass = 0.9, Explains = true, NextCount = 2 };

    [Property(MaxTest = 100)]
    public void PatientSchema_WhatTheLibraryWrites_IsAccepted(int seed) => Assert.Equal(
        "", SchemaCheck.FirstFault(PatientSchema, Written(writer => PatientJson.Write(writer, new SampledPatient(seed).Note(30), "p"))));

    [Fact]
    public void PatientSchema_DocumentedPatient_IsAcceptedAsByTheReader()
    {
        Assert.Equal("", SchemaCheck.FirstFault(PatientSchema, JsonNode.Parse(Documented)));
        Assert.Equal("p1", PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(Documented), "p.json").Id);
    }

    [Theory]
    [InlineData("foot-drop", "foot-dorp")]
    [InlineData("\"male\"", "\"man\"")]
    [InlineData("primary-care", "hospital")]
    [InlineData("\"leg\"", "\"arm\"")]
    [InlineData("54", "17")]
    [InlineData("54", "121")]
    [InlineData("54", "\"54\"")]
    [InlineData("\"p1\"", "1")]
    [InlineData("\"reduced\", \"patellar", "\"gone\", \"patellar")]
    [InlineData("[\"normal\", \"reduced\"]", "[]")]
    [InlineData("[\"normal\", \"reduced\"]", "[\"brisk\"]")]
    [InlineData("0.95", "3")]
    [InlineData("0.95", "0")]
    [InlineData("0.95", "\"low\"")]
    [InlineData(": 3,", ": 0,")]
    [InlineData(": 3,", ": \"3\",")]
    [InlineData("\"weak\": 2", "\"weak\": -2")]
    [InlineData("\"weak\": 2", "\"feeble\": 2")]
    [InlineData("\"right\": {}", "\"right\": []")]
    [InlineData("\"right\": {}", "\"right\": {\"maybe\": []}")]
    [InlineData("\"right\": {}", "\"middle\": {}")]
    [InlineData("[\"leg-pain-worse-than-back-pain\"]", "\"leg-pain-worse-than-back-pain\"")]
    [InlineData("[\"leg-pain-worse-than-back-pain\"]", "[\"achilles-reflex\"]")]
    [InlineData("[\"foot-drop\"]", "[\"fever\"]")]
    public void PatientSchema_ChangedPatient_IsRefusedAsByTheReader(string old, string changed)
    {
        string json = Documented.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEqual(Documented, json);
        Assert.NotEqual("", SchemaCheck.FirstFault(PatientSchema, JsonNode.Parse(json)));
        Assert.Throws<PatientFormatException>(() => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "p.json"));
    }

    [Property(MaxTest = 20)]
    public void AnswerSchema_WhatTheLibraryWrites_IsAccepted(int seed)
    {
        Diagnosis diagnosis = new SampledPatient(seed).Note(12).Diagnose();
        Assert.Equal("", SchemaCheck.FirstFault(AnswerSchema, Written(writer => DiagnosisJson.Write(writer, diagnosis, null))));
        Assert.Equal("", SchemaCheck.FirstFault(AnswerSchema, Written(writer => AnswerJson.Write(writer, diagnosis, "p", new AnswerOptions { Explains = true, NextCount = 2 }))));
    }

    [Fact]
    public void AnswerSchema_FieldRemovedAddedOrOfAnotherKind_IsRefused()
    {
        Diagnosis diagnosis = PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(Documented), "p.json").Patient.Diagnose();
        JsonNode valid = Written(writer => AnswerJson.Write(writer, diagnosis, "p1", Everything));
        Assert.Equal("", SchemaCheck.FirstFault(AnswerSchema, valid));
        string[] optional = ["id", "intervals", "explanation", "next"];
        int tried = 0;
        foreach (string pointer in (string[])
            [
                "", "rootLevel", "cause", "roots", "roots/left", "roots/left/L5", "stenosis", "model", "redFlags/0", "unaskedRedFlags/0", "intervals", "intervals/cause", "explanation/0",
                "explanation/0/reasons/0", "next", "next/findings/0", "next/findings/0/outcomes/0",
            ])
        {
            foreach (string field in (string[])[.. Navigate(valid, pointer).AsObject().Select(static p => p.Key), "unknown"])
            {
                JsonNode changed = valid.DeepClone();
                Navigate(changed, pointer)[field] = true;
                Assert.NotEqual("", SchemaCheck.FirstFault(AnswerSchema, changed));
                tried++;
                JsonNode removed = valid.DeepClone();
                if (!(pointer.Length == 0 && optional.Contains(field)) && Navigate(removed, pointer).AsObject().Remove(field))
                {
                    Assert.NotEqual("", SchemaCheck.FirstFault(AnswerSchema, removed));
                    tried++;
                }
            }
        }

        Assert.InRange(tried, 200, 400);
    }

    [Theory]
    [InlineData("""{"id": "p1", "error": "line 1: why"}""", true)]
    [InlineData("""{"id": null, "error": "line 1: why"}""", true)]
    [InlineData("""{"id": 1, "error": "line 1: why"}""", false)]
    [InlineData("""{"error": "line 1: why"}""", false)]
    [InlineData("""{"id": "p1", "error": ""}""", false)]
    [InlineData("""{"id": "p1", "error": "why", "advice": ""}""", false)]
    public void AnswerSchema_Errors_AreTakenInTheirForm(string json, bool isAccepted) =>
        Assert.Equal(isAccepted, SchemaCheck.FirstFault(AnswerSchema, JsonNode.Parse(json)).Length == 0);

    private static JsonNode Load(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root!, "docs", "schemas", $"{name}.schema.json")))!;

    private static JsonNode Navigate(JsonNode node, string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(node, static (at, step) => int.TryParse(step, out int index) ? at[index]! : at[step]!);

    private static JsonNode Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }
}

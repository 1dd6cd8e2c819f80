using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpineInference.AspNetCore.Tests;

/// <summary>Written patients of the tests.</summary>
internal static class TestPatients
{
    public const string FootDrop = """
        {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg",
         "left": {"present": ["foot-drop", "pain.lateral-calf"], "absent": ["tiptoe-walk-impaired"]}, "values": {"left.achilles-reflex": "normal"}}
        """;

    public const string Retention = """{"id": "p2", "left": {"present": ["foot-drop"]}, "present": ["urinary-retention"]}""";

    public const string Contradictory = """{"left": {"present": ["foot-drop"], "absent": ["foot-drop"]}}""";

    public const string Faulty = """
        {"age": 7,
         "left": {"present": ["heel-wlak-impaired"]},
         "sex": "man"}
        """;

    public const string LegNotNamed = """{"left": {"present": ["foot-drop"]}, "right": {"present": ["foot-pain"]}, "present": ["heel-walk-impaired"]}""";

    /// <summary>Different patients, the same for the same number, each in one line.</summary>
    public static string Numbered(int number)
    {
        string[] findings = ["foot-drop", "leg-pain", "foot-pain", "pain.big-toe", "sensation.sole", "heel-walk-impaired", "straight-leg-raise-positive"];
        var present = new JsonArray([.. findings.Where((_, i) => (number >> i & 1) == 1).Select(static f => (JsonNode)f)]);
        var patient = new JsonObject
        {
            ["id"] = $"n{number}",
            ["age"] = 18 + (number % 70),
            ["sex"] = number % 2 == 0 ? "male" : "female",
            [number % 3 == 0 ? "left" : "right"] = new JsonObject { ["present"] = present },
        };
        return patient.ToJsonString();
    }

    /// <summary>What the library itself answers.</summary>
    public static string Answer(string patient)
    {
        PatientRecord record = PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(patient), "test");
        Diagnosis diagnosis = record.Patient.Diagnose();
        return Json(writer => DiagnosisJson.Write(writer, diagnosis, record.Id));
    }

    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }
}

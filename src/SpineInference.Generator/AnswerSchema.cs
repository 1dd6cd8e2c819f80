using System.Text.Json.Nodes;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The JSON Schema of an answer, and of the error that takes its place for a faulty patient.</summary>
internal static class AnswerSchema
{
    public static JsonObject Render(KnowledgeNetwork spine)
    {
        (string Name, JsonNode Schema)[] distributions =
            [.. Questions.All.Select(static q => (q.Field, (JsonNode)Schema.Reference(q.Field)))];
        var definitions = new JsonObject { ["probability"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1.000000001 } };
        foreach (Question question in Questions.All)
        {
            JsonObject distribution = Distribution(spine, question.Id, "probability");
            distribution["description"] = $"Probabilities of {question.Description}; they sum to 1.";
            definitions[question.Field] = distribution;
        }

        string[] roots = [.. spine.Network["root-level"].States.Where(static s => s is not ("none" or "L1"))];
        definitions["rootState"] = Distribution(spine, "left.root.L5", "probability");
        definitions["leg"] = Closed([.. roots.Select(static r => (r, (JsonNode)Schema.Reference("rootState")))]);
        definitions["interval"] = new JsonObject { ["type"] = "array", ["items"] = Schema.Reference("probability"), ["minItems"] = 2, ["maxItems"] = 2 };
        definitions["weight"] = new JsonObject { ["description"] = "A weight of evidence in decibans.", ["oneOf"] = new JsonArray(Schema.Of("number"), Schema.Enum(["infinity", "-infinity"])) };
        definitions["intervals"] = Closed(
        [
            ("mass", new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["exclusiveMaximum"] = 1 }),
            ("draws", new JsonObject { ["type"] = "number", ["minimum"] = 1 }),
            .. Questions.All.Select(q => (q.Field, (JsonNode)Distribution(spine, q.Id, "interval"))),
        ]);
        definitions["reason"] = Closed(
            ("finding", Schema.Of("string")), ("label", Schema.Of("string")), ("alone", Schema.Reference("weight")), ("givenRest", Schema.Reference("weight")),
            ("inOrder", Schema.Reference("weight")), ("againstRival", Schema.Reference("weight")));
        definitions["explanation"] = Closed(
            ("of", Schema.Of("string")), ("answer", Schema.Of("string")), ("words", Schema.Of("string")), ("rival", Schema.Of("string")),
            ("prior", Schema.Reference("probability")), ("posterior", Schema.Reference("probability")), ("total", Schema.Reference("weight")),
            ("totalAgainstRival", Schema.Reference("weight")), ("reasons", List("reason")), ("sentences", new JsonObject { ["type"] = "array", ["items"] = Schema.Of("string") }));
        definitions["outcome"] = Closed(
            [("state", Schema.Of("string")), ("probability", Schema.Reference("probability")), .. Questions.Principal.Select(static q => (q.Field, (JsonNode)Schema.Reference(q.Field)))]);
        definitions["proposal"] = Closed(
            ("finding", Schema.Of("string")), ("label", Schema.Of("string")), ("category", Schema.Enum(Enum.GetNames<FindingCategory>().Select(static n => n.ToLowerInvariant()))),
            ("bits", Schema.Of("number")), ("cost", Schema.Of("number")), ("outcomes", List("outcome")));
        definitions["urgency"] = Schema.Enum(Urgencies.All.Where(static u => u != Urgency.Routine).Select(static u => u.Id));
        definitions["redFlagQuestion"] = Closed(
            ("rule", Schema.Enum(RedFlagRule.All.Select(static r => r.Id))), ("urgency", Schema.Reference("urgency")), ("question", Schema.Of("string")), ("findings", Texts()));
        definitions["next"] = Closed(
            ("redFlags", List("redFlagQuestion")), ("entropyBits", Schema.Of("number")), ("findings", List("proposal")), ("stop", Schema.Enum(["count", "settled", "little-gain", "no-candidates"])));
        definitions["assumption"] = Closed(
            ("id", Schema.Enum(["complaint-side", "complaint"])), ("value", Schema.Of("string")), ("text", Schema.Of("string")));
        definitions["doubt"] = Closed(
            ("id", Schema.Of("string")), ("findings", new JsonObject { ["type"] = "array", ["items"] = Schema.Of("string") }), ("text", Schema.Of("string")));
        definitions["redFlag"] = Closed(
            ("id", Schema.Enum(RedFlag.Ids)), ("urgency", Schema.Reference("urgency")), ("findings", Texts()),
            ("reason", Schema.Of("string")), ("action", Schema.Of("string")));
        definitions["answer"] = Schema.Object(
            [.. distributions.Select(static d => d.Name), "stenosis", "stenosisSyndrome", "roots", "sciatica", "logEvidence", "assumptions", "doubts", "urgency", "redFlags", "unaskedRedFlags", "advice", "model"],
            [
                ("id", Schema.Of("string")),
                .. distributions,
                ("stenosis", Closed([.. DiscLevels.All.Select(Questions.StenosisAt).Select(static q => (q.Field, (JsonNode)Schema.Reference("probability")))])),
                ("stenosisSyndrome", Schema.Reference("probability")),
                ("roots", Closed(("left", Schema.Reference("leg")), ("right", Schema.Reference("leg")))),
                ("sciatica", Schema.Reference("probability")),
                ("logEvidence", Schema.Of("number")),
                ("assumptions", List("assumption")),
                ("doubts", List("doubt")),
                ("urgency", Schema.Enum(Urgencies.All.Select(static u => u.Id))),
                ("redFlags", List("redFlag")),
                ("unaskedRedFlags", List("redFlagQuestion")),
                ("advice", Schema.Of("string")),
                ("model", Closed(("version", Schema.Of("string")), ("hash", Schema.Of("string")))),
                ("intervals", Schema.Reference("intervals")),
                ("explanation", List("explanation")),
                ("next", Schema.Reference("next")),
            ]);
        definitions["error"] = Closed(
            ("id", new JsonObject { ["anyOf"] = new JsonArray(Schema.Of("string"), Schema.Of("null")) }), ("error", new JsonObject { ["type"] = "string", ["minLength"] = 1 }));
        JsonObject schema = Schema.Root("Answer", "What SpineInference answers for one patient, or the error in its place. Written by SpineInference.Generator.");
        schema["oneOf"] = new JsonArray(Schema.Reference("answer"), Schema.Reference("error"));
        schema["$defs"] = definitions;
        return schema;
    }

    private static JsonObject Distribution(KnowledgeNetwork spine, string variable, string definition) =>
        Closed([.. spine.Network[variable].States.Select(s => (s, (JsonNode)Schema.Reference(definition)))]);

    private static JsonObject List(string definition) => new() { ["type"] = "array", ["items"] = Schema.Reference(definition) };

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = Schema.Of("string") };

    // Every field is there, and no other.
    private static JsonObject Closed(params (string Name, JsonNode Schema)[] fields) => Schema.Object([.. fields.Select(static f => f.Name)], fields);
}

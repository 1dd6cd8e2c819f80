using System.Text.Json.Nodes;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The JSON Schema of a written patient: every id and state by name, so that editors complete them.</summary>
internal static class PatientSchema
{
    public static JsonObject Render(KnowledgeNetwork spine)
    {
        DescribedFinding[] findings = [.. SpineModel.Default.DescribedFindings];
        DescribedFinding[] binary = [.. findings.Where(static f => f.IsBinary)];
        var definitions = new JsonObject
        {
            ["legFinding"] = Schema.Enum(binary.Where(static f => f.IsOfLeg).Select(static f => f.Id)),
            ["finding"] = Schema.Enum(binary.SelectMany(Names)),
            ["ratio"] = new JsonObject { ["description"] = "A likelihood ratio: P(what was seen | state) / P(what was seen | not).", ["type"] = "number", ["exclusiveMinimum"] = 0 },
            ["leg"] = Schema.Object([], ("present", ListOf("legFinding")), ("absent", ListOf("legFinding"))),
        };
        var values = new JsonObject();
        var ratios = new JsonObject();
        foreach (DescribedFinding finding in findings)
        {
            string key = string.Join('_', finding.States);
            definitions.TryAdd($"value.{key}", Value(finding));
            definitions.TryAdd($"ratio.{key}", Ratio(finding));
            foreach (string name in Names(finding))
            {
                values[name] = Schema.Reference($"value.{key}");
                ratios[name] = Schema.Reference($"ratio.{key}");
            }
        }

        values["ankle-brachial-index"] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["exclusiveMaximum"] = 3 };
        JsonObject schema = Schema.Root(
            "Patient",
            "A patient as SpineInference reads one. What is left out is unknown, never absent. Written by SpineInference.Generator.");
        schema["type"] = "object";
        schema["additionalProperties"] = false;
        schema["properties"] = new JsonObject
        {
            ["id"] = Schema.Of("string"),
            ["age"] = new JsonObject { ["type"] = "number", ["minimum"] = Patient.MinimumAge, ["exclusiveMaximum"] = Patient.MaximumAge + 1 },
            ["sex"] = Schema.Enum(spine.Network["sex"].States),
            ["setting"] = Schema.Enum(spine.Network["setting"].States),
            ["complaint"] = Schema.Enum(spine.Network["complaint"].States),
            ["complaintSide"] = Schema.Enum(spine.Network["complaint-side"].States),
            ["literal"] = Schema.Of("boolean"),
            ["left"] = Schema.Reference("leg"),
            ["right"] = Schema.Reference("leg"),
            ["present"] = ListOf("finding"),
            ["absent"] = ListOf("finding"),
            ["values"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = values },
            ["uncertain"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = ratios },
            ["examination"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    ["over-reports"] = Schema.Of("boolean"),
                    ["left.doubtful-strength"] = Schema.Of("boolean"),
                    ["right.doubtful-strength"] = Schema.Of("boolean"),
                },
            },
            ["measured"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema.Of("number") },
        };
        schema["$defs"] = definitions;
        return schema;
    }

    // A finding of a leg may stand without a leg.
    private static IEnumerable<string> Names(DescribedFinding finding) =>
        !finding.IsOfLeg ? [finding.Id] : [finding.Id, $"left.{finding.Id}", $"right.{finding.Id}"];

    private static JsonObject ListOf(string definition) => new() { ["type"] = "array", ["items"] = Schema.Reference(definition) };

    private static JsonObject Value(DescribedFinding finding)
    {
        JsonObject state = Schema.Enum(finding.States);
        var ways = new JsonArray(state, new JsonObject { ["type"] = "array", ["items"] = state.DeepClone(), ["minItems"] = 1 });
        if (finding.States.SequenceEqual(StrengthGrades.All.Select(static g => g.Id)))
        {
            ways.Add(new JsonObject { ["description"] = "A grade of the Medical Research Council.", ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 5 });
        }

        return new JsonObject { ["oneOf"] = ways };
    }

    private static JsonObject Ratio(DescribedFinding finding)
    {
        var byState = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(finding.States.Select(static s => KeyValuePair.Create<string, JsonNode?>(s, Schema.Reference("ratio")))),
        };
        return finding.IsBinary ? new JsonObject { ["oneOf"] = new JsonArray(Schema.Reference("ratio"), byState) } : byState;
    }
}

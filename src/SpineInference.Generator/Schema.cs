using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpineInference.Generator;

/// <summary>The little of JSON Schema (2020-12) that generated schemas need.</summary>
internal static class Schema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Root(string title, string description) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = title,
        ["description"] = description,
    };

    public static JsonObject Of(string type) => new() { ["type"] = type };

    public static JsonObject Enum(IEnumerable<string> texts) => new() { ["enum"] = new JsonArray([.. texts.Select(static t => JsonValue.Create(t))]) };

    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>An object with these fields and no others.</summary>
    public static JsonObject Object(string[] required, params (string Name, JsonNode Schema)[] fields)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(static r => JsonValue.Create(r))]);
        }

        schema["properties"] = new JsonObject(fields.Select(static f => KeyValuePair.Create<string, JsonNode?>(f.Name, f.Schema)));
        return schema;
    }

    public static string Text(JsonObject schema) => schema.ToJsonString(Options) + "\n";
}

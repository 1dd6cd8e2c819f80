using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpineInference.Testing;

/// <summary>The part of JSON Schema 2020-12 that our schema uses; a keyword it does not know is an error.</summary>
internal static class SchemaCheck
{
    /// <summary>The first fault, with its place, or an empty text.</summary>
    public static string FirstFault(JsonNode schema, JsonNode? value) => Check(schema.AsObject(), value, schema, "$");

    private static string Check(JsonObject schema, JsonNode? value, JsonNode root, string path)
    {
        foreach ((string keyword, JsonNode? argument) in schema)
        {
            string fault = keyword switch
            {
                "$schema" or "$defs" or "title" or "description" => "",
                "$ref" => Check(root["$defs"]![argument!.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, root, path),
                "type" => IsOf(argument!.GetValue<string>(), value) ? "" : $"{path}: not of type {argument}",
                "const" => JsonNode.DeepEquals(argument, value) ? "" : $"{path}: not {argument}",
                "enum" => argument!.AsArray().Any(a => JsonNode.DeepEquals(a, value)) ? "" : $"{path}: none of the values",
                "required" => argument!.AsArray().Select(static n => n!.GetValue<string>()).FirstOrDefault(n => value is JsonObject o && !o.ContainsKey(n)) is { } name
                    ? $"{path}: {name} is missing" : "",
                "properties" => CheckProperties(argument!.AsObject(), value, root, path),
                "additionalProperties" => CheckOthers(schema, argument!, value, root, path),
                "items" => value is JsonArray items
                    ? items.Select((item, i) => Check(argument!.AsObject(), item, root, $"{path}[{i}]")).FirstOrDefault(static f => f.Length > 0) ?? "" : "",
                "minItems" => value is JsonArray array && array.Count < argument!.GetValue<int>() ? $"{path}: too few" : "",
                "maxItems" => value is JsonArray array && array.Count > argument!.GetValue<int>() ? $"{path}: too many" : "",
                "minLength" => IsOf("string", value) && value!.GetValue<string>().Length < argument!.GetValue<int>() ? $"{path}: too short" : "",
                "minimum" => IsOf("number", value) && !(value!.GetValue<double>() >= argument!.GetValue<double>()) ? $"{path}: too small" : "",
                "maximum" => IsOf("number", value) && !(value!.GetValue<double>() <= argument!.GetValue<double>()) ? $"{path}: too large" : "",
                "exclusiveMinimum" => IsOf("number", value) && !(value!.GetValue<double>() > argument!.GetValue<double>()) ? $"{path}: too small" : "",
                "exclusiveMaximum" => IsOf("number", value) && !(value!.GetValue<double>() < argument!.GetValue<double>()) ? $"{path}: too large" : "",
                "anyOf" => Count(argument!, value, root, path) > 0 ? "" : $"{path}: none of the alternatives",
                "oneOf" => Count(argument!, value, root, path) == 1 ? "" : $"{path}: not exactly one of the alternatives",
                _ => throw new NotSupportedException($"The schema uses '{keyword}', which this check does not know."),
            };
            if (fault.Length > 0)
            {
                return fault;
            }
        }

        return "";
    }

    private static int Count(JsonNode alternatives, JsonNode? value, JsonNode root, string path) =>
        alternatives.AsArray().Count(a => Check(a!.AsObject(), value, root, path).Length == 0);

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() % 1 == 0,
        "null" => value is null,
        _ => throw new NotSupportedException(type),
    };

    private static string CheckProperties(JsonObject properties, JsonNode? value, JsonNode root, string path) => value is JsonObject o
        ? properties.Where(p => o.ContainsKey(p.Key)).Select(p => Check(p.Value!.AsObject(), o[p.Key], root, $"{path}.{p.Key}")).FirstOrDefault(static f => f.Length > 0) ?? ""
        : "";

    private static string CheckOthers(JsonObject schema, JsonNode argument, JsonNode? value, JsonNode root, string path)
    {
        if (value is not JsonObject o)
        {
            return "";
        }

        foreach ((string name, JsonNode? other) in o.Where(p => schema["properties"]?[p.Key] is null))
        {
            string fault = argument is JsonObject allowed ? Check(allowed, other, root, $"{path}.{name}") : $"{path}: {name} is not allowed";
            if (fault.Length > 0)
            {
                return fault;
            }
        }

        return "";
    }
}

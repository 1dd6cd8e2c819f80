using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.OpenApi;

/// <summary>The service in the form of OpenAPI 3.1, with the published schemas of patient and answer, and examples that the model itself
/// answers. Made when it is first asked for.</summary>
internal sealed class OpenApiDocument
{
    private const string Components = "#/components/schemas/";
    private const string Definitions = "#/$defs/";

    private readonly Lazy<byte[]> _bytes;

    public OpenApiDocument(SpineModel model, string prefix) => _bytes = new(() => Render(model, prefix));

    public Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        new QueryReader(context.Request).ThrowIfFaulty();
        return JsonResponse.WriteAsync(context, _bytes.Value);
    }

    private static byte[] Render(SpineModel model, string prefix)
    {
        JsonObject document = Embedded("service.openapi.json");
        document["info"]!["version"] = SpineModel.Version;
        document["servers"]![0]!["url"] = prefix.Trim('/') is { Length: > 0 } path ? $"/{path}" : "/";
        JsonObject schemas = document["components"]!["schemas"]!.AsObject();
        Add(schemas, "Patient", Embedded("patient.schema.json"));
        Add(schemas, "Answer", Embedded("answer.schema.json"));
        AddExamples(document, model);
        return JsonResponse.Bytes(writer => document.WriteTo(writer));
    }

    // A schema's own definitions become components beside it, named after it.
    private static void Add(JsonObject schemas, string name, JsonObject schema)
    {
        schema.Remove("$schema");
        Rename(schema, name);
        if (schema.TryGetPropertyValue("$defs", out JsonNode? found) && found is JsonObject definitions)
        {
            schema.Remove("$defs");
            foreach ((string key, JsonNode? definition) in definitions.ToArray())
            {
                definitions.Remove(key);
                schemas[$"{name}.{key}"] = definition;
            }
        }

        schemas[name] = schema;
    }

    private static void Rename(JsonNode? node, string name)
    {
        switch (node)
        {
            case JsonObject fields:
                if (fields.TryGetPropertyValue("$ref", out JsonNode? reference) && reference is JsonValue && reference.GetValue<string>() is var target && target.StartsWith(Definitions, StringComparison.Ordinal))
                {
                    fields["$ref"] = $"{Components}{name}.{target[Definitions.Length..]}";
                }

                foreach ((_, JsonNode? value) in fields)
                {
                    Rename(value, name);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Rename(item, name);
                }

                break;
        }
    }

    private static void AddExamples(JsonObject document, SpineModel model)
    {
        JsonObject patient = Embedded("patient.example.json");
        string line = patient.ToJsonString();
        PatientRecord record = PatientJson.Read(model, Encoding.UTF8.GetBytes(line), "example");
        Diagnosis diagnosis = record.Patient.Diagnose();
        byte[] answer = JsonResponse.Bytes(writer => DiagnosisJson.Write(writer, diagnosis, record.Id));
        byte[] next = JsonResponse.Bytes(writer => AnswerJson.WriteNext(writer, diagnosis.ProposeFindings(1)));
        foreach (string path in (string[])["/diagnose", "/explain", "/next"])
        {
            Operation(path)["requestBody"]!["content"]!["application/json"]!["example"] = patient.DeepClone();
        }

        Operation("/diagnose")["responses"]!["200"]!["content"]!["application/json"]!["example"] = JsonNode.Parse(answer);
        Operation("/next")["responses"]!["200"]!["content"]!["application/json"]!["example"] = JsonNode.Parse(next);
        Operation("/batch")["requestBody"]!["content"]!["application/jsonl"]!["example"] = $"{line}\n";

        JsonObject Operation(string path) => document["paths"]![path]!["post"]!.AsObject();
    }

    private static JsonObject Embedded(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The library is damaged: it does not hold '{name}'.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}

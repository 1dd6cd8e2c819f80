using System.Text.Json.Nodes;
using SpineInference.Testing;

namespace SpineInference.AspNetCore.Tests;

/// <summary>Holds values against the schemas of the service's own OpenAPI document.</summary>
internal static class Schemas
{
    private static readonly Lazy<JsonObject> Document = new(static () => JsonNode.Parse(Fetch())!.AsObject());

    private static readonly Lazy<JsonObject> Definitions = new(static () =>
        JsonNode.Parse(Document.Value["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!.AsObject());

    /// <summary>The document of a service without a prefix.</summary>
    public static JsonObject OpenApi => Document.Value;

    /// <summary>The names of the schemas.</summary>
    public static IEnumerable<string> Names => Definitions.Value.Select(static d => d.Key);

    /// <summary>The first fault of a value, or an empty text.</summary>
    public static string FirstFault(string schema, JsonNode? value) =>
        SchemaCheck.FirstFault(new JsonObject { ["$ref"] = $"#/$defs/{schema}", ["$defs"] = Definitions.Value.DeepClone() }, value);

    /// <summary>The first fault of a list's items, or an empty text.</summary>
    public static string FirstFaultOfItems(string schema, JsonNode? value) => SchemaCheck.FirstFault(
        new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = $"#/$defs/{schema}" }, ["$defs"] = Definitions.Value.DeepClone() }, value);

    private static string Fetch() => Task.Run(static async () =>
    {
        await using Service service = await Service.StartAsync();
        return (await service.GetAsync("/openapi.json")).Body;
    }).GetAwaiter().GetResult();
}

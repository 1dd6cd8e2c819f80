using System.Text.Json.Nodes;

namespace SpineInference.AspNetCore.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public void References_OfTheDocument_LeadSomewhere()
    {
        var references = new List<string>();
        Collect(Schemas.OpenApi, references);
        Assert.NotEmpty(references);
        Assert.All(references.Distinct(), static reference =>
        {
            JsonNode? node = Schemas.OpenApi;
            foreach (string part in reference.Split('/').Skip(1))
            {
                node = node?[part];
            }

            Assert.True(node is not null, reference);
        });
    }

    [Fact]
    public async Task Paths_OfTheDocument_AreThoseOfTheService()
    {
        await using Service service = await Service.StartAsync();
        foreach ((string path, JsonNode? item) in Schemas.OpenApi["paths"]!.AsObject())
        {
            bool isPost = item!["post"] is not null;
            var response = isPost ? await service.PostAsync(path, "") : await service.GetAsync(path);

            // A batch of no lines has no answers, and is none the worse for it.
            Assert.Equal(isPost && path != "/batch" ? 400 : 200, (int)response.Status);
        }
    }

    [Fact]
    public async Task Examples_OfTheDocument_AreWhatTheServiceTakesAndGives()
    {
        await using Service service = await Service.StartAsync();
        JsonNode diagnose = Schemas.OpenApi["paths"]!["/diagnose"]!["post"]!;
        JsonNode patient = diagnose["requestBody"]!["content"]!["application/json"]!["example"]!;
        JsonNode answer = diagnose["responses"]!["200"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal("", Schemas.FirstFault("Patient", patient));
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse((await service.PostAsync("/diagnose", patient.ToJsonString())).Body)));
        string line = (string)Schemas.OpenApi["paths"]!["/batch"]!["post"]!["requestBody"]!["content"]!["application/jsonl"]!["example"]!;
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse((await service.PostAsync("/batch", line, "application/jsonl")).Body)));
    }

    [Fact]
    public void Schemas_OfPatientAndAnswer_ArePublishedWhole()
    {
        Assert.Equal(SpineModel.Version, (string?)Schemas.OpenApi["info"]!["version"]);
        Assert.Superset(
            new HashSet<string>(["Patient", "Patient.leg", "Answer", "Answer.answer", "Answer.error", "Answer.redFlag", "Reasons", "Problem", "CdsCards"]),
            new HashSet<string>(Schemas.Names));
    }

    private static void Collect(JsonNode? node, List<string> references)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach ((string name, JsonNode? value) in fields)
                {
                    if (name == "$ref" && value is JsonValue)
                    {
                        references.Add((string)value!);
                    }

                    Collect(value, references);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Collect(item, references);
                }

                break;
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>Holds the published schema of the model file against what the writer writes and the reader takes.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root!, "docs", "schemas", "network.schema.json")))!;

    [Fact]
    public void Writer_EveryFeature_KeepsTheSchema()
    {
        var model = new JsonModel(
            TestNetworks.Featured(),
            ImmutableSortedDictionary.CreateRange<string, string>([new("seed", "1")]),
            ImmutableDictionary.CreateRange<string, RowBasis>(
            [
                new("pain/leak", new RowBasis { Basis = "expert", Sources = ["a"], Intervals = [null, (0, 0.5), (0.25, 1)], Note = "n" }),
            ]));
        Assert.Equal("", SchemaCheck.FirstFault(Schema, Write(model)));
    }

    [Property(MaxTest = 50)]
    public void Writer_RandomNetwork_KeepsTheSchema(int seed) =>
        Assert.Equal("", SchemaCheck.FirstFault(Schema, Write(new JsonModel(TestNetworks.Random(seed)))));

    [Fact]
    public void Schema_FieldRemovedAddedOrOfAnotherKind_IsRefusedAsByTheReader()
    {
        JsonNode valid = Write(new JsonModel(TestNetworks.Featured()));
        int tried = 0;
        foreach (string pointer in (string[])["", "variables/0", "rows/0", "distributions/0", "distributions/3/noisyMax/0"])
        {
            foreach (string field in (string[])[.. Navigate(valid, pointer).AsObject().Select(static p => p.Key), "unknown"])
            {
                foreach (string change in (string[])["remove", "kind"])
                {
                    JsonNode changed = valid.DeepClone();
                    JsonObject parent = Navigate(changed, pointer).AsObject();
                    if (change == "kind")
                    {
                        parent[field] = true;
                    }
                    else if (field == "provenance" || !parent.Remove(field))
                    {
                        continue;
                    }

                    tried++;
                    Assert.NotEqual("", SchemaCheck.FirstFault(Schema, changed));
                    Assert.Throws<NetworkFormatException>(() => Read(changed));
                }
            }
        }

        Assert.InRange(tried, 30, 60);
    }

    private static JsonNode Navigate(JsonNode node, string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(node, static (at, step) => int.TryParse(step, out int index) ? at[index]! : at[step]!);

    private static JsonNode Write(JsonModel model)
    {
        using var writer = new StringWriter();
        model.Write(writer);
        return JsonNode.Parse(writer.ToString())!;
    }

    private static JsonModel Read(JsonNode node)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(node.ToJsonString()));
        return JsonModel.Read(stream, "changed.json");
    }
}

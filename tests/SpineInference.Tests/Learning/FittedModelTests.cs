using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;
using SpineInference.Tests.Formats;

namespace SpineInference.Tests.Learning;

/// <summary>The model file of a fit, and the published schemas of what belongs to learning.</summary>
public sealed class FittedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_Fit_KeepsItsProvenanceAndTheSchemas()
    {
        string path = Saved();
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.Equal("", SchemaCheck.FirstFault(Schema("network"), file));
        JsonObject provenance = file["provenance"]!.AsObject();
        Assert.Equal("", SchemaCheck.FirstFault(Schema("measurements"), JsonNode.Parse(provenance[FittedModel.MeasurementsKey]!.GetValue<string>())));
        Assert.Equal(64, provenance["cohort-hash"]!.GetValue<string>().Length);
        Assert.Equal(LearningNetworks.Clinic().Hash, provenance["prior-hash"]!.GetValue<string>());
        Assert.Equal("7", provenance["seed"]!.GetValue<string>());
        Assert.Contains("prior-strength=0.5", provenance["options"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("0.", provenance["library-version"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown", "{\"measurements\": [], \"numbers\": [], \"unknown\": 1}")]
    [InlineData("missing", "{\"measurements\": []}")]
    [InlineData("too many numbers", "{\"measurements\": [], \"numbers\": [1]}")]
    [InlineData("no JSON", "{")]
    public void Load_UnfitMeasurements_IsRefused(string what, string json)
    {
        string path = Saved();
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        file["provenance"]![FittedModel.MeasurementsKey] = json;
        File.WriteAllText(path, file.ToJsonString());
        NetworkFormatException fault = Assert.Throws<NetworkFormatException>(() => FittedModel.Load(path));
        Assert.True(fault.Message.Contains("measurements", StringComparison.Ordinal), $"{what}: {fault.Message}");
    }

    [Fact]
    public void Save_WhereNothingCanBeWritten_LeavesNothingBehind()
    {
        string path = Saved();
        string before = File.ReadAllText(path);
        Assert.ThrowsAny<IOException>(() => FittedModel.Load(path).Save(Path.Combine(_folder.File("absent"), "model.json")));
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"a\": {\"variable\": \"weak\", \"values\": {\"y\": \"present\"}, \"missing\": [\"?\"]}", true)]
    [InlineData("\"a\": {\"measurement\": \"angle\", \"factor\": 0.5}", true)]
    [InlineData("\"a\": {\"variable\": \"weak\", \"measurement\": \"angle\"}", false)]
    [InlineData("\"a\": {\"measurement\": \"angle\", \"values\": {\"y\": \"present\"}}", false)]
    [InlineData("\"a\": {\"variable\": \"weak\", \"factor\": 2}", false)]
    [InlineData("\"a\": {\"variable\": \"weak\", \"unit\": \"mm\"}", false)]
    [InlineData("\"a\": {}", false)]
    public void Schema_OfTheColumnMap_AgreesWithTheReader(string columns, bool isValid)
    {
        string json = $"{{\"format\": \"spineinference-column-map\", \"version\": 1, \"weight\": \"n\", \"missing\": [\"\"], \"ignore\": [\"x\"], \"columns\": {{{columns}}}}}";
        Assert.Equal(isValid, SchemaCheck.FirstFault(Schema("column-map"), JsonNode.Parse(json)).Length == 0);
        Exception? fault = Record.Exception(() => ColumnMap.Parse(json));
        Assert.Equal(isValid, fault is null);
        Assert.True(fault is null or CohortFormatException);
    }

    private static JsonNode Schema(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root!, "docs", "schemas", $"{name}.schema.json")))!;

    private string Saved()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var builder = new CohortBuilder(network, "angle", "tilt");
        var random = new Random(2);
        for (int i = 0; i < 40; i++)
        {
            builder.Add([KeyValuePair.Create(network["cause"], i % 3)], 1, [random.NextDouble(), random.NextDouble()]);
        }

        string path = _folder.File("model.json");
        Fit.Run(network, builder.Build(), new FitOptions
        {
            Measurements = [new Measurement("angle", "cause"), new Measurement("tilt", "cause", "angle")],
            PriorStrength = 0.5,
            Seed = 7,
        }).Save(path);
        return path;
    }
}

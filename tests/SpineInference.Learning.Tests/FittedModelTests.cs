using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

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
    [InlineData("null", "null")]
    [InlineData("measurements[0] is null", "{\"measurements\": [null], \"numbers\": []}")]
    [InlineData("$.measurements[0].prior is null", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"cause\", \"regressors\": [], \"centre\": 0, \"scale\": 1, \"prior\": null}], \"numbers\": []}")]
    [InlineData("$.numbers is null", "{\"measurements\": [], \"numbers\": null}")]
    [InlineData("regressors[0] is null", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"cause\", \"regressors\": [null], \"centre\": 0, \"scale\": 1, \"prior\": {\"intercept-sample-size\": 1, \"slope-sample-size\": 1, \"noise-sample-size\": 1, \"noise-variance\": 0.5}}], \"numbers\": []}")]
    [InlineData("no variable 'x'", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"x\", \"regressors\": [], \"centre\": 0, \"scale\": 1, \"prior\": {\"intercept-sample-size\": 1, \"slope-sample-size\": 1, \"noise-sample-size\": 1, \"noise-variance\": 0.5}}], \"numbers\": []}")]
    [InlineData("centre 0 and scale Infinity", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"cause\", \"regressors\": [], \"centre\": 0, \"scale\": 1e309, \"prior\": {\"intercept-sample-size\": 1, \"slope-sample-size\": 1, \"noise-sample-size\": 1, \"noise-variance\": 0.5}}], \"numbers\": []}")]
    [InlineData("a number of its prior", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"cause\", \"regressors\": [], \"centre\": 0, \"scale\": 1, \"prior\": {\"noise-variance\": 0}}], \"numbers\": []}")]
    [InlineData("numbers[1] is Infinity", "{\"measurements\": [], \"numbers\": [1, 1e309]}")]
    [InlineData("expected 12", "{\"measurements\": [{\"name\": \"m\", \"parent\": \"cause\", \"regressors\": [], \"centre\": 0, \"scale\": 1, \"prior\": {\"intercept-sample-size\": 1, \"slope-sample-size\": 1, \"noise-sample-size\": 1, \"noise-variance\": 0.5}}], \"numbers\": [1]}")]
    public void Load_UnfitMeasurements_IsRefused(string what, string json)
    {
        string path = Saved();
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        file["provenance"]![FittedModel.MeasurementsKey] = json;
        File.WriteAllText(path, file.ToJsonString());
        NetworkFormatException fault = Assert.Throws<NetworkFormatException>(() => FittedModel.Load(path));
        Assert.True(fault.Message.Contains("measurements", StringComparison.Ordinal), $"{what}: {fault.Message}");
        Assert.True(fault.Message.Contains(what, StringComparison.Ordinal) || !what.Contains(' ', StringComparison.Ordinal) || what is "no JSON" or "too many numbers", $"{what}: {fault.Message}");
        Assert.All(fault.Faults, f => Assert.Equal(file.ToJsonString().IndexOf("\"measurements\":", StringComparison.Ordinal) + "\"measurements\":".Length + 1, f.Column));
    }

    [Fact]
    public void Load_ManyRegressorsInASmallFile_IsRefusedBeforeTheMemoryIsTaken()
    {
        string path = Saved();
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        string entries = string.Join(',', Enumerable.Range(0, 900).Select(static m =>
            $"{{\"name\": \"m{m}\", \"parent\": \"cause\", \"regressors\": [{string.Join(',', Enumerable.Range(0, m).Select(static r => $"\"m{r}\""))}], \"centre\": 0, \"scale\": 1, \"prior\": {{\"intercept-sample-size\": 1, \"slope-sample-size\": 1, \"noise-sample-size\": 1, \"noise-variance\": 0.5}}}}"));
        file["provenance"]![FittedModel.MeasurementsKey] = $"{{\"measurements\": [{entries}], \"numbers\": [1]}}";
        File.WriteAllText(path, file.ToJsonString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("got 1 numbers", Assert.Throws<NetworkFormatException>(() => FittedModel.Load(path)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400 << 20);
    }

    [Fact]
    public void Hash_OtherMeasurements_IsAnother()
    {
        string path = Saved();
        FittedModel model = FittedModel.Load(path);
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        JsonNode section = JsonNode.Parse(file["provenance"]![FittedModel.MeasurementsKey]!.GetValue<string>())!;
        section["numbers"]![0] = section["numbers"]![0]!.GetValue<double>() + 0.25;
        file["provenance"]![FittedModel.MeasurementsKey] = section.ToJsonString();
        File.WriteAllText(path, file.ToJsonString());
        FittedModel other = FittedModel.Load(path);
        Assert.Equal(model.Network.Hash, other.Network.Hash);
        Assert.NotEqual(model.Hash, other.Hash);
        Assert.NotEqual(model.Network.Hash, model.Hash);
        Assert.Equal(64, model.Hash.Length);
        Assert.Equal(model.Network.Hash, new FittedModel(model.Network).Hash);
        other.Save(path);
        Assert.Equal(other.Hash, FittedModel.Load(path).Hash);
    }

    [Fact]
    public void Hash_MeasurementsOfTheSpineModel_StandInTheAnswer()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        string HashWith(double mean)
        {
            var state = new LinearGaussian([mean], [1], 2, 1);
            var model = new MeasurementModel(
                network, [new Measurement("angle", "sex") { Centre = 50, Scale = 10 }], [[.. network["sex"].States.Select(_ => state)]]);
            return SpineModel.FromFitted(new FittedModel(network, model)).Patient(age: 60).WithMeasurement("angle", 60).Diagnose().ModelHash;
        }

        Assert.NotEqual(HashWith(0), HashWith(1));
        Assert.NotEqual(network.Hash, HashWith(0));
        Assert.Equal(HashWith(0), HashWith(0));
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(-1e308)]
    [InlineData(1e155)]
    public void FillLogDensities_HugeValue_IsANumber(double value)
    {
        FittedModel model = FittedModel.Load(Saved());
        var logs = new double[3];
        model.Measurements!.FillLogDensities(model.Network["cause"], [value, -value], logs);
        Assert.All(logs, static l => Assert.True(double.IsFinite(l)));
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

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class JsonModelTests
{
    private const string Rain = """
        {
          "format": "spineinference-network",
          "version": 1,
          "name": "rain",
          "provenance": {"library": "0.1.0", "seed": "7"},
          "variables": [
            {"name": "rain", "states": ["no", "yes"]},
            {"name": "wind", "states": ["no", "yes"]},
            {"name": "wet", "states": ["no", "yes"]}
          ],
          "rows": [
            {"id": "r", "probabilities": [0.75, 0.25], "effectiveSampleSize": 12.5, "basis": "literature", "sources": ["smith-1999"], "intervals": [null, [0.2, 0.3]], "note": "3 of 12"},
            {"id": "w", "probabilities": [0.5, 0.5], "effectiveSampleSize": 2},
            {"id": "one", "probabilities": [0, 1], "effectiveSampleSize": "infinity"}
          ],
          "distributions": [
            {"variable": "rain", "parents": [], "rows": ["r"]},
            {"variable": "wind", "parents": ["rain"], "rows": ["r", "w"]},
            {"variable": "wet", "parents": ["rain", "wind"], "noisyMax": [{"parents": ["wind"], "rows": [null, "w"]}, {"parents": [], "rows": ["r"]}]}
          ]
        }
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Read_FaultAfterAnyLineEnd_HasItsLine(string lineEnd)
    {
        foreach (string text in (string[])["{\n\"format\": 1,\n\"vers", "{\n\"format\": \"spineinference-network\",\n  \"version\": 7}"])
        {
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Replace("\n", lineEnd, StringComparison.Ordinal)));
            Assert.Equal(3, Assert.Throws<NetworkFormatException>(() => JsonModel.Read(stream, "a.json")).Faults[0].Line);
        }
    }

    [Fact]
    public void Read_EveryField_IsKept()
    {
        JsonModel model = Read(Rain);
        Assert.Equal("rain", model.Network.Name);
        Assert.Equal("7", model.Provenance["seed"]);
        Assert.Empty(model.Warnings);
        Assert.Equal(["r", "w", "one"], model.Network.Rows.Select(static r => r.Id));
        Assert.Equal(12.5, model.Network.Rows[0].EffectiveSampleSize);
        Assert.True(model.Network.Rows[2].IsDefinition);
        Assert.Same(model.Network.Rows[0], ((ConditionalTable)model.Network.DistributionOf(model.Network["wind"])).RowOfConfiguration[0]);
        var noisyMax = Assert.IsType<NoisyMax>(model.Network.DistributionOf(model.Network["wet"]));
        Assert.Equal(0.75 * 0.5, noisyMax.Table[2], 1e-16);
        Assert.Equal(
            new RowBasis { Basis = "literature", Sources = ["smith-1999"], Intervals = [null, (0.2, 0.3)], Note = "3 of 12" },
            Assert.Single(model.RowBases).Value);
    }

    [Fact]
    public void Write_WhatWasRead_IsTheSameText() => Assert.Equal(Normalise(Rain), Normalise(Write(Read(Rain))));

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "line 3, column 14: Field 'version': got the number 2; this library reads version 1.")]
    [InlineData("spineinference-network", "other", "line 2, column 13: Field 'format': got the text 'other'; expected 'spineinference-network'.")]
    [InlineData("\"name\": \"rain\",", "", "line 1, column 1: Field 'name' is missing.")]
    [InlineData("\"name\": \"rain\",", "\"name\": 3,", "line 4, column 11: Field 'name': got the number 3; expected a text.")]
    [InlineData("\"name\": \"rain\",", "\"name\": \"rain\", \"nmae\": 1,", "line 4, column 27: Unknown field 'nmae' of a model file. Known: format, version, name, provenance, variables, rows, distributions.")]
    [InlineData("\"name\": \"rain\",", "\"name\": \"rain\", \"name\": \"x\",", "line 4, column 27: Field 'name' of a model file stands twice.")]
    [InlineData("\"seed\": \"7\"", "\"seed\": 7", "line 5, column 46: 'seed' in 'provenance': got the number 7; expected a text.")]
    [InlineData("[0.75, 0.25]", "[0.75, 0.24]", "line 12, column 34: row 'r' sums to 0.99; expected 1 ± 1E-09.")]
    [InlineData("[0.75, 0.25]", "[1.75, -0.75]", "line 12, column 34: row 'r': got 1.75; expected probabilities in [0, 1].")]
    [InlineData("[0.75, 0.25]", "[0.75, 0.2, 0.05]", "line 17, column 50: $.distributions[0].rows[0]: row 'r' has 3 probabilities; expected 2, one for each state of 'rain'.")]
    [InlineData("[0.75, 0.25]", "[\"a\"]", "line 12, column 34: $.rows[0].probabilities: expected a list of numbers, at least one.")]
    [InlineData("[0.75, 0.25]", "[1e999, 0]", "line 12, column 35: A number is too large; expected one within the range of a double.")]
    [InlineData("\"effectiveSampleSize\": 2", "\"effectiveSampleSize\": 0", "line 13, column 69: $.rows[1].effectiveSampleSize: got the number 0; expected a positive number, or \"infinity\" for a definition.")]
    [InlineData("\"infinity\"", "\"infinite\"", "line 14, column 67: $.rows[2].effectiveSampleSize: got the text 'infinite'; expected a positive number, or \"infinity\" for a definition.")]
    [InlineData("[null, [0.2, 0.3]]", "[null, [0.4, 0.3]]", "line 12, column 147: $.rows[0].intervals: got a list; expected [low, high] with 0 ≤ low ≤ high ≤ 1, or null.")]
    [InlineData("[null, [0.2, 0.3]]", "[[0.2, 0.3]]", "line 12, column 140: $.rows[0].intervals: expected 2 entries, one [low, high] or null for each probability.")]
    [InlineData("\"id\": \"w\"", "\"id\": \"r\"", "line 13, column 12: $.rows[1].id: row 'r' stands twice; ids must differ.")]
    [InlineData("[\"r\", \"w\"]", "[\"r\", \"v\"]", "line 18, column 61: $.distributions[1].rows[1]: row 'v' does not exist. Did you mean 'r'?")]
    [InlineData("[\"r\", \"w\"]", "[\"r\"]", "line 18, column 5: $.distributions[1].rows: got 1 row(s); expected 2, one for each configuration of the parents.")]
    [InlineData("\"parents\": [\"wind\"]", "\"parents\": [\"wet\"]", "line 19, column 80: $.distributions[2].noisyMax[0].parents: 'wet' is no parent of 'wet'.")]
    [InlineData("[null, \"w\"]", "[null]", "line 19, column 67: $.distributions[2].noisyMax[0].rows: got 1 row(s); expected 2, one for each configuration of the parents.")]
    [InlineData("\"parents\": [\"rain\"]", "\"parents\": [\"wet\"]", "line 19, column 5: these variables form a cycle: wind → wet → wind. A network has none; remove an arrow.")]
    [InlineData("{\"variable\": \"rain\", \"parents\": [], \"rows\": [\"r\"]},", "", "line 7, column 14: variable 'rain' has no probabilities; every variable needs its distribution.")]
    [InlineData("\"states\": [\"no\", \"yes\"]},\n    {\"name\": \"wet\"", "\"states\": []},\n    {\"name\": \"wet\"", "line 8, column 5: $.variables[1].states: the list is empty; expected at least one state.")]
    [InlineData("\"rain\",\n  \"prov", "\"r\\ud800n\",\n  \"prov", "line 4, column 11: Not JSON: a text holds bytes that are not UTF-8, or half of a surrogate pair.")]
    [InlineData("\"name\": \"rain\",\n  \"prov", "\"name\": \"rain\"\n  \"prov", "line 5, column 3: Not JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'.")]
    public void Read_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        string text = Rain.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(text.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Contains(expected, exception.Faults.Select(static f => f.ToString()));
    }

    [Fact]
    public void Read_SeveralFaults_ReportsAllInOrder()
    {
        string text = Rain.ReplaceLineEndings("\n").Replace("0.25]", "0.26]", StringComparison.Ordinal)
            .Replace("\"seed\": \"7\"", "\"seed\": []", StringComparison.Ordinal)
            .Replace("\"rows\": [\"r\", \"w\"]", "\"row\": [\"r\", \"w\"]", StringComparison.Ordinal);
        var exception = Assert.Throws<NetworkFormatException>(() => Read(text));
        Assert.Equal([5, 12, 18, 18], exception.Faults.Select(static f => f.Line));
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefused() =>
        Assert.Contains("Not JSON", Assert.Throws<NetworkFormatException>(() => Read(new string('[', 100_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_EveryFeature_ReadsBackWithTheSameHash()
    {
        BayesianNetwork network = TestNetworks.Featured();
        var provenance = ImmutableSortedDictionary.CreateRange<string, string>([new("cohort", "sha256:…"), new("options", "{\"a\": \"b\\c\"}")]);
        var bases = ImmutableDictionary.CreateRange<string, RowBasis>([new("pain/leak", new RowBasis { Basis = "expert", Note = "line\nbreak \u0001" })]);
        JsonModel read = Read(Write(new JsonModel(network, provenance, bases)));
        Assert.Equal(network.Hash, read.Network.Hash);
        Assert.Equal(network.Name, read.Network.Name);
        Assert.Equal(provenance, read.Provenance);
        Assert.Equal(bases["pain/leak"], Assert.Single(read.RowBases).Value);
        TestNetworks.AssertSameTables(network, read.Network);
    }

    [Property(MaxTest = 200)]
    public void Write_RandomNetwork_ReadsBackWithTheSameHash(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        JsonModel read = Read(Write(new JsonModel(network)));
        Assert.Equal(network.Hash, read.Network.Hash);
        TestNetworks.AssertSameTables(network, read.Network);
    }

    [Fact]
    public void Constructor_BasisOfNoRow_IsRefused()
    {
        BayesianNetwork network = TestNetworks.Featured();
        Assert.Throws<ArgumentException>(() => new JsonModel(
            network, rowBases: ImmutableDictionary.CreateRange<string, RowBasis>([new("none", new RowBasis())])));
        Assert.Throws<ArgumentException>(() => new JsonModel(
            network, rowBases: ImmutableDictionary.CreateRange<string, RowBasis>([new("pain/leak", new RowBasis { Intervals = [null] })])));
    }

    [Theory]
    [InlineData("net.json")]
    [InlineData("net.json.gz")]
    public void Write_File_ReadsBack(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(name);
        new JsonModel(TestNetworks.Featured()).Write(path);
        Assert.Equal(TestNetworks.Featured().Hash, JsonModel.Read(path).Network.Hash);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    private static string Normalise(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    private static string Write(JsonModel model)
    {
        using var writer = new StringWriter();
        model.Write(writer);
        return writer.ToString();
    }

    private static JsonModel Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return JsonModel.Read(stream, "rain.json");
    }
}

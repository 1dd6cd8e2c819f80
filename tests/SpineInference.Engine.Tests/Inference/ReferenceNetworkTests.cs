using System.IO.Compression;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Published networks against answers on which several independent engines agree.</summary>
public class ReferenceNetworkTests
{
    private static readonly NetworkReaderOptions Reading = new() { EffectiveSampleSize = 1 };

    [SkippableTheory]
    [InlineData("asia")]
    [InlineData("cancer")]
    [InlineData("earthquake")]
    [InlineData("survey")]
    [InlineData("sachs")]
    [InlineData("child")]
    [InlineData("alarm")]
    [InlineData("insurance")]
    [InlineData("hailfinder")]
    [InlineData("hepar2")]
    [InlineData("win95pts")]
    [InlineData("andes")]
    [InlineData("pathfinder")]
    [Trait("Category", "Slow")]
    public void Query_PublishedNetwork_EqualsIndependentEngines(string name)
    {
        BayesianNetwork network = Read(name);
        ExactEngine engine = ExactEngine.Compile(network, name == "andes" ? WithoutSearch(network) : new ExactEngineOptions { SearchAttempts = 1 });
        using var answers = new StreamReader(new GZipStream(
            File.OpenRead(TestData.Require($"networks/{name}.reference.jsonl.gz")), CompressionMode.Decompress));
        int count = 0;
        while (answers.ReadLine() is { } line)
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            Evidence evidence = Evidence.None(network);
            foreach (JsonProperty finding in answer.RootElement.GetProperty("evidence").EnumerateObject())
            {
                evidence = evidence.Observe(finding.Name, finding.Value.GetString()!);
            }

            Posteriors posteriors = engine.Query(evidence);
            Assert.Equal(answer.RootElement.GetProperty("logEvidence").GetDouble(), posteriors.LogEvidence, 1e-12);
            foreach (JsonProperty expected in answer.RootElement.GetProperty("posteriors").EnumerateObject())
            {
                Variable variable = network[expected.Name];
                int state = 0;
                foreach (JsonElement probability in expected.Value.EnumerateArray())
                {
                    Assert.Equal(probability.GetDouble(), posteriors[variable][state++], 1e-12);
                }
            }

            count++;
        }

        Assert.True(count >= 10, $"Only {count} cases were read.");
    }

    // A million terms are slow to search among in a debug build.
    private static ExactEngineOptions WithoutSearch(BayesianNetwork network) => new()
    {
        EliminationOrder = [.. DenseOrder.Greedy(OptionsReader.Read(network, ExactEngineOptions.Default), byFill: true, new Random(1))
            .Variables.Select(v => network.Variables[v])],
    };

    internal static BayesianNetwork Read(string name)
    {
        bool packed = name is "andes" or "pathfinder";
        string path = TestData.Require($"networks/{name}.bif{(packed ? ".gz" : "")}");
        using Stream file = File.OpenRead(path);
        using Stream text = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        return NetworkFiles.ReadAs(NetworkFormat.Bif, text, path, Reading).Network;
    }
}

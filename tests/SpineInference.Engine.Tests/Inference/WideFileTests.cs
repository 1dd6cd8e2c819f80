using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Published networks too wide for programs of numbers, as the Hugin files of the public repository gisodal/wmc hold them: answered within the
/// limit that is set, the same by two programs.</summary>
/// <remarks>The files are looked for in the folder <c>wide</c> of the test data.</remarks>
public class WideFileTests
{
    private const double Tolerance = 1e-12;

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("water", 64)]
    [InlineData("barley", 128)]
    [InlineData("pigs", 768)]
    [InlineData("munin2", 128)]
    [InlineData("munin4", 256)]
    [InlineData("munin", 256)]
    [InlineData("link", 512)]
    [InlineData("munin1", 1024)]
    public void Query_TwoOrders_GiveTheSameAnswersWithinTheLimit(string name, long limitMebibytes)
    {
        BayesianNetwork network = Read(name);
        var options = new ExactEngineOptions { MemoryLimit = limitMebibytes << 20 };
        ExactEngine engine = ExactEngine.Compile(network, options);
        var random = new Random(11);
        Evidence evidence = network.Variables.Where(_ => random.Next(25) == 0).Aggregate(
            Evidence.None(network), (e, v) => e.ObserveLikelihood(v, [.. v.States.Select(_ => 0.1 + random.NextDouble())]));
        Posteriors answer = engine.Query(evidence);

        // Another order of elimination: other tables, other products, the same polynomial.
        int[] order = [.. engine.EliminationOrder.Select(static v => v.Index)];
        (order[0], order[1]) = (order[1], order[0]);
        (order[^1], order[^2]) = (order[^2], order[^1]);
        ExactEngine other = ExactEngine.Compile(network, new ExactEngineOptions
        {
            Program = engine.Program == EngineProgram.Numbers ? EngineProgram.Tables : EngineProgram.Automatic,
            EliminationOrder = engine.Program == EngineProgram.Numbers ? Dense(network) : [.. order.Select(v => network.Variables[v])],
        });
        Posteriors again = other.Query(evidence);

        Assert.Equal(answer.LogEvidence, again.LogEvidence, 1e-10);
        Assert.All(network.Variables, v =>
        {
            Assert.Equal(1, answer[v].ToArray().Sum(), 1e-12);
            Assert.All(answer[v].ToArray().Zip(again[v].ToArray()), static p => Assert.Equal(p.First, p.Second, Tolerance));
        });
    }

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("barley")]
    [InlineData("link")]
    [InlineData("munin1")]
    public void Compile_LimitThatTheRefusalStates_IsEnoughAndTaken(string name)
    {
        BayesianNetwork network = Read(name);
        NetworkTooWideException refused = Assert.Throws<NetworkTooWideException>(
            () => ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = 8 << 20 }));

        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { MemoryLimit = (long)Math.Ceiling(refused.RequiredBytes) });

        Assert.Equal(EngineProgram.Tables, engine.Program);
        Assert.InRange(refused.RequiredBytes, engine.SlotCount * 8.0, 1.3 * engine.SlotCount * 8.0);
        Assert.Equal(0, engine.Query(Evidence.None(network)).LogEvidence, 1e-10);
    }

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("pigs")]
    [InlineData("munin")]
    public void Compile_MoreAttempts_NeverLonger(string name)
    {
        BayesianNetwork network = Read(name);
        int length = int.MaxValue;
        foreach (int attempts in (int[])[1, 4, 16])
        {
            int next = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = attempts }).ProgramLength;
            Assert.InRange(next, 1, length);
            length = next;
        }
    }

    private static ImmutableArray<Variable> Dense(BayesianNetwork network) =>
        [.. DenseOrder.Greedy(OptionsReader.Read(network, ExactEngineOptions.Default), byFill: true, new Random(1)).Variables.Select(v => network.Variables[v])];

    private static BayesianNetwork Read(string name) =>
        NetworkFiles.Read(TestData.Require($"wide/{name}.net"), new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network;
}

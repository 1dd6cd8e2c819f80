using SpineInference.Inference;
using SpineInference.Knowledge;
using SpineInference.Networks;

namespace SpineInference.Tests.Inference;

/// <summary>The engine on the network it was made for: no larger than it has to be. That it is right there, the tests of the full model
/// show.</summary>
public class SpineNetworkEngineTests
{
    private static readonly BayesianNetwork Network = SpineNetwork.Default.Network;
    private static readonly Lazy<ExactEngine> Engine = new(() => ExactEngine.Compile(Network, new ExactEngineOptions { SearchAttempts = 1 }));

    [Fact]
    public void Compile_SpineNetwork_StaysWithinItsBounds()
    {
        // Bounds, not exact figures, so that a changed table need not change this test; the figures stand in benchmarks/README.md.
        Assert.InRange(Engine.Value.ProgramLength, 20_000, 150_000);
        Assert.InRange(Engine.Value.SlotCount, 5_000, 40_000);
        using var tape = new MemoryStream();
        Engine.Value.Save(tape);
        Assert.InRange(tape.Length, 100_000, 800_000);
    }

    [Fact]
    public void Query_SpineNetwork_AllocatesNothing()
    {
        double[] likelihoods = RandomNetworks.Flatten(Evidence.None(Network));
        var posteriors = new double[Engine.Value.StateCount];
        Engine.Value.Query(likelihoods, posteriors);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Engine.Value.Query(likelihoods, posteriors);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

using SpineInference.Inference;
using SpineInference.Knowledge;
using SpineInference.Networks;

namespace SpineInference.Tests.Inference;

/// <summary>The engine on the network it was made for: right, and no larger than it has to be.</summary>
public class SpineNetworkEngineTests
{
    private static readonly BayesianNetwork Network = SpineNetwork.Default.Network;
    private static readonly Lazy<ExactEngine> Engine = new(() => ExactEngine.Compile(Network, new ExactEngineOptions { SearchAttempts = 1 }));

    [Fact]
    public void Query_SpineNetwork_EqualsPlainElimination()
    {
        Evidence evidence = Evidence.None(Network)
            .Observe("left.foot-drop", "present")
            .Observe("left.achilles-reflex", Network["left.achilles-reflex"].States[0])
            .Observe("setting", Network["setting"].States[1]);
        Posteriors posteriors = Engine.Value.Query(evidence);
        var oracle = new PlainElimination(Network, RandomNetworks.Flatten(evidence));
        foreach (string name in new[] { "cause", "left.root.L5" })
        {
            Variable variable = Network[name];
            double[] joint = oracle.Joint(variable, Engine.Value.EliminationOrder);
            Assert.Equal(Math.Log(joint.Sum()), posteriors.LogEvidence, 1e-12);
            for (int s = 0; s < joint.Length; s++)
            {
                Assert.Equal(joint[s] / joint.Sum(), posteriors[variable][s], 1e-12);
            }
        }
    }

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

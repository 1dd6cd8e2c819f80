using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>The engine on the network it was made for: no larger than it has to be. That it is right there, the tests of the full model
/// show.</summary>
public class SpineNetworkEngineTests
{
    private static readonly BayesianNetwork Network = ShippedKnowledge.Network.Network;
    private static readonly ExactEngine Shipped = (ExactEngine)SpineModel.Default.Engine;
    private static readonly Lazy<ExactEngine> Engine = new(() => ExactEngine.Compile(Network, new ExactEngineOptions { SearchAttempts = 1 }));

    // The complaint meets both legs in the territory of altered sensation, and a massive prolapse both in the severity: a tenth more than before.
    // Bounds, not exact figures, so that a changed table need not change this test; the figures stand in benchmarks/README.md.
    [Fact]
    public void ShippedProgram_StaysWithinItsBounds()
    {
        Assert.InRange(Shipped.ProgramLength, 20_000, 190_000);
        Assert.InRange(Shipped.SlotCount, 5_000, 40_000);
        using var tape = new MemoryStream();
        Shipped.Save(tape);
        Assert.InRange(tape.Length, 100_000, 480_000);
    }

    [Fact]
    public void Compile_ForTheAnswerAlone_IsAQuarterShorter()
    {
        ExactEngine answer = ExactEngine.Compile(Network, new ExactEngineOptions
        {
            EliminationOrder = Shipped.EliminationOrder,
            ReportedVariables = [.. Network.Variables.Where(static v =>
                v.Name is "cause" or "disc-level" or "zone" or "side" or "root-level" or "lesion-site" || v.Name.Contains(".root.", StringComparison.Ordinal))],
            EvidenceVariables = [.. ShippedKnowledge.Network.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable)],
        });
        Assert.InRange(answer.ProgramLength, 20_000, 3 * Shipped.ProgramLength / 4);
        Assert.InRange(answer.SlotCount, 2_000, 20_000);
    }

    [Fact]
    public void GradientProgram_StaysWithinItsBounds()
    {
        ExactEngine live = ExactEngine.Compile(Network, new ExactEngineOptions { EliminationOrder = Shipped.EliminationOrder, Parameters = LiveParameters.All });
        Assert.InRange(live.GradientProgramLength, Shipped.ProgramLength, 225_000);
    }

    [Fact]
    public void Compile_WithOneAttempt_IsNotMuchLongerThanTheShippedProgram() =>
        Assert.InRange(Engine.Value.ProgramLength, Shipped.ProgramLength, 2 * Shipped.ProgramLength);

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

using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>The whole model against an elimination written for the tests alone.</summary>
public class FullModelTests
{
    private static readonly string[] Questions =
    [
        "root-level", "cause", "disc-level", "zone", "side", "lesion-site", "left.root.L5", "right.root.S1", "left.muscle.tibialis-anterior",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(36)]
    [InlineData(40)]
    public void Query_OfASampledPatient_IsThatOfAnIndependentElimination(int findings)
    {
        BayesianNetwork network = SpineModel.Default.Network;
        Evidence evidence = new SampledPatient(7_000 + findings).Tell(findings);
        Posteriors posteriors = SpineModel.Default.Engine.Query(evidence);
        foreach (string question in Questions)
        {
            double[] joint = VariableElimination.Joint(evidence, network[question]);
            double probability = joint.Sum();
            Assert.Equal(Math.Log(probability), posteriors.LogEvidence, 1e-10);
            ReadOnlySpan<double> posterior = posteriors[question];
            for (int s = 0; s < joint.Length; s++)
            {
                Assert.True(
                    Math.Abs((joint[s] / probability) - posterior[s]) <= 1e-12,
                    $"{question}={network[question].States[s]}: got {posterior[s]:R}; expected {joint[s] / probability:R}, given {evidence}.");
            }
        }
    }

    [Fact]
    public void Joint_OfAllStates_SumsToOneWithoutEvidence()
    {
        Evidence none = Evidence.None(SpineModel.Default.Network);
        Assert.All(Questions, q => Assert.Equal(1, VariableElimination.Joint(none, SpineModel.Default.Network[q]).Sum(), 1e-12));
    }
}

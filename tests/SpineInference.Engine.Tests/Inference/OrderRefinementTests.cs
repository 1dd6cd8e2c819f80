using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Annealing an elimination order: never longer, the same answers, the same for a seed.</summary>
public class OrderRefinementTests
{
    private static readonly ExactEngineOptions Plain = new() { SearchAttempts = 1 };
    private static readonly ExactEngineOptions Refined = Plain with { RefinementMoves = 300 };

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(21)]
    [Trait("Category", "Slow")]
    public void Compile_Refined_GivesEqualAnswersAndIsNotLonger(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 24);
        ExactEngine plain = ExactEngine.Compile(network, Plain);
        ExactEngine refined = ExactEngine.Compile(network, Refined);
        Assert.True(refined.ProgramLength <= plain.ProgramLength, $"{refined.ProgramLength} > {plain.ProgramLength}");
        var random = new Random(seed);
        var expected = new double[plain.StateCount];
        var actual = new double[plain.StateCount];
        for (int i = 0; i < 10; i++)
        {
            // Evidence may turn out impossible: both must then say so, by NaN.
            double[] likelihoods = RandomNetworks.Flatten(RandomNetworks.Evidence(network, random));
            Assert.Equal(plain.Query(likelihoods, expected), refined.Query(likelihoods, actual), 1e-12);
            Assert.All(expected.Zip(actual), static p => Assert.Equal(p.First, p.Second, 1e-12));
        }
    }

    [Fact]
    public void Compile_RefinedWithTheSameSeed_GivesTheSameOrder()
    {
        BayesianNetwork network = RandomNetworks.Create(8, variableCount: 24);
        Assert.Equal(
            ExactEngine.Compile(network, Refined).EliminationOrder.AsEnumerable(), ExactEngine.Compile(network, Refined).EliminationOrder);
    }

    [Fact]
    public void Compile_SomeNetworkIsMadeShorterByRefinement()
    {
        Assert.Contains(Enumerable.Range(1, 8), static seed =>
        {
            BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 30);
            return ExactEngine.Compile(network, Refined).ProgramLength < ExactEngine.Compile(network, Plain).ProgramLength;
        });
    }

    [Fact]
    public void Compile_NegativeMoves_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactEngine.Compile(RandomNetworks.Create(1, 4), new ExactEngineOptions { RefinementMoves = -1 }));
}

using MathNet.Numerics;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

/// <summary>The engine's own beta distribution against MathNet's and against what is known in closed form.</summary>
public class BetaBeliefTests
{
    private static readonly double[] Shapes = [0.05, 0.5, 1, 1.5, 2, 3.7, 12, 60, 350, 2_000];
    private static readonly double[] Points = [1e-6, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999];

    public static IEnumerable<object[]> Pairs => Shapes.SelectMany(static a => Shapes.Select(b => new object[] { a, b }));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CumulativeProbability_AnyShapes_IsThatOfMathNet(double alpha, double beta)
    {
        var belief = new BetaBelief(alpha, beta);
        foreach (double x in Points)
        {
            double expected = SpecialFunctions.BetaRegularized(alpha, beta, x);
            double actual = belief.ComputeCumulativeProbability(x);
            Assert.InRange(actual, 0, 1);
            Assert.True(Math.Abs(actual - expected) <= 1e-11, $"I({x}; {alpha}, {beta}): got {actual:R}; MathNet has {expected:R}.");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Quantile_AnyShapes_IsWhereMathNetReachesTheProbability(double alpha, double beta)
    {
        var belief = new BetaBelief(alpha, beta);
        double before = 0;
        foreach (double probability in (double[])[0.001, 0.025, 0.25, 0.5, 0.75, 0.975, 0.999])
        {
            double quantile = belief.ComputeQuantile(probability);
            Assert.InRange(quantile, before, 1);
            before = quantile;

            // At the ends of [0, 1] a step between two doubles is a large step of probability.
            if (quantile is > 1e-290 and < 1 - 1e-9)
            {
                Assert.Equal(probability, SpecialFunctions.BetaRegularized(alpha, beta, quantile), 1e-8);
            }
        }
    }

    [Theory]
    [InlineData(3, 1e-200)]
    [InlineData(0.5, 0.3)]
    [InlineData(40, 0.99)]
    public void CumulativeProbability_OneShapeIsOne_IsAPower(double shape, double x)
    {
        Assert.Equal(Math.Pow(x, shape), new BetaBelief(shape, 1).ComputeCumulativeProbability(x), Math.Pow(x, shape) * 1e-11);
        Assert.Equal(-double.ExpM1(shape * double.LogP1(-x)), new BetaBelief(1, shape).ComputeCumulativeProbability(x), 1e-12);
    }

    [Fact]
    public void CumulativeProbability_AtTheEdges_IsThatOfTheLimit()
    {
        Assert.Equal((0, 0, 1, 1), (new BetaBelief(2, 3).ComputeCumulativeProbability(-1), new BetaBelief(2, 3).ComputeCumulativeProbability(0),
            new BetaBelief(2, 3).ComputeCumulativeProbability(1), new BetaBelief(2, 3).ComputeCumulativeProbability(2)));
        Assert.Equal((1, 0), (new BetaBelief(0, 3).ComputeCumulativeProbability(0), new BetaBelief(3, 0).ComputeCumulativeProbability(0.999)));
        Assert.Equal((0, 1), (new BetaBelief(0, 3).ComputeQuantile(0.5), new BetaBelief(3, 0).ComputeQuantile(0.5)));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(7.25)]
    [InlineData(123.4)]
    [InlineData(1e6)]
    public void LogGamma_AnyArgument_IsThatOfMathNet(double x) =>
        Assert.Equal(SpecialFunctions.GammaLn(x), BetaBelief.LogGamma(x), 1e-12 * Math.Max(1, Math.Abs(SpecialFunctions.GammaLn(x))));
}

using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>The number of extended range computes as a double does, and goes on where that ends.</summary>
public class ScaledDoubleTests
{
    private static readonly double[] Numbers = [0, 1, 0.75, 3, 1e-300, 1e300, 0.1, 1e-20, 12345.678];

    [Fact]
    public void Operators_WhereADoubleSuffices_AgreeWithIt() => Assert.All(Numbers.SelectMany(static _ => Numbers, static (x, y) => (X: x, Y: y)), static pair =>
    {
        (ScaledDouble x, ScaledDouble y) = (pair.X, pair.Y);
        AssertClose(pair.X + pair.Y, (x + y).ToDouble());
        Assert.Equal(pair.X.CompareTo(pair.Y), x.CompareTo(y));
        Assert.Equal(Math.Max(pair.X, pair.Y), ScaledDouble.Max(x, y).ToDouble());
        if (double.IsNormal(pair.X * pair.Y) || pair.X * pair.Y == 0)
        {
            double product = pair.X == 0 || pair.Y == 0 ? 0 : pair.X * pair.Y;
            AssertClose(product, (x * y).ToDouble());
        }

        if (pair.Y != 0 && double.IsNormal(pair.X / pair.Y))
        {
            AssertClose(pair.X / pair.Y, (x / y).ToDouble());
        }
    });

    [Fact]
    public void Operators_BeyondADouble_KeepTheLogarithm()
    {
        ScaledDouble tiny = 1e-300;
        ScaledDouble power = tiny * tiny * tiny;
        Assert.Equal(3 * Math.Log(1e-300), power.Log, 1e-9);
        Assert.Equal(0, power.ToDouble());
        Assert.False(power.IsZero);
        Assert.Equal(Math.Log(4) + (3 * Math.Log(1e-300)), (power + (power * 3.0)).Log, 1e-9);
        Assert.Equal(Math.Log(1e-300), (power / (tiny * tiny)).Log, 1e-9);
        Assert.Equal(1, (power + 1.0).ToDouble());
        Assert.Equal(double.NegativeInfinity, ((ScaledDouble)0).Log);
    }

    [Theory]
    [InlineData(52)]
    [InlineData(53)]
    public void Sum_OfNumbersFarApart_RoundsAsADouble(int shift) =>
        Assert.Equal(1.5 + Math.ScaleB(1.75, -shift), ((ScaledDouble)1.5 + Math.ScaleB(1.75, -shift)).ToDouble());

    private static void AssertClose(double expected, double actual) => Assert.InRange(Math.Abs(expected - actual), 0, 4e-16 * Math.Abs(expected));
}

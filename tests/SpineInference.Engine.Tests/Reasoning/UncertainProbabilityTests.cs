using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class UncertainProbabilityTests
{
    private static readonly UncertainProbability Tenths = new(0.5, [.. Enumerable.Range(0, 11).Reverse().Select(static i => i / 10.0)]);

    [Fact]
    public void Central_EvenDraws_CutsBothEndsAlike()
    {
        CredibleInterval interval = Tenths.ComputeCentralInterval(0.8);
        Assert.Equal(0.1, interval.Lower, 12);
        Assert.Equal(0.9, interval.Upper, 12);
        Assert.Equal(0.8, interval.Width, 12);
    }

    [Fact]
    public void HighestDensity_SkewedDraws_TakesTheDenseEnd()
    {
        var skewed = new UncertainProbability(0.1, [0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.5, 0.7, 0.9]);
        CredibleInterval interval = skewed.ComputeHighestDensityInterval(0.7);
        Assert.Equal((0.1, 0.16), (interval.Lower, interval.Upper));
        Assert.True(interval.Width < skewed.ComputeCentralInterval(0.7).Width);
    }

    [Fact]
    public void Quantile_BetweenDraws_IsLinear()
    {
        Assert.Equal(0.25, Tenths.ComputeQuantile(0.25), 12);
        Assert.Equal(0.5, Tenths.Median, 12);
        Assert.Equal(1, Tenths.ComputeQuantile(1), 12);
        Assert.Equal(0.5, Tenths.Mean, 12);
        Assert.Equal(Math.Sqrt(0.11), Tenths.StandardDeviation, 12);
    }

    [Fact]
    public void ImpossibleDraws_DoNotCount()
    {
        var some = new UncertainProbability(0.5, [double.NaN, 0.4, 0.6]);
        Assert.Equal(0.5, some.Mean, 12);
        Assert.Equal(3, some.Draws.Length);
        Assert.Throws<ArgumentException>(() => new UncertainProbability(0.5, [double.NaN]));
    }

    [Fact]
    public void BadShares_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tenths.ComputeQuantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tenths.ComputeCentralInterval(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tenths.ComputeHighestDensityInterval(0));
    }

    [Fact]
    public void ToString_PointAndInterval_AreInvariant() => Assert.Equal("0.50 (0.05 to 0.95)", Tenths.ToString());
}

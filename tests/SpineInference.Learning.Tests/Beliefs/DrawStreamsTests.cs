using MathNet.Numerics.Distributions;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class DrawStreamsTests
{
    private const int Lanes = DrawStreams.Lanes;

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Fill_WithAndWithoutVectors_IsTheSameToTheLastBit(int length)
    {
        Assert.Equal(Numbers(3, 32, length, wide: false), Numbers(3, 32, length, wide: true));
    }

    [Fact]
    public void Fill_ADraw_StandsOnItsSeedAndNumberAlone()
    {
        float[] from0 = Numbers(3, 0, 90, wide: true);
        float[] from5 = Numbers(3, 5, 70, wide: false);

        Assert.Equal(Enumerable.Range(0, 70).Select(i => from0[(i * Lanes) + 7]), Enumerable.Range(0, 70).Select(i => from5[(i * Lanes) + 2]));
        Assert.NotEqual(from0, Numbers(4, 0, 90, wide: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fill_SomeNumbers_AreThoseOfAll(bool wide)
    {
        float[] all = Numbers(3, 16, 200, wide);
        int[] chosen = [0, 5, 63, 64, 65, 127, 130, 199];

        var some = new float[chosen.Length * Lanes];
        DrawStreams.Fill(3, 16, wide, chosen, some);

        Assert.Equal(chosen.SelectMany(i => all.Skip(i * Lanes).Take(Lanes)), some);
    }

    // Written down once: another machine or runtime that drew other numbers would be found out.
    [Fact]
    public void Fill_SeedOne_IsWhatItWas()
    {
        float[] numbers = Numbers(1, 0, 3, wide: true);

        Assert.Equal("3F2432BE BD2CA051 BF2E85CE BF1C8422", string.Join(" ", new[] { 0, 1, Lanes, (2 * Lanes) + 15 }.Select(i => BitConverter.SingleToUInt32Bits(numbers[i]).ToString("X8", null))));
    }

    [Fact]
    public void Fill_ManyNumbers_HaveTheMomentsAndTailsOfTheNormal()
    {
        double[] z = Many();
        double n = z.Length;

        // Within four standard errors: √(1/n), √(2/n), √(15/n), √(96/n).
        Assert.Equal(0, z.Average(), 4 * Math.Sqrt(1 / n));
        Assert.Equal(1, z.Average(static x => x * x), 4 * Math.Sqrt(2 / n));
        Assert.Equal(0, z.Average(static x => x * x * x), 4 * Math.Sqrt(15 / n));
        Assert.Equal(3, z.Average(static x => x * x * x * x), 4 * Math.Sqrt(96 / n));
        foreach (double bound in new[] { 1, 2, 3, 4 })
        {
            double expected = 2 * Normal.CDF(0, 1, -bound);
            Assert.Equal(expected, z.Count(x => Math.Abs(x) > bound) / n, 4 * Math.Sqrt(expected / n));
        }
    }

    [Fact]
    public void Fill_ManyNumbers_PassKolmogorovAndSmirnov()
    {
        double[] z = Many();
        Array.Sort(z);
        double distance = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double expected = Normal.CDF(0, 1, z[i]);
            distance = Math.Max(distance, Math.Max(expected - (i / (double)z.Length), ((i + 1) / (double)z.Length) - expected));
        }

        // Exceeded by one sample in a hundred.
        Assert.True(distance < 1.628 / Math.Sqrt(z.Length), $"{distance * Math.Sqrt(z.Length)}");
    }

    [Fact]
    public void Fill_NeighboursInADrawAndAcrossDraws_AreUncorrelated()
    {
        const int Count = 20_000;
        float[] z = Numbers(5, 0, Count, wide: true);
        double bound = 4 / Math.Sqrt(Count);
        for (int lane = 0; lane < Lanes; lane++)
        {
            int other = (lane + 1) % Lanes;
            Assert.Equal(0, Enumerable.Range(0, Count - 1).Average(i => (double)z[(i * Lanes) + lane] * z[((i + 1) * Lanes) + lane]), bound);
            Assert.Equal(0, Enumerable.Range(0, Count).Average(i => (double)z[(i * Lanes) + lane] * z[(i * Lanes) + other]), bound);
        }
    }

    private static double[] Many() => [.. Enumerable.Range(0, 10).SelectMany(static b => Numbers(1, b * Lanes, 6000, wide: true)).Select(static x => (double)x)];

    private static float[] Numbers(int seed, int first, int length, bool wide)
    {
        var numbers = new float[length * Lanes];
        DrawStreams.Fill(seed, first, wide, numbers);
        return numbers;
    }
}

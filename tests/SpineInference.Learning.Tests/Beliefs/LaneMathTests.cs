using System.Numerics;
using MathNet.Numerics.Distributions;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class LaneMathTests
{
    [Fact]
    public void Exp_EverywhereItServes_IsRightToThreeTenMillionths()
    {
        for (int i = -86_000; i <= 86_000; i++)
        {
            float x = i / 1000f;
            Assert.Equal(1, LaneMath.Exp(x) / Math.Exp(x), 3e-7);
        }
    }

    [Fact]
    public void Exp_FurtherOut_IsCutAndNeitherZeroNorInfinite()
    {
        Assert.Equal(LaneMath.Exp(LaneMath.LargestExponent), LaneMath.Exp(1e9f));
        Assert.Equal(LaneMath.Exp(-LaneMath.LargestExponent), LaneMath.Exp(float.NegativeInfinity));
        Assert.True(LaneMath.Exp(-1e9f) > 1e-38f);
        Assert.True(LaneMath.Exp(1e9f) < 1e38f);
        Assert.Equal(1, LaneMath.Exp(0));
    }

    [Fact]
    public void Log_AllExponentsOfTheQuantile_IsRight()
    {
        for (int exponent = -33; exponent <= 0; exponent++)
        {
            for (int i = 0; i < 500; i++)
            {
                float x = MathF.ScaleB(1 + (i / 500f), exponent - 1);
                double expected = Math.Log(x);
                Assert.Equal(expected, LaneMath.Log(x), 1.5e-7 * (0.01 + Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Normal_AnyBits_IsTheQuantile()
    {
        for (long i = 0; i < 200_000; i++)
        {
            Check((uint)((i * 21_474 / 2) + 17));
        }

        for (int bit = 0; bit < 31; bit++)
        {
            Check(1u << bit);
            Assert.Equal(-LaneMath.Normal(1u << bit), LaneMath.Normal((1u << bit) | 0x80000000));
        }

        Check(0);
        Assert.Equal(0, LaneMath.Normal(0x7FFFFFFF));
    }

    [Fact]
    public void Vectors_AnyNumbers_HaveTheBitsOfOneAtATime()
    {
        int width = Vector<float>.Count;
        var bits = new uint[width];
        var numbers = new float[width];
        for (uint start = 0; start < 60_000; start++)
        {
            for (int i = 0; i < width; i++)
            {
                // Every third vector far out, where the quantile takes its other branch in some lanes.
                bits[i] = ((start * (uint)width) + (uint)i) * (start % 3 == 0 ? 60_013u : 2_654_435_761u);
                numbers[i] = BitConverter.UInt32BitsToSingle((bits[i] & 0x83FFFFFF) | 0x3C000000);
            }

            Vector<float> normal = LaneMath.Normal(new Vector<uint>(bits));
            Vector<float> power = LaneMath.Exp(new Vector<float>(numbers) * 1000);
            for (int i = 0; i < width; i++)
            {
                Assert.Equal(Bits(LaneMath.Normal(bits[i])), Bits(normal[i]));
                Assert.Equal(Bits(LaneMath.Exp(numbers[i] * 1000)), Bits(power[i]));
            }
        }
    }

    // Beyond 5.4, where one number in sixteen million lies, the polynomial of the tail is less right.
    private static void Check(uint bits)
    {
        double expected = -Normal.InvCDF(0, 1, (bits + 0.5) / 4_294_967_296);
        Assert.Equal(expected, LaneMath.Normal(bits), Math.Abs(expected) < 5.4 ? 2e-6 * (0.1 + Math.Abs(expected)) : 4e-4 * Math.Abs(expected));
    }

    private static uint Bits(float x) => BitConverter.SingleToUInt32Bits(x);
}

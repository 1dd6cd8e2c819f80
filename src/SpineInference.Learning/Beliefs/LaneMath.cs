using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpineInference.Learning;

/// <summary>Logarithm, exponential and normal quantile of single numbers, one at a time and a vector at a time with the same bits.</summary>
/// <remarks>
/// <para>Additions, multiplications, square roots and conversions are rounded alike by every processor, products are never fused with sums, and nothing is asked of
/// the platform's own logarithm or exponential, whose last bit is not the same everywhere. So a number drawn here is the same on every machine.</para>
/// <para>Sources: logarithm and exponential are the polynomials of the Cephes library (Moshier), right to 3e-7 of the power; the quantile is that of
/// Giles 2010, <i>Approximating the erfinv function</i>, right to 2e-6 of its size up to 5.4, beyond which one number in sixteen million lies, and to 4e-4 there.</para>
/// </remarks>
internal static class LaneMath
{
    /// <summary>The largest exponent, either way: further out an exponential is that of this.</summary>
    public const float LargestExponent = 86;

    private const float HalfRoot = 0.70710678f;
    private const float RootOfTwo = 1.41421356f;
    private const float LogOfTwoHigh = 0.693359375f;
    private const float LogOfTwoLow = -2.12194440e-4f;
    private const float LogOfE = 1.44269504f;

    // Added and taken off again it leaves the nearest whole number, whose bits are then the lowest of the sum.
    private const float Rounder = 12_582_912;
    private const float Tail = 5;

    /// <summary>e to the power of x, cut at ± <see cref="LargestExponent"/>.</summary>
    /// <param name="x">x.</param>
    /// <returns>The power.</returns>
    public static float Exp(float x)
    {
        x = Math.Max(-LargestExponent, Math.Min(LargestExponent, x));
        float rounded = (x * LogOfE) + Rounder;
        float whole = rounded - Rounder;
        float r = x - (whole * LogOfTwoHigh) - (whole * LogOfTwoLow);
        float p = (1.9875691500e-4f * r) + 1.3981999507e-3f;
        p = (p * r) + 8.3334519073e-3f;
        p = (p * r) + 4.1665795894e-2f;
        p = (p * r) + 1.6666665459e-1f;
        p = (p * r) + 5.0000001201e-1f;
        p = (p * (r * r)) + r + 1;
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(p) + (BitConverter.SingleToInt32Bits(rounded) << 23));
    }

    /// <summary>As <see cref="Exp(float)"/>.</summary>
    /// <param name="x">x.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        x = Vector.Max(new Vector<float>(-LargestExponent), Vector.Min(new Vector<float>(LargestExponent), x));
        Vector<float> rounded = (x * LogOfE) + new Vector<float>(Rounder);
        Vector<float> whole = rounded - new Vector<float>(Rounder);
        Vector<float> r = x - (whole * LogOfTwoHigh) - (whole * LogOfTwoLow);
        Vector<float> p = (r * 1.9875691500e-4f) + new Vector<float>(1.3981999507e-3f);
        p = (p * r) + new Vector<float>(8.3334519073e-3f);
        p = (p * r) + new Vector<float>(4.1665795894e-2f);
        p = (p * r) + new Vector<float>(1.6666665459e-1f);
        p = (p * r) + new Vector<float>(5.0000001201e-1f);
        p = (p * (r * r)) + r + Vector<float>.One;
        return Vector.AsVectorSingle(Vector.AsVectorInt32(p) + (Vector.AsVectorInt32(rounded) << 23));
    }

    /// <summary>The natural logarithm of a positive normal number.</summary>
    /// <param name="x">x.</param>
    /// <returns>The logarithm.</returns>
    public static float Log(float x)
    {
        int half = BitConverter.SingleToInt32Bits(HalfRoot);
        int bits = BitConverter.SingleToInt32Bits(x) - half;
        float exponent = bits >> 23;
        float m = BitConverter.Int32BitsToSingle((bits & 0x7FFFFF) + half) - 1;
        float square = m * m;
        float p = (7.0376836292e-2f * m) - 1.1514610310e-1f;
        p = (p * m) + 1.1676998740e-1f;
        p = (p * m) - 1.2420140846e-1f;
        p = (p * m) + 1.4249322787e-1f;
        p = (p * m) - 1.6668057665e-1f;
        p = (p * m) + 2.0000714765e-1f;
        p = (p * m) - 2.4999993993e-1f;
        p = (p * m) + 3.3333331174e-1f;
        p = (p * m * square) + (exponent * LogOfTwoLow) - (0.5f * square);
        return m + p + (exponent * LogOfTwoHigh);
    }

    /// <summary>As <see cref="Log(float)"/>.</summary>
    /// <param name="x">x.</param>
    /// <returns>The logarithms.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        var half = new Vector<int>(BitConverter.SingleToInt32Bits(HalfRoot));
        Vector<int> bits = Vector.AsVectorInt32(x) - half;
        Vector<float> exponent = Vector.ConvertToSingle(bits >> 23);
        Vector<float> m = Vector.AsVectorSingle((bits & new Vector<int>(0x7FFFFF)) + half) - Vector<float>.One;
        Vector<float> square = m * m;
        Vector<float> p = (m * 7.0376836292e-2f) - new Vector<float>(1.1514610310e-1f);
        p = (p * m) + new Vector<float>(1.1676998740e-1f);
        p = (p * m) - new Vector<float>(1.2420140846e-1f);
        p = (p * m) + new Vector<float>(1.4249322787e-1f);
        p = (p * m) - new Vector<float>(1.6668057665e-1f);
        p = (p * m) + new Vector<float>(2.0000714765e-1f);
        p = (p * m) - new Vector<float>(2.4999993993e-1f);
        p = (p * m) + new Vector<float>(3.3333331174e-1f);
        p = (p * m * square) + (exponent * LogOfTwoLow) - (square * 0.5f);
        return m + p + (exponent * LogOfTwoHigh);
    }

    /// <summary>A standard normal number for 32 random bits: the first is its sign, the others the probability beyond it.</summary>
    /// <param name="bits">The bits.</param>
    /// <returns>The number; at most 6.3 either way.</returns>
    public static float Normal(uint bits)
    {
        // Twice the probability beyond, in (0, 1].
        float tail = ((int)(bits & 0x7FFFFFFF) + 0.5f) * (1f / 2_147_483_648f);
        float w = -Log(tail * (2 - tail));
        float p = w < Tail ? Middle(w - 2.5f) : Far(MathF.Sqrt(w) - 3);
        float z = (1 - tail) * RootOfTwo * p;
        return BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(z) | (bits & 0x80000000));
    }

    /// <summary>As <see cref="Normal(uint)"/>.</summary>
    /// <param name="bits">The bits.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Normal(Vector<uint> bits)
    {
        Vector<float> tail = (Vector.ConvertToSingle(Vector.AsVectorInt32(bits & new Vector<uint>(0x7FFFFFFF))) + new Vector<float>(0.5f)) * (1f / 2_147_483_648f);
        Vector<float> w = -Log(tail * (new Vector<float>(2) - tail));
        Vector<float> p = Middle(w - new Vector<float>(2.5f));
        if (!Vector.LessThanAll(w, new Vector<float>(Tail)))
        {
            p = Vector.ConditionalSelect(Vector.LessThan(w, new Vector<float>(Tail)), p, Far(Vector.SquareRoot(w) - new Vector<float>(3)));
        }

        Vector<float> z = (Vector<float>.One - tail) * RootOfTwo * p;
        return Vector.AsVectorSingle(Vector.AsVectorUInt32(z) | (bits & new Vector<uint>(0x80000000)));
    }

    private static float Middle(float w)
    {
        float p = (2.81022636e-08f * w) + 3.43273939e-07f;
        p = (p * w) - 3.5233877e-06f;
        p = (p * w) - 4.39150654e-06f;
        p = (p * w) + 0.00021858087f;
        p = (p * w) - 0.00125372503f;
        p = (p * w) - 0.00417768164f;
        p = (p * w) + 0.246640727f;
        return (p * w) + 1.50140941f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Middle(Vector<float> w)
    {
        Vector<float> p = (w * 2.81022636e-08f) + new Vector<float>(3.43273939e-07f);
        p = (p * w) - new Vector<float>(3.5233877e-06f);
        p = (p * w) - new Vector<float>(4.39150654e-06f);
        p = (p * w) + new Vector<float>(0.00021858087f);
        p = (p * w) - new Vector<float>(0.00125372503f);
        p = (p * w) - new Vector<float>(0.00417768164f);
        p = (p * w) + new Vector<float>(0.246640727f);
        return (p * w) + new Vector<float>(1.50140941f);
    }

    private static float Far(float w)
    {
        float p = (-0.000200214257f * w) + 0.000100950558f;
        p = (p * w) + 0.00134934322f;
        p = (p * w) - 0.00367342844f;
        p = (p * w) + 0.00573950773f;
        p = (p * w) - 0.0076224613f;
        p = (p * w) + 0.00943887047f;
        p = (p * w) + 1.00167406f;
        return (p * w) + 2.83297682f;
    }

    // A call, as few vectors have a number so far out; compiled at full at once, as few calls would not make it hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<float> Far(Vector<float> w)
    {
        Vector<float> p = (w * -0.000200214257f) + new Vector<float>(0.000100950558f);
        p = (p * w) + new Vector<float>(0.00134934322f);
        p = (p * w) - new Vector<float>(0.00367342844f);
        p = (p * w) + new Vector<float>(0.00573950773f);
        p = (p * w) - new Vector<float>(0.0076224613f);
        p = (p * w) + new Vector<float>(0.00943887047f);
        p = (p * w) + new Vector<float>(1.00167406f);
        return (p * w) + new Vector<float>(2.83297682f);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpineInference.Learning;

/// <summary>Sums of products of single numbers, several at a time.</summary>
/// <remarks>Compiled at full at once: the first intervals of a process are drawn before the runtime would find out which loops are hot.</remarks>
internal static class Vectors
{
    /// <summary>Σ xᵢ·yᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        int width = Vector<float>.Count;
        Vector<float> first = Vector<float>.Zero;
        Vector<float> second = Vector<float>.Zero;
        int i = 0;
        for (; i <= x.Length - (2 * width); i += 2 * width)
        {
            first += new Vector<float>(x[i..]) * new Vector<float>(y[i..]);
            second += new Vector<float>(x[(i + width)..]) * new Vector<float>(y[(i + width)..]);
        }

        float sum = Vector.Sum(first + second);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>yᵢ += factor·xᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        int width = Vector<float>.Count;
        var factors = new Vector<float>(factor);
        int i = 0;
        for (; i <= x.Length - width; i += width)
        {
            (new Vector<float>(y[i..]) + (factors * new Vector<float>(x[i..]))).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary>How many vectors <see cref="AddAll"/> adds at a time.</summary>
    public const int Together = 4;

    /// <summary>Σ x·y of x with each of several y, every one summed in the order of <see cref="Dot"/>.</summary>
    /// <param name="x">x.</param>
    /// <param name="ys">The y, one after the other.</param>
    /// <param name="sums">Receives the sums, one a y.</param>
    public static void Dots(ReadOnlySpan<float> x, ReadOnlySpan<float> ys, Span<float> sums)
    {
        int d = 0;
        for (; d <= sums.Length - 4; d += 4)
        {
            Dots(x, ys.Slice(d * x.Length, 4 * x.Length), out sums[d], out sums[d + 1], out sums[d + 2], out sums[d + 3]);
        }

        for (; d < sums.Length; d++)
        {
            sums[d] = Dot(x, ys.Slice(d * x.Length, x.Length));
        }
    }

    /// <summary>y += Σ factor·x over <see cref="Together"/> vectors, in their order, as so many calls of <see cref="Add"/>.</summary>
    /// <param name="factors">The factors; that of vector j stands at j·<paramref name="stride"/>.</param>
    /// <param name="stride">Their distance.</param>
    /// <param name="xs">The vectors.</param>
    /// <param name="y">y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAll(ReadOnlySpan<float> factors, int stride, ReadOnlySpan<float[]> xs, Span<float> y)
    {
        (float f0, float f1, float f2, float f3) = (factors[0], factors[stride], factors[2 * stride], factors[3 * stride]);
        ReadOnlySpan<float> x0 = xs[0].AsSpan(0, y.Length);
        ReadOnlySpan<float> x1 = xs[1].AsSpan(0, y.Length);
        ReadOnlySpan<float> x2 = xs[2].AsSpan(0, y.Length);
        ReadOnlySpan<float> x3 = xs[3].AsSpan(0, y.Length);
        int width = Vector<float>.Count;
        int i = 0;
        for (; i <= y.Length - width; i += width)
        {
            Vector<float> sum = new(y[i..]);
            sum += new Vector<float>(f0) * new Vector<float>(x0[i..]);
            sum += new Vector<float>(f1) * new Vector<float>(x1[i..]);
            sum += new Vector<float>(f2) * new Vector<float>(x2[i..]);
            sum += new Vector<float>(f3) * new Vector<float>(x3[i..]);
            sum.CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] += f0 * x0[i];
            y[i] += f1 * x1[i];
            y[i] += f2 * x2[i];
            y[i] += f3 * x3[i];
        }
    }

    // Four at a time: x is loaded once for all four.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(ReadOnlySpan<float> x, ReadOnlySpan<float> ys, out float sum0, out float sum1, out float sum2, out float sum3)
    {
        ReadOnlySpan<float> y0 = ys[..x.Length];
        ReadOnlySpan<float> y1 = ys.Slice(x.Length, x.Length);
        ReadOnlySpan<float> y2 = ys.Slice(2 * x.Length, x.Length);
        ReadOnlySpan<float> y3 = ys.Slice(3 * x.Length, x.Length);
        int width = Vector<float>.Count;
        Vector<float> first0 = Vector<float>.Zero;
        Vector<float> first1 = Vector<float>.Zero;
        Vector<float> first2 = Vector<float>.Zero;
        Vector<float> first3 = Vector<float>.Zero;
        Vector<float> second0 = Vector<float>.Zero;
        Vector<float> second1 = Vector<float>.Zero;
        Vector<float> second2 = Vector<float>.Zero;
        Vector<float> second3 = Vector<float>.Zero;
        int i = 0;
        for (; i <= x.Length - (2 * width); i += 2 * width)
        {
            Vector<float> here = new(x[i..]);
            Vector<float> there = new(x[(i + width)..]);
            first0 += here * new Vector<float>(y0[i..]);
            second0 += there * new Vector<float>(y0[(i + width)..]);
            first1 += here * new Vector<float>(y1[i..]);
            second1 += there * new Vector<float>(y1[(i + width)..]);
            first2 += here * new Vector<float>(y2[i..]);
            second2 += there * new Vector<float>(y2[(i + width)..]);
            first3 += here * new Vector<float>(y3[i..]);
            second3 += there * new Vector<float>(y3[(i + width)..]);
        }

        sum0 = Vector.Sum(first0 + second0);
        sum1 = Vector.Sum(first1 + second1);
        sum2 = Vector.Sum(first2 + second2);
        sum3 = Vector.Sum(first3 + second3);
        for (; i < x.Length; i++)
        {
            sum0 += x[i] * y0[i];
            sum1 += x[i] * y1[i];
            sum2 += x[i] * y2[i];
            sum3 += x[i] * y3[i];
        }
    }
}

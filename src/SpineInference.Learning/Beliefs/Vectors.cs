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
}

using System.Buffers;
using System.Runtime.CompilerServices;

namespace SpineInference.Learning;

/// <summary>U and Λ: the directions in the space of errors that studies narrowed, and how much.</summary>
internal sealed class NarrowedDirections
{
    private readonly double[] _shrink;
    private readonly float[][] _directions;

    public NarrowedDirections(double[] narrowing, float[][] directions)
    {
        Narrowing = narrowing;
        _directions = directions;
        _shrink = [.. narrowing.Select(static l => 1 - Math.Sqrt(1 - l))];
    }

    public static NarrowedDirections None { get; } = new([], []);

    public int Count => _directions.Length;

    /// <summary>λ of each direction, in (0, 1).</summary>
    public double[] Narrowing { get; }

    public ReadOnlySpan<float> this[int direction] => _directions[direction];

    /// <summary>z − U·(1 − √(1 − Λ))·Uᵀ·z of some z: makes draws of N(0, I) such of N(0, I − U·Λ·Uᵀ).</summary>
    /// <param name="z">The z, one after the other, each as long as a direction.</param>
    /// <param name="count">How many.</param>
    /// <remarks>U is read once for all of them and not once for each: 200 directions of 5,000 numbers are more than a processor keeps near. Each z
    /// comes out as if it were alone, to the last bit.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shrink(Span<double> z, int count)
    {
        if (Count == 0)
        {
            return;
        }

        int length = z.Length / count;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * z.Length);
        Span<float> narrow = rented.AsSpan(0, z.Length);
        Span<float> change = rented.AsSpan(z.Length, z.Length);
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = (float)z[i];
        }

        // Factors of a direction, one a z.
        var factors = new float[Count * count];
        for (int k = 0; k < Count; k++)
        {
            Span<float> own = factors.AsSpan(k * count, count);
            Vectors.Dots(_directions[k], narrow, own);
            for (int i = 0; i < count; i++)
            {
                own[i] = (float)(_shrink[k] * own[i]);
            }
        }

        change.Clear();
        for (int k = 0; k < Count; k += Vectors.Together)
        {
            int together = Math.Min(Vectors.Together, Count - k);
            for (int i = 0; i < count; i++)
            {
                Span<float> own = change.Slice(i * length, length);
                if (together == Vectors.Together)
                {
                    Vectors.AddAll(factors.AsSpan((k * count) + i), count, _directions.AsSpan(k, together), own);
                    continue;
                }

                for (int j = k; j < k + together; j++)
                {
                    Vectors.Add(factors[(j * count) + i], _directions[j], own);
                }
            }
        }

        for (int i = 0; i < z.Length; i++)
        {
            z[i] -= change[i];
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Replaces h by h − U·Λ·Uᵀ·h.</summary>
    /// <returns>Σ λ(1 − λ)(Uᵀh)².</returns>
    public double Narrow(Span<double> h)
    {
        Span<float> narrow = new float[h.Length];
        for (int i = 0; i < h.Length; i++)
        {
            narrow[i] = (float)h[i];
        }

        Span<float> change = new float[h.Length];
        double studies = 0;
        for (int k = 0; k < Count; k++)
        {
            double along = Vectors.Dot(_directions[k], narrow);
            studies += Narrowing[k] * (1 - Narrowing[k]) * along * along;
            Vectors.Add((float)(Narrowing[k] * along), _directions[k], change);
        }

        for (int i = 0; i < h.Length; i++)
        {
            h[i] -= change[i];
        }

        return studies;
    }
}

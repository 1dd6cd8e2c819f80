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

    /// <summary>z − U·(1 − √(1 − Λ))·Uᵀ·z: makes draws of N(0, I) such of N(0, I − U·Λ·Uᵀ).</summary>
    public void Shrink(Span<double> z)
    {
        Span<float> narrow = new float[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            narrow[i] = (float)z[i];
        }

        Span<float> change = new float[z.Length];
        for (int k = 0; k < Count; k++)
        {
            Vectors.Add((float)(_shrink[k] * Vectors.Dot(_directions[k], narrow)), _directions[k], change);
        }

        for (int i = 0; i < z.Length; i++)
        {
            z[i] -= change[i];
        }
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

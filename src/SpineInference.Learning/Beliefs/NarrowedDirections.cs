namespace SpineInference.Learning;

/// <summary>U and Λ: the directions in the space of errors that studies narrowed, and how much.</summary>
internal sealed class NarrowedDirections
{
    private readonly float[][] _directions;

    public NarrowedDirections(double[] narrowing, float[][] directions)
    {
        Narrowing = narrowing;
        _directions = directions;
    }

    public static NarrowedDirections None { get; } = new([], []);

    public int Count => _directions.Length;

    /// <summary>λ of each direction, in (0, 1).</summary>
    public double[] Narrowing { get; }

    public ReadOnlySpan<float> this[int direction] => _directions[direction];

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

namespace SpineInference.Learning;

/// <summary>U and Λ: the directions in the space of errors that studies narrowed, and how much.</summary>
internal sealed class NarrowedDirections
{
    private readonly Lazy<float[][]> _directions;
    private readonly Writer? _write;

    public NarrowedDirections(double[] narrowing, float[][] directions)
    {
        Narrowing = narrowing;
        Length = directions.Length == 0 ? 0 : directions[0].Length;
        _directions = new(directions);
    }

    /// <summary>Directions that are written when they are read: draws take them once, and many a process asks for nothing else.</summary>
    /// <param name="narrowing">λ of each direction.</param>
    /// <param name="length">How many errors there are.</param>
    /// <param name="write">Writes one direction.</param>
    public NarrowedDirections(double[] narrowing, int length, Writer write)
    {
        Narrowing = narrowing;
        Length = length;
        _write = write;
        _directions = new(() =>
        {
            var all = new float[narrowing.Length][];
            for (int k = 0; k < all.Length; k++)
            {
                all[k] = new float[length];
                write(k, all[k]);
            }

            return all;
        });
    }

    /// <summary>Writes one direction.</summary>
    public delegate void Writer(int direction, Span<float> coordinates);

    public static NarrowedDirections None { get; } = new([], []);

    public int Count => Narrowing.Length;

    /// <summary>How many coordinates a direction has; 0 where there is none.</summary>
    public int Length { get; }

    /// <summary>λ of each direction, in (0, 1).</summary>
    public double[] Narrowing { get; }

    public ReadOnlySpan<float> this[int direction] => _directions.Value[direction];

    /// <summary>Copies a direction; zeros beyond the last.</summary>
    public void Copy(int direction, Span<float> coordinates)
    {
        if (direction >= Count)
        {
            coordinates.Clear();
        }
        else if (_write is not null)
        {
            _write(direction, coordinates);
        }
        else
        {
            this[direction].CopyTo(coordinates);
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
            double along = Vectors.Dot(this[k], narrow);
            studies += Narrowing[k] * (1 - Narrowing[k]) * along * along;
            Vectors.Add((float)(Narrowing[k] * along), this[k], change);
        }

        for (int i = 0; i < h.Length; i++)
        {
            h[i] -= change[i];
        }

        return studies;
    }
}

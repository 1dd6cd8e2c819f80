using System.Buffers;
using System.Runtime.CompilerServices;

namespace SpineInference.Learning;

/// <summary>Draws of some rows alone, from what of each draw lies along the directions that studies narrowed: to the last bit what all rows have.</summary>
/// <param name="rows">The rows, their first entries numbered as in <paramref name="shifts"/>.</param>
/// <param name="shifts">How errors move them.</param>
/// <param name="numbers">Which numbers of a draw they take, ascending; those that are shared last.</param>
/// <param name="commonDeviations">The standard deviations of those that are shared.</param>
/// <param name="directions">The directions of these numbers alone.</param>
/// <param name="hasVectors">Whether directions use vectors in any case.</param>
internal sealed class ChosenDraws(DrawnRow[] rows, RowShifts shifts, int[] numbers, float[] commonDeviations, LaneDirections directions, bool hasVectors)
{
    private const int Lanes = DrawStreams.Lanes;

    private readonly int _longest = Longest(rows);

    /// <summary>How many normal numbers of each draw are needed.</summary>
    public int NumberCount => numbers.Length;

    /// <summary>Writes sixteen draws side by side.</summary>
    /// <param name="medians">The numbers of the network.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first draw.</param>
    /// <param name="wide">Whether vectors are used; the draws are the same.</param>
    /// <param name="along">What <see cref="DrawPlan.Project"/> gave for these draws.</param>
    /// <param name="lanes">Receives the rows one after the other; entry j of all of them and draw l at j·16 + l.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<double> medians, int seed, int first, bool wide, ReadOnlySpan<float> along, Span<double> lanes)
    {
        int size = numbers.Length * Lanes;
        float[] rented = ArrayPool<float>.Shared.Rent(size + (_longest * Lanes));
        Span<float> z = rented.AsSpan(0, size);
        Span<float> moved = rented.AsSpan(size, _longest * Lanes);
        DrawStreams.Fill(seed, first, wide, numbers, z);
        directions.Subtract(along, wide || hasVectors, z);
        RowShifts.Scale(commonDeviations, z[((numbers.Length - commonDeviations.Length) * Lanes)..]);
        int place = 0;
        foreach (DrawnRow row in rows)
        {
            ReadOnlySpan<double> median = medians.Slice(row.Offset, row.Length);
            Span<double> own = lanes.Slice(place, row.Length * Lanes);
            place += own.Length;
            if (row.First < 0)
            {
                for (int s = 0; s < median.Length; s++)
                {
                    own.Slice(s * Lanes, Lanes).Fill(median[s]);
                }
            }
            else if (wide)
            {
                shifts.Wide(row, z, moved);
                LaneSoftmax.Wide(median, moved, own);
            }
            else
            {
                shifts.Plain(row, z, moved);
                LaneSoftmax.Plain(median, moved, own);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static int Longest(DrawnRow[] rows)
    {
        int longest = 0;
        foreach (DrawnRow row in rows)
        {
            longest = Math.Max(longest, row.Length);
        }

        return longest;
    }
}

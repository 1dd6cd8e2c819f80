using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SpineInference.Learning;

/// <summary>How far the errors of sixteen draws shift the entries of rows that may move: each by its own error and by those it shares.</summary>
/// <param name="places">Of each entry the place of its own number, times sixteen.</param>
/// <param name="deviations">Of each entry the standard deviation of its own error; 0 where it has none.</param>
/// <param name="commonStarts">Of each entry where its shared errors begin in <paramref name="common"/>; and the end.</param>
/// <param name="common">The places of shared errors, times sixteen.</param>
internal sealed class RowShifts(int[] places, float[] deviations, int[] commonStarts, int[] common)
{
    private const int Lanes = DrawStreams.Lanes;

    private readonly int[] _places = places;
    private readonly float[] _deviations = deviations;
    private readonly int[] _commonStarts = commonStarts;
    private readonly int[] _common = common;

    /// <summary>Multiplies shared errors by their deviations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<float> deviations, Span<float> shared)
    {
        for (int c = 0; c < deviations.Length; c++)
        {
            foreach (ref float shift in shared.Slice(c * Lanes, Lanes))
            {
                shift *= deviations[c];
            }
        }
    }

    /// <summary>The shifts of a row, a vector of draws at a time.</summary>
    /// <param name="row">The row.</param>
    /// <param name="z">The numbers; those that are shared times their deviations.</param>
    /// <param name="shifts">Receives of each entry sixteen shifts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Wide(DrawnRow row, ReadOnlySpan<float> z, Span<float> shifts)
    {
        ref float numbers = ref MemoryMarshal.GetReference(z);
        ref float to = ref MemoryMarshal.GetReference(shifts);
        for (int s = 0; s < row.Length; s++)
        {
            int entry = row.First + s;
            ReadOnlySpan<int> common = _common.AsSpan(_commonStarts[entry], _commonStarts[entry + 1] - _commonStarts[entry]);
            for (int lane = 0; lane < Lanes; lane += Vector<float>.Count)
            {
                Vector<float> shift = Vector.LoadUnsafe(ref numbers, (nuint)(_places[entry] + lane)) * _deviations[entry];
                foreach (int place in common)
                {
                    shift += Vector.LoadUnsafe(ref numbers, (nuint)(place + lane));
                }

                shift.StoreUnsafe(ref to, (nuint)((s * Lanes) + lane));
            }
        }
    }

    /// <summary>As <see cref="Wide"/>, a draw at a time.</summary>
    /// <param name="row">The row.</param>
    /// <param name="z">The numbers; those that are shared times their deviations.</param>
    /// <param name="shifts">Receives of each entry sixteen shifts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Plain(DrawnRow row, ReadOnlySpan<float> z, Span<float> shifts)
    {
        for (int s = 0; s < row.Length; s++)
        {
            int entry = row.First + s;
            ReadOnlySpan<float> numbers = z.Slice(_places[entry], Lanes);
            Span<float> own = shifts.Slice(s * Lanes, Lanes);
            float deviation = _deviations[entry];
            for (int lane = 0; lane < own.Length; lane++)
            {
                own[lane] = numbers[lane] * deviation;
            }

            for (int c = _commonStarts[entry]; c < _commonStarts[entry + 1]; c++)
            {
                ReadOnlySpan<float> shift = z.Slice(_common[c], Lanes);
                for (int lane = 0; lane < own.Length; lane++)
                {
                    own[lane] += shift[lane];
                }
            }
        }
    }

    /// <summary>Marks the numbers of a row with 0.</summary>
    public void Mark(DrawnRow row, Span<int> placeOf)
    {
        for (int entry = row.First; row.First >= 0 && entry < row.First + row.Length; entry++)
        {
            placeOf[_places[entry] / Lanes] = 0;
        }
    }

    /// <summary>The same of some rows alone.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="placeOf">Of each number its place among the chosen.</param>
    /// <param name="own">Receives the rows with their first entries among the chosen.</param>
    public RowShifts Restrict(ReadOnlySpan<DrawnRow> rows, ReadOnlySpan<int> placeOf, out DrawnRow[] own)
    {
        own = rows.ToArray();
        int entries = 0;
        int shared = 0;
        foreach (DrawnRow row in own)
        {
            entries += row.First < 0 ? 0 : row.Length;
            shared += row.First < 0 ? 0 : _commonStarts[row.First + row.Length] - _commonStarts[row.First];
        }

        int[] places = new int[entries];
        float[] deviations = new float[entries];
        int[] starts = new int[entries + 1];
        int[] common = new int[shared];
        entries = 0;
        shared = 0;
        for (int r = 0; r < own.Length; r++)
        {
            DrawnRow row = own[r];
            if (row.First < 0)
            {
                continue;
            }

            own[r] = row with { First = entries };
            for (int entry = row.First; entry < row.First + row.Length; entry++)
            {
                places[entries] = placeOf[_places[entry] / Lanes] * Lanes;
                deviations[entries] = _deviations[entry];
                for (int c = _commonStarts[entry]; c < _commonStarts[entry + 1]; c++)
                {
                    common[shared++] = placeOf[_common[c] / Lanes] * Lanes;
                }

                starts[++entries] = shared;
            }
        }

        return new RowShifts(places, deviations, starts, common);
    }
}

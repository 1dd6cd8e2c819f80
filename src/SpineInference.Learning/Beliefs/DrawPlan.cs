using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>How draws of a belief are made, sixteen side by side: normal numbers, what studies narrowed, and softmax row by row.</summary>
/// <remarks>
/// <para>Of a row with two entries only the difference of their errors moves anything, d₁z₁ − d₀z₀, which is √(d₀² + d₁²)·e with one standard normal e: such a row has
/// one number and not two. A direction's part in it is (d₁u₁ − d₀u₀)/√(d₀² + d₁²); across it directions have none, as no probability hangs on the sum.</para>
/// <para>A draw depends on the seed and its number alone: neither on the others of its block nor on the vectors of the machine.</para>
/// </remarks>
internal sealed class DrawPlan
{
    private const int Lanes = DrawStreams.Lanes;

    private readonly Row[] _rows;
    private readonly Row[] _known;
    private readonly int[] _places;
    private readonly float[] _deviations;
    private readonly int[] _commonStarts;
    private readonly int[] _common;
    private readonly float[] _commonDeviations;
    private readonly int _ownCount;
    private readonly int _longest;
    private readonly LaneDirections _directions;

    /// <summary>Prepares draws.</summary>
    /// <param name="network">The network, or one with the same rows.</param>
    /// <param name="shape">How errors move it.</param>
    /// <param name="directions">What studies narrowed.</param>
    public DrawPlan(BayesianNetwork network, LogOddsShape shape, NarrowedDirections directions)
    {
        int length = network.Parameters.Length;
        var errorOf = new int[length];
        Array.Fill(errorOf, -1);
        for (int i = 0; i < shape.Entries.Length; i++)
        {
            errorOf[shape.Entries[i]] = i;
        }

        int entries = 0;
        int free = 0;
        foreach (ProbabilityRow row in network.Rows)
        {
            entries += shape.IsFree(row.Index) ? row.Length : 0;
            free += shape.IsFree(row.Index) ? 1 : 0;
        }

        var numbers = new DrawnNumber[shape.ErrorCount];
        var entryOf = new int[length];
        _rows = new Row[free];
        _known = new Row[network.Rows.Length - free];
        _places = new int[entries];
        _deviations = new float[entries];
        int rows = 0;
        int entry = 0;
        foreach (ProbabilityRow row in network.Rows)
        {
            if (!shape.IsFree(row.Index))
            {
                _known[row.Index - rows] = new Row(row.ParameterOffset, row.Length, 0);
                continue;
            }

            _rows[rows++] = new Row(row.ParameterOffset, row.Length, entry);
            _longest = Math.Max(_longest, row.Length);
            int first = errorOf[row.ParameterOffset];
            int second = row.Length == 2 ? errorOf[row.ParameterOffset + 1] : -1;
            bool together = first >= 0 && second >= 0;
            for (int s = 0; s < row.Length; s++, entry++)
            {
                entryOf[row.ParameterOffset + s] = entry;
                int error = errorOf[row.ParameterOffset + s];
                if (error < 0 || (together && s == 0))
                {
                    continue;
                }

                double other = together ? shape.Deviations[first] : 0;
                double own = shape.Deviations[error];
                _places[entry] = _ownCount * Lanes;
                _deviations[entry] = (float)Math.Sqrt((own * own) + (other * other));
                numbers[_ownCount++] = together ? DrawnNumber.OfDifference(first, other, second, own) : DrawnNumber.Of(error);
            }
        }

        _commonDeviations = new float[shape.CommonErrors.Length];
        for (int c = 0; c < _commonDeviations.Length; c++)
        {
            _commonDeviations[c] = (float)shape.CommonErrors[c].StandardDeviation;
            numbers[_ownCount + c] = DrawnNumber.Of(shape.Entries.Length + c);
        }

        _commonStarts = new int[entries + 1];
        _common = CommonByEntry(shape, entryOf, _ownCount, _commonStarts);
        _directions = new LaneDirections(directions, numbers.AsSpan(0, NumberCount));
    }

    /// <summary>Whether vectors pay: an interpreter, as in a browser, runs plain numbers as fast.</summary>
    public static bool IsWide { get; } = HasVectors && !OperatingSystem.IsBrowser();

    // Directions are long enough for vectors even where they are interpreted.
    private static bool HasVectors => Vector.IsHardwareAccelerated && Vector<float>.Count <= Lanes;

    /// <summary>How many normal numbers a draw takes.</summary>
    public int NumberCount => _ownCount + _commonDeviations.Length;

    /// <summary>Writes at most sixteen draws.</summary>
    /// <param name="network">Whose numbers are the medians.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first draw.</param>
    /// <param name="count">How many, 1 to 16.</param>
    /// <param name="wide">Whether vectors are used; the draws are the same.</param>
    /// <param name="vectors">Receives them, one after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(BayesianNetwork network, int seed, int first, int count, bool wide, Span<double> vectors)
    {
        int size = NumberCount * Lanes;
        int tile = _longest * Lanes;
        int scratch = Math.Max(tile, _directions.ScratchLength);
        double[] rented = ArrayPool<double>.Shared.Rent(tile + ((size + scratch + 1) / 2));
        Span<float> singles = MemoryMarshal.Cast<double, float>(rented.AsSpan(tile));
        Span<float> z = singles[..size];
        DrawStreams.Fill(seed, first, wide, z);
        _directions.Shrink(z, wide || HasVectors, singles.Slice(size, scratch));
        for (int c = 0; c < _commonDeviations.Length; c++)
        {
            foreach (ref float shift in z.Slice((_ownCount + c) * Lanes, Lanes))
            {
                shift *= _commonDeviations[c];
            }
        }

        int length = network.Parameters.Length;
        for (int draw = 0; draw < count; draw++)
        {
            foreach (Row row in _known)
            {
                network.Parameters.Slice(row.Offset, row.Length).CopyTo(vectors[((draw * length) + row.Offset)..]);
            }
        }

        WriteRows(network.Parameters, z, singles.Slice(size, tile), rented.AsSpan(0, tile), count, wide, vectors);
        ArrayPool<double>.Shared.Return(rented);
    }

    // The places of the common errors that shift each entry, entry by entry.
    private static int[] CommonByEntry(LogOddsShape shape, int[] entryOf, int ownCount, int[] starts)
    {
        foreach (CommonError error in shape.CommonErrors)
        {
            foreach (int j in error.Parameters)
            {
                starts[entryOf[j] + 1]++;
            }
        }

        for (int entry = 0; entry < starts.Length - 1; entry++)
        {
            starts[entry + 1] += starts[entry];
        }

        var common = new int[starts[^1]];
        int[] next = [.. starts];
        for (int c = 0; c < shape.CommonErrors.Length; c++)
        {
            foreach (int j in shape.CommonErrors[c].Parameters)
            {
                common[next[entryOf[j]]++] = (ownCount + c) * Lanes;
            }
        }

        return common;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteRows(
        ReadOnlySpan<double> medians, ReadOnlySpan<float> z, Span<float> shifts, Span<double> tile, int count, bool wide, Span<double> vectors)
    {
        foreach (Row row in _rows)
        {
            ReadOnlySpan<double> median = medians.Slice(row.Offset, row.Length);
            if (wide)
            {
                ShiftsWide(row, z, shifts);
                LaneSoftmax.Wide(median, shifts, tile);
            }
            else
            {
                Shifts(row, z, shifts);
                LaneSoftmax.Plain(median, shifts, tile);
            }

            for (int draw = 0; draw < count; draw++)
            {
                Span<double> own = vectors.Slice((draw * medians.Length) + row.Offset, row.Length);
                for (int s = 0; s < own.Length; s++)
                {
                    own[s] = tile[(s * Lanes) + draw];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ShiftsWide(Row row, ReadOnlySpan<float> z, Span<float> shifts)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shifts(Row row, ReadOnlySpan<float> z, Span<float> shifts)
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

    // A row: where it stands, and, if it may move, the place of its first entry in the arrays of the plan.
    private readonly record struct Row(int Offset, int Length, int First);
}

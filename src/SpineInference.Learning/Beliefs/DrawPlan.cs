using System.Buffers;
using System.Collections.Immutable;
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

    private readonly DrawnRow[] _rows;
    private readonly DrawnRow[] _known;
    private readonly DrawnRow[] _ofIndex;
    private readonly RowShifts _shifts;
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
        _rows = new DrawnRow[free];
        _known = new DrawnRow[network.Rows.Length - free];
        _ofIndex = new DrawnRow[network.Rows.Length];
        int[] places = new int[entries];
        float[] deviations = new float[entries];
        int rows = 0;
        int entry = 0;
        foreach (ProbabilityRow row in network.Rows)
        {
            if (!shape.IsFree(row.Index))
            {
                _ofIndex[row.Index] = _known[row.Index - rows] = new DrawnRow(row.ParameterOffset, row.Length, -1);
                continue;
            }

            _ofIndex[row.Index] = _rows[rows++] = new DrawnRow(row.ParameterOffset, row.Length, entry);
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
                places[entry] = _ownCount * Lanes;
                deviations[entry] = (float)Math.Sqrt((own * own) + (other * other));
                numbers[_ownCount++] = together ? DrawnNumber.OfDifference(first, other, second, own) : DrawnNumber.Of(error);
            }
        }

        _commonDeviations = new float[shape.CommonErrors.Length];
        for (int c = 0; c < _commonDeviations.Length; c++)
        {
            _commonDeviations[c] = (float)shape.CommonErrors[c].StandardDeviation;
            numbers[_ownCount + c] = DrawnNumber.Of(shape.Entries.Length + c);
        }

        int[] commonStarts = new int[entries + 1];
        _shifts = new RowShifts(places, deviations, commonStarts, CommonByEntry(shape, entryOf, _ownCount, commonStarts));
        _directions = new LaneDirections(directions, numbers.AsSpan(0, NumberCount));
    }

    /// <summary>Whether vectors pay: an interpreter, as in a browser, runs plain numbers as fast.</summary>
    public static bool IsWide { get; } = HasVectors && !OperatingSystem.IsBrowser();

    // Directions are long enough for vectors even where they are interpreted.
    private static bool HasVectors => Vector.IsHardwareAccelerated && Vector<float>.Count <= Lanes;

    /// <summary>How many normal numbers a draw takes.</summary>
    public int NumberCount => _ownCount + _commonDeviations.Length;

    /// <summary>How many numbers <see cref="Project"/> gives.</summary>
    public int AlongLength => _directions.ScratchLength;

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
        _directions.Shrink(z, wide || HasVectors, singles.Slice(size, _directions.ScratchLength));
        RowShifts.Scale(_commonDeviations, z[(_ownCount * Lanes)..]);

        int length = network.Parameters.Length;
        for (int draw = 0; draw < count; draw++)
        {
            foreach (DrawnRow row in _known)
            {
                network.Parameters.Slice(row.Offset, row.Length).CopyTo(vectors[((draw * length) + row.Offset)..]);
            }
        }

        WriteRows(network.Parameters, z, singles.Slice(size, tile), rented.AsSpan(0, tile), count, wide, vectors);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>What of sixteen draws lies along the directions that studies narrowed: the part of a draw that hangs on all its numbers.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first draw.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="along">Receives <see cref="AlongLength"/> numbers.</param>
    public void Project(int seed, int first, bool wide, Span<float> along)
    {
        int size = NumberCount * Lanes;
        float[] rented = ArrayPool<float>.Shared.Rent(size);
        Span<float> z = rented.AsSpan(0, size);
        DrawStreams.Fill(seed, first, wide, z);
        _directions.Project(z, wide || HasVectors, along);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Prepares draws of some rows alone.</summary>
    /// <param name="rows">The rows.</param>
    public ChosenDraws Choose(ImmutableArray<ProbabilityRow> rows)
    {
        var all = new DrawnRow[rows.Length];
        var placeOf = new int[NumberCount];
        placeOf.AsSpan(0, _ownCount).Fill(-1);
        for (int r = 0; r < all.Length; r++)
        {
            all[r] = _ofIndex[rows[r].Index];
            _shifts.Mark(all[r], placeOf);
        }

        var numbers = new int[placeOf.AsSpan().Count(0)];
        for (int i = 0, j = 0; i < placeOf.Length; i++)
        {
            if (placeOf[i] == 0)
            {
                numbers[j] = i;
                placeOf[i] = j++;
            }
        }

        RowShifts shifts = _shifts.Restrict(all, placeOf, out DrawnRow[] own);
        return new ChosenDraws(own, shifts, numbers, _commonDeviations, _directions.Restrict(placeOf), HasVectors);
    }

    // The places of the common errors that shift each entry, entry by entry.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        foreach (DrawnRow row in _rows)
        {
            ReadOnlySpan<double> median = medians.Slice(row.Offset, row.Length);
            if (wide)
            {
                _shifts.Wide(row, z, shifts);
                LaneSoftmax.Wide(median, shifts, tile);
            }
            else
            {
                _shifts.Plain(row, z, shifts);
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
}

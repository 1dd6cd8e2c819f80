using System.Runtime.CompilerServices;

namespace SpineInference.Learning;

/// <summary>Lays directions out for <see cref="LaneDirections"/>: four at a time, each group with the places of its numbers and their entries.</summary>
internal static class DirectionLayout
{
    private const int Lanes = DrawStreams.Lanes;

    // How many directions go together.
    private const int Four = 4;

    /// <summary>1 − √(1 − Λ), and 0 where a group is not full.</summary>
    public static float[] ShrinkOf(NarrowedDirections directions)
    {
        var shrink = new float[(directions.Count + Four - 1) / Four * Four];
        for (int k = 0; k < directions.Count; k++)
        {
            shrink[k] = (float)(1 - Math.Sqrt(1 - directions.Narrowing[k]));
        }

        return shrink;
    }

    /// <summary>Lays them out without the numbers in which all four of a group are 0.</summary>
    /// <param name="directions">The directions in the space of errors.</param>
    /// <param name="numbers">The numbers that are drawn.</param>
    /// <param name="entries">Receives the entries of each group, four for each of its places.</param>
    /// <returns>The places of each group, ascending, times sixteen.</returns>
    public static int[][] Of(NarrowedDirections directions, ReadOnlySpan<DrawnNumber> numbers, out float[][] entries)
    {
        int groups = (directions.Count + Four - 1) / Four;
        var places = new int[groups][];
        entries = new float[groups][];
        int[] some = new int[numbers.Length];
        float[] fours = new float[Four * numbers.Length];
        int length = directions.Length;
        float[] four = new float[Four * length];
        for (int g = 0; g < groups; g++)
        {
            for (int k = 0; k < Four; k++)
            {
                directions.Copy((g * Four) + k, four.AsSpan(k * length, length));
            }

            int filled = Fill(
                four.AsSpan(0, length), four.AsSpan(length, length), four.AsSpan(2 * length, length), four.AsSpan(3 * length, length), numbers, some, fours);
            places[g] = some.AsSpan(0, filled).ToArray();
            entries[g] = fours.AsSpan(0, Four * filled).ToArray();
        }

        return places;
    }

    /// <summary>The same for some numbers alone.</summary>
    /// <param name="places">The places of each group.</param>
    /// <param name="entries">The entries of each group.</param>
    /// <param name="placeOf">For each number its place among the chosen; -1 for one that is left out.</param>
    /// <param name="chosen">Receives the entries of the chosen.</param>
    /// <returns>The places of the chosen, times sixteen.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[][] Restrict(int[][] places, float[][] entries, ReadOnlySpan<int> placeOf, out float[][] chosen)
    {
        var own = new int[places.Length][];
        chosen = new float[places.Length][];
        int[] some = new int[placeOf.Length];
        float[] fours = new float[Four * placeOf.Length];
        for (int g = 0; g < places.Length; g++)
        {
            int filled = 0;
            for (int i = 0; i < places[g].Length; i++)
            {
                int place = placeOf[places[g][i] / Lanes];
                if (place < 0)
                {
                    continue;
                }

                some[filled] = place * Lanes;
                entries[g].AsSpan(Four * i, Four).CopyTo(fours.AsSpan(Four * filled++));
            }

            own[g] = some.AsSpan(0, filled).ToArray();
            chosen[g] = fours.AsSpan(0, Four * filled).ToArray();
        }

        return own;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Fill(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, ReadOnlySpan<DrawnNumber> numbers, Span<int> places, Span<float> entries)
    {
        int filled = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            DrawnNumber number = numbers[i];
            float first = (number.Weight * a[number.Error]) + (number.OtherWeight * a[number.Other]);
            float second = (number.Weight * b[number.Error]) + (number.OtherWeight * b[number.Other]);
            float third = (number.Weight * c[number.Error]) + (number.OtherWeight * c[number.Other]);
            float fourth = (number.Weight * d[number.Error]) + (number.OtherWeight * d[number.Other]);
            if (first == 0 && second == 0 && third == 0 && fourth == 0)
            {
                continue;
            }

            places[filled] = i * Lanes;
            Span<float> own = entries.Slice(Four * filled++, Four);
            own[0] = first;
            own[1] = second;
            own[2] = third;
            own[3] = fourth;
        }

        return filled;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SpineInference.Learning;

/// <summary>The directions that studies narrowed, laid out for sixteen draws side by side: four directions at a time, without the coordinates in which all four are
/// 0.</summary>
/// <remarks>Every sum goes over the coordinates in their order, draw by draw, so its bits depend neither on the width of a vector nor on the other draws.</remarks>
internal sealed class LaneDirections
{
    private const int Lanes = DrawStreams.Lanes;

    // How many directions go together.
    private const int Four = 4;

    private readonly int[][] _places;
    private readonly float[][] _entries;
    private readonly float[] _shrink;

    /// <summary>Lays directions out.</summary>
    /// <param name="directions">The directions in the space of errors.</param>
    /// <param name="numbers">The numbers that are drawn.</param>
    public LaneDirections(NarrowedDirections directions, ReadOnlySpan<DrawnNumber> numbers)
    {
        int groups = (directions.Count + Four - 1) / Four;
        _places = new int[groups][];
        _entries = new float[groups][];
        _shrink = new float[groups * Four];
        for (int k = 0; k < directions.Count; k++)
        {
            _shrink[k] = (float)(1 - Math.Sqrt(1 - directions.Narrowing[k]));
        }

        int[] places = new int[numbers.Length];
        float[] entries = new float[Four * numbers.Length];
        for (int g = 0; g < groups; g++)
        {
            int first = g * Four;
            int filled = Fill(
                directions[first], Of(directions, first + 1), Of(directions, first + 2), Of(directions, first + 3), numbers, places, entries);
            _places[g] = places.AsSpan(0, filled).ToArray();
            _entries[g] = entries.AsSpan(0, Four * filled).ToArray();
        }
    }

    /// <summary>How many numbers <see cref="Shrink"/> needs for itself.</summary>
    public int ScratchLength => _shrink.Length * Lanes;

    /// <summary>How many entries are kept, the zeros beside others among them.</summary>
    public int EntryCount => _entries.Sum(static e => e.Length);

    /// <summary>z − U·(1 − √(1 − Λ))·Uᵀ·z of sixteen z side by side: makes draws of N(0, I) such of N(0, I − U·Λ·Uᵀ).</summary>
    /// <param name="z">The z; number i of lane l at i·16 + l.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="along"><see cref="ScratchLength"/> numbers; overwritten.</param>
    public void Shrink(Span<float> z, bool wide, Span<float> along)
    {
        int groups = _places.Length;
        if (wide && Vector512.IsHardwareAccelerated)
        {
            for (int g = 0; g < groups; g++)
            {
                Project512(g, z, along.Slice(g * Four * Lanes, Four * Lanes));
            }

            for (int g = 0; g < groups; g++)
            {
                Subtract512(g, along.Slice(g * Four * Lanes, Four * Lanes), z);
            }
        }
        else
        {
            for (int g = 0; g < groups; g++)
            {
                Span<float> own = along.Slice(g * Four * Lanes, Four * Lanes);
                if (wide)
                {
                    ProjectWide(g, z, own);
                }
                else
                {
                    Project(g, z, own);
                }
            }

            for (int g = 0; g < groups; g++)
            {
                Span<float> own = along.Slice(g * Four * Lanes, Four * Lanes);
                if (wide)
                {
                    SubtractWide(g, own, z);
                }
                else
                {
                    Subtract(g, own, z);
                }
            }
        }
    }

    // Beyond the last direction there are some that are 0.
    private static ReadOnlySpan<float> Of(NarrowedDirections directions, int k) => k < directions.Count ? directions[k] : new float[directions[0].Length];

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project512(int group, ReadOnlySpan<float> z, Span<float> along)
    {
        ref float numbers = ref MemoryMarshal.GetReference(z);
        ReadOnlySpan<int> places = _places[group];
        ref float entries = ref MemoryMarshal.GetArrayDataReference(_entries[group]);
        Vector512<float> a = Vector512<float>.Zero;
        Vector512<float> b = Vector512<float>.Zero;
        Vector512<float> c = Vector512<float>.Zero;
        Vector512<float> d = Vector512<float>.Zero;
        for (int i = 0; i < places.Length; i++)
        {
            Vector512<float> number = Vector512.LoadUnsafe(ref numbers, (nuint)places[i]);
            a += number * Vector512.Create(Unsafe.Add(ref entries, 4 * i));
            b += number * Vector512.Create(Unsafe.Add(ref entries, (4 * i) + 1));
            c += number * Vector512.Create(Unsafe.Add(ref entries, (4 * i) + 2));
            d += number * Vector512.Create(Unsafe.Add(ref entries, (4 * i) + 3));
        }

        ReadOnlySpan<float> shrink = _shrink.AsSpan(Four * group, Four);
        (a * shrink[0]).CopyTo(along);
        (b * shrink[1]).CopyTo(along[Lanes..]);
        (c * shrink[2]).CopyTo(along[(2 * Lanes)..]);
        (d * shrink[3]).CopyTo(along[(3 * Lanes)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Subtract512(int group, ReadOnlySpan<float> along, Span<float> z)
    {
        ref float numbers = ref MemoryMarshal.GetReference(z);
        ReadOnlySpan<int> places = _places[group];
        ref float entries = ref MemoryMarshal.GetArrayDataReference(_entries[group]);
        Vector512<float> a = Vector512.Create(along);
        Vector512<float> b = Vector512.Create(along[Lanes..]);
        Vector512<float> c = Vector512.Create(along[(2 * Lanes)..]);
        Vector512<float> d = Vector512.Create(along[(3 * Lanes)..]);
        for (int i = 0; i < places.Length; i++)
        {
            Vector512<float> change = ((a * Unsafe.Add(ref entries, 4 * i)) + (b * Unsafe.Add(ref entries, (4 * i) + 1))) +
                ((c * Unsafe.Add(ref entries, (4 * i) + 2)) + (d * Unsafe.Add(ref entries, (4 * i) + 3)));
            (Vector512.LoadUnsafe(ref numbers, (nuint)places[i]) - change).StoreUnsafe(ref numbers, (nuint)places[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProjectWide(int group, ReadOnlySpan<float> z, Span<float> along)
    {
        ref float numbers = ref MemoryMarshal.GetReference(z);
        ReadOnlySpan<int> places = _places[group];
        ref float entries = ref MemoryMarshal.GetArrayDataReference(_entries[group]);
        ReadOnlySpan<float> shrink = _shrink.AsSpan(Four * group, Four);
        int width = Vector<float>.Count;
        for (int lane = 0; lane < Lanes; lane += width)
        {
            Vector<float> a = Vector<float>.Zero;
            Vector<float> b = Vector<float>.Zero;
            Vector<float> c = Vector<float>.Zero;
            Vector<float> d = Vector<float>.Zero;
            for (int i = 0; i < places.Length; i++)
            {
                Vector<float> number = Vector.LoadUnsafe(ref numbers, (nuint)(places[i] + lane));
                a += number * Unsafe.Add(ref entries, 4 * i);
                b += number * Unsafe.Add(ref entries, (4 * i) + 1);
                c += number * Unsafe.Add(ref entries, (4 * i) + 2);
                d += number * Unsafe.Add(ref entries, (4 * i) + 3);
            }

            (a * shrink[0]).CopyTo(along[lane..]);
            (b * shrink[1]).CopyTo(along[(Lanes + lane)..]);
            (c * shrink[2]).CopyTo(along[((2 * Lanes) + lane)..]);
            (d * shrink[3]).CopyTo(along[((3 * Lanes) + lane)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractWide(int group, ReadOnlySpan<float> along, Span<float> z)
    {
        ref float numbers = ref MemoryMarshal.GetReference(z);
        ReadOnlySpan<int> places = _places[group];
        ref float entries = ref MemoryMarshal.GetArrayDataReference(_entries[group]);
        int width = Vector<float>.Count;
        for (int lane = 0; lane < Lanes; lane += width)
        {
            Vector<float> a = new(along[lane..]);
            Vector<float> b = new(along[(Lanes + lane)..]);
            Vector<float> c = new(along[((2 * Lanes) + lane)..]);
            Vector<float> d = new(along[((3 * Lanes) + lane)..]);
            for (int i = 0; i < places.Length; i++)
            {
                Vector<float> change = ((a * Unsafe.Add(ref entries, 4 * i)) + (b * Unsafe.Add(ref entries, (4 * i) + 1))) +
                    ((c * Unsafe.Add(ref entries, (4 * i) + 2)) + (d * Unsafe.Add(ref entries, (4 * i) + 3)));
                nuint place = (nuint)(places[i] + lane);
                (Vector.LoadUnsafe(ref numbers, place) - change).StoreUnsafe(ref numbers, place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(int group, ReadOnlySpan<float> z, Span<float> along)
    {
        ReadOnlySpan<int> places = _places[group];
        ReadOnlySpan<float> entries = _entries[group];
        along.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<float> numbers = z.Slice(places[i], Lanes);
            for (int k = 0; k < Four; k++)
            {
                float entry = entries[(Four * i) + k];
                Span<float> own = along.Slice(k * Lanes, Lanes);
                for (int lane = 0; lane < own.Length && entry != 0; lane++)
                {
                    own[lane] += numbers[lane] * entry;
                }
            }
        }

        for (int i = 0; i < along.Length; i++)
        {
            along[i] *= _shrink[(Four * group) + (i / Lanes)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Subtract(int group, ReadOnlySpan<float> along, Span<float> z)
    {
        ReadOnlySpan<int> places = _places[group];
        ReadOnlySpan<float> entries = _entries[group];
        for (int i = 0; i < places.Length; i++)
        {
            (float a, float b, float c, float d) = (entries[Four * i], entries[(Four * i) + 1], entries[(Four * i) + 2], entries[(Four * i) + 3]);
            Span<float> numbers = z.Slice(places[i], Lanes);
            for (int lane = 0; lane < numbers.Length; lane++)
            {
                numbers[lane] -= ((along[lane] * a) + (along[Lanes + lane] * b)) + ((along[(2 * Lanes) + lane] * c) + (along[(3 * Lanes) + lane] * d));
            }
        }
    }
}

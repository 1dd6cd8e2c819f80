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
        _places = DirectionLayout.Of(directions, numbers, out _entries);
        _shrink = DirectionLayout.ShrinkOf(directions);
    }

    private LaneDirections(LaneDirections all, ReadOnlySpan<int> placeOf)
    {
        _places = DirectionLayout.Restrict(all._places, all._entries, placeOf, out _entries);
        _shrink = all._shrink;
    }

    /// <summary>How many numbers <see cref="Project"/> gives.</summary>
    public int ScratchLength => _shrink.Length * Lanes;

    /// <summary>How many entries are kept, the zeros beside others among them.</summary>
    public int EntryCount => _entries.Sum(static e => e.Length);

    /// <summary>The directions of some numbers alone, for <see cref="Subtract"/>: its bits are those of all.</summary>
    /// <param name="placeOf">For each number its place among the chosen; -1 for one that is left out.</param>
    public LaneDirections Restrict(ReadOnlySpan<int> placeOf) => new(this, placeOf);

    /// <summary>z − U·(1 − √(1 − Λ))·Uᵀ·z of sixteen z side by side: makes draws of N(0, I) such of N(0, I − U·Λ·Uᵀ).</summary>
    /// <param name="z">The z; number i of lane l at i·16 + l.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="along"><see cref="ScratchLength"/> numbers; overwritten.</param>
    public void Shrink(Span<float> z, bool wide, Span<float> along)
    {
        Project(z, wide, along);
        Subtract(along, wide, z);
    }

    /// <summary>(1 − √(1 − Λ))·Uᵀ·z of sixteen z side by side.</summary>
    /// <param name="z">The z; number i of lane l at i·16 + l.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="along">Receives <see cref="ScratchLength"/> numbers; of direction k and lane l at k·16 + l.</param>
    public void Project(ReadOnlySpan<float> z, bool wide, Span<float> along)
    {
        for (int g = 0; g < _places.Length; g++)
        {
            Span<float> own = along.Slice(g * Four * Lanes, Four * Lanes);
            if (!wide)
            {
                ProjectPlain(g, z, own);
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                Project512(g, z, own);
            }
            else
            {
                ProjectWide(g, z, own);
            }
        }
    }

    /// <summary>z − U·along of sixteen z side by side.</summary>
    /// <param name="along">What <see cref="Project"/> gave.</param>
    /// <param name="wide">Whether vectors are used; the numbers are the same.</param>
    /// <param name="z">The z; number i of lane l at i·16 + l.</param>
    public void Subtract(ReadOnlySpan<float> along, bool wide, Span<float> z)
    {
        for (int g = 0; g < _places.Length; g++)
        {
            ReadOnlySpan<float> own = along.Slice(g * Four * Lanes, Four * Lanes);
            if (!wide)
            {
                SubtractPlain(g, own, z);
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                Subtract512(g, own, z);
            }
            else
            {
                SubtractWide(g, own, z);
            }
        }
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
    private void ProjectPlain(int group, ReadOnlySpan<float> z, Span<float> along)
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
    private void SubtractPlain(int group, ReadOnlySpan<float> along, Span<float> z)
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

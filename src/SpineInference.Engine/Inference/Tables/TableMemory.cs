namespace SpineInference.Engine.Inference.Tables;

/// <summary>Where results lie: first fit in one stretch of memory, given back when nothing reads them any more.</summary>
/// <remarks>Mutable; for one compilation.</remarks>
internal sealed class TableMemory
{
    // Free stretches, the first first; no two touch.
    private readonly List<(long Start, long Size)> _free = [];

    /// <summary>How long the stretch is by now.</summary>
    public long Length { get; private set; }

    /// <summary>Takes room.</summary>
    /// <param name="size">How many numbers.</param>
    /// <returns>Where it starts.</returns>
    public long Take(long size)
    {
        for (int i = 0; i < _free.Count; i++)
        {
            (long start, long room) = _free[i];
            if (room >= size)
            {
                if (room == size)
                {
                    _free.RemoveAt(i);
                }
                else
                {
                    _free[i] = (start + size, room - size);
                }

                return start;
            }
        }

        // The last stretch, if it is free, grows.
        long place = Length;
        if (_free.Count > 0 && _free[^1] is var last && last.Start + last.Size == Length)
        {
            _free.RemoveAt(_free.Count - 1);
            place = last.Start;
        }

        Length = place + size;
        return place;
    }

    /// <summary>Gives room back.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="size">How many numbers.</param>
    public void Give(long start, long size)
    {
        int next = _free.Count;
        while (next > 0 && _free[next - 1].Start > start)
        {
            next--;
        }

        if (next < _free.Count && start + size == _free[next].Start)
        {
            size += _free[next].Size;
            _free.RemoveAt(next);
        }

        if (next > 0 && _free[next - 1] is var before && before.Start + before.Size == start)
        {
            _free[next - 1] = (before.Start, before.Size + size);
        }
        else
        {
            _free.Insert(next, (start, size));
        }
    }
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The rows of a run: consecutive ones, or chosen ones.</summary>
internal readonly ref struct LaneRows
{
    private readonly int _start;
    private readonly ReadOnlySpan<int> _chosen;

    /// <summary>The rows [start, end).</summary>
    public LaneRows(int start, int end)
    {
        _start = start;
        Count = end - start;
    }

    /// <summary>Chosen rows.</summary>
    public LaneRows(ReadOnlySpan<int> chosen)
    {
        _chosen = chosen;
        Count = chosen.Length;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Copies some of them.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="block">Receives as many as there are left, at most all of it.</param>
    /// <returns>The part that was filled.</returns>
    public Span<int> Copy(int first, Span<int> block)
    {
        block = block[..Math.Min(block.Length, Count - first)];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = _chosen.IsEmpty ? _start + first + i : _chosen[first + i];
        }

        return block;
    }
}

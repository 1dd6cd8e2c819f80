using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Equality of sets of rows, given as ascending indices, also of those that lie in scratch memory.</summary>
internal sealed class RowSets : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        uint hash = (uint)alternate.Length;
        foreach (int row in alternate)
        {
            hash = (hash ^ (uint)row) * 0x9E3779B1;
            hash ^= hash >> 15;
        }

        return (int)hash;
    }

    /// <inheritdoc/>
    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}

namespace SpineInference.InferNet.Clusters;

/// <summary>A joint state as a key: compared by its states. The array is not copied and must not change while the key is stored.</summary>
/// <param name="states">One state for each variable.</param>
internal readonly struct StateKey(byte[] states) : IEquatable<StateKey>
{
    private readonly byte[] _states = states;

    /// <inheritdoc/>
    public bool Equals(StateKey other) => _states.AsSpan().SequenceEqual(other._states);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StateKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_states);
        return hash.ToHashCode();
    }
}

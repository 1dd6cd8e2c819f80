namespace SpineInference.Engine.Reasoning;

/// <summary>What must be made ready before some variables can be looked at, and is then ready for all of them: a device that is fetched once.</summary>
/// <remarks>Two are the same where their ids are (ordinal comparison): of two with one id and two prices the first met counts. Immutable and safe for concurrent use.</remarks>
public sealed class SetUp : IEquatable<SetUp>
{
    /// <summary>Names a set-up and its price.</summary>
    /// <param name="id">What tells it from others.</param>
    /// <param name="cost">What it costs, once, in the unit of all other costs; not negative.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative or not finite.</exception>
    public SetUp(string id, double cost)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (!(cost >= 0) || double.IsInfinity(cost))
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, $"The set-up '{id}' costs a number that is finite and not negative.");
        }

        Id = id;
        Cost = cost;
    }

    /// <summary>What tells it from others.</summary>
    public string Id { get; }

    /// <summary>What it costs, once.</summary>
    public double Cost { get; }

    /// <inheritdoc/>
    public bool Equals(SetUp? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SetUp);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The id and the price, such as <c>ladder: 5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Cost}");
}

using System.Collections.Immutable;
using SpineInference.Engine.Inference;

namespace SpineInference.Engine.Reasoning;

/// <summary>What must be so before a variable can be looked at: that at least one of some statements is true. Whoever owns no car cannot say how far it goes.</summary>
/// <remarks>Equality is by what is stated, in any order. Immutable and safe for concurrent use.</remarks>
public sealed class Presupposition : IEquatable<Presupposition>
{
    /// <summary>States what must be so.</summary>
    /// <param name="anyOf">The statements, of which one is enough; at least one, about different variables.</param>
    /// <exception cref="ArgumentException">There is no statement, or two about one variable.</exception>
    public Presupposition(params ReadOnlySpan<Hypothesis> anyOf)
    {
        AnyOf = [.. anyOf];
        if (AnyOf.IsEmpty || AnyOf.DistinctBy(static h => h.Variable).Count() != AnyOf.Length)
        {
            throw new ArgumentException($"Got the statements [{string.Join(", ", AnyOf)}]; expected at least one, and one about each variable.", nameof(anyOf));
        }
    }

    /// <summary>The statements, of which one is enough.</summary>
    public ImmutableArray<Hypothesis> AnyOf { get; }

    /// <inheritdoc/>
    public bool Equals(Presupposition? other) =>
        other is not null && AnyOf.Length == other.AnyOf.Length
        && AnyOf.All(other.AnyOf.Contains);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Presupposition);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // A sum, which does not know the order.
        int sum = 0;
        foreach (Hypothesis statement in AnyOf)
        {
            sum = unchecked(sum + statement.GetHashCode());
        }

        return sum;
    }

    /// <summary>The statements, as <c>car = old or new, or bicycle = yes</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(", or ", AnyOf);

    /// <summary>Evidence that none of the statements is true, on top of what is known.</summary>
    /// <returns>The evidence, or <see langword="null"/> where it is known that one is.</returns>
    internal Evidence? DenyIn(Evidence evidence)
    {
        Evidence? denied = evidence;
        foreach (Hypothesis statement in AnyOf)
        {
            foreach (int state in statement.States)
            {
                denied = denied is null ? null : Restriction.Excluding(denied, statement.Variable, state);
            }
        }

        return denied;
    }
}

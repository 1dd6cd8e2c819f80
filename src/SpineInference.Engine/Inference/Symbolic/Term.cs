namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>One product x·y in a sum; ordered by <see cref="Y"/>, then <see cref="X"/>.</summary>
/// <param name="X">The first factor's node; the constant, where one factor is.</param>
/// <param name="Y">The second factor's node.</param>
internal readonly record struct Term(int X, int Y) : IComparable<Term>
{
    /// <inheritdoc/>
    public int CompareTo(Term other) => Y != other.Y ? Y.CompareTo(other.Y) : X.CompareTo(other.X);
}

namespace SpineInference;

/// <summary>One value of a distribution with its probability.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="Value">The value, or <see langword="null"/> for <c>none</c>.</param>
/// <param name="Id">Its text id.</param>
/// <param name="Probability">Its probability, in [0, 1].</param>
public readonly record struct Outcome<T>(T? Value, string Id, double Probability)
    where T : struct, Enum
{
    /// <summary>The id and the probability, such as <c>L5 0.62</c>.</summary>
    public override string ToString() => Ranking.Describe(Id, Probability);
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The legs: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class Legs
{
    private static readonly TextIds<Leg> Ids = new(
        "leg",
        (Leg.Left, "left"),
        (Leg.Right, "right"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<Leg> All => Ids.All;

    /// <summary>Reads a leg from its text id, such as <c>left</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such leg; the message lists them.</exception>
    public static Leg Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a leg from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="leg">The leg, or the default.</param>
    /// <returns>Whether there is such a leg.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Leg leg) => Ids.TryParse(id, out leg);

    extension(Leg leg)
    {
        /// <summary>The stable text id, as in the network's states: <c>left</c>.</summary>
        public string Id => Ids.IdOf(leg);

        /// <summary>The other leg.</summary>
        public Leg Other => Ids.Checked(leg) == Leg.Left ? Leg.Right : Leg.Left;
    }
}

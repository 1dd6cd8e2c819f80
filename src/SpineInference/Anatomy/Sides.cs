using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The sides a lesion reaches: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class Sides
{
    internal static readonly TextIds<Side> Ids = new(
        "side",
        (Side.Left, "left"),
        (Side.Right, "right"),
        (Side.Both, "both"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<Side> All => Ids.All;

    /// <summary>Reads a side from its text id, such as <c>both</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such side; the message lists them.</exception>
    public static Side Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a side from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="side">The side, or the default.</param>
    /// <returns>Whether there is such a side.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Side side) => Ids.TryParse(id, out side);

    extension(Side side)
    {
        /// <summary>The stable text id, as in the network's states: <c>both</c>.</summary>
        public string Id => Ids.IdOf(side);

        /// <summary>Whether a lesion of this side reaches a leg.</summary>
        /// <param name="leg">The leg.</param>
        /// <exception cref="ArgumentOutOfRangeException">The side or the leg is not a member.</exception>
        public bool Includes(Leg leg)
        {
            string sideId = Ids.IdOf(side);
            string legId = leg.Id;
            return side == Side.Both || sideId == legId;
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The zones across a disc level: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class Zones
{
    internal static readonly TextIds<Zone> Ids = new(
        "zone",
        (Zone.Central, "central"),
        (Zone.Subarticular, "subarticular"),
        (Zone.Foraminal, "foraminal"),
        (Zone.Extraforaminal, "extraforaminal"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<Zone> All => Ids.All;

    /// <summary>Reads a zone from its text id, such as <c>subarticular</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such zone; the message lists them.</exception>
    public static Zone Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a zone from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="zone">The zone, or the default.</param>
    /// <returns>Whether there is such a zone.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Zone zone) => Ids.TryParse(id, out zone);

    internal static ArgumentOutOfRangeException NotAZone(Zone zone) => Ids.NotAMember(zone);

    extension(Zone zone)
    {
        /// <summary>The stable text id, as in the network's states: <c>subarticular</c>.</summary>
        public string Id => Ids.IdOf(zone);
    }
}

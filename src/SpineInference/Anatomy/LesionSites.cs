using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The sites of a lesion: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class LesionSites
{
    internal static readonly TextIds<LesionSite> Ids = new(
        "lesion site",
        (LesionSite.Canal, "canal"),
        (LesionSite.Plexus, "plexus"),
        (LesionSite.Buttock, "buttock"),
        (LesionSite.Groin, "groin"),
        (LesionSite.FibularHead, "fibular-head"),
        (LesionSite.Ankle, "ankle"),
        (LesionSite.Foot, "foot"),
        (LesionSite.Diffuse, "diffuse"),
        (LesionSite.BrainOrCord, "brain-or-cord"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<LesionSite> All => Ids.All;

    /// <summary>Reads a lesion site from its text id, such as <c>fibular-head</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such lesion site; the message lists them.</exception>
    public static LesionSite Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a lesion site from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="site">The lesion site, or the default.</param>
    /// <returns>Whether there is such a lesion site.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out LesionSite site) => Ids.TryParse(id, out site);

    extension(LesionSite site)
    {
        /// <summary>The stable text id, as in the network's states: <c>fibular-head</c>.</summary>
        public string Id => Ids.IdOf(site);
    }
}

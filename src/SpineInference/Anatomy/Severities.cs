using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The severities of a lesion: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class Severities
{
    private static readonly TextIds<Severity> Ids = new(
        "severity",
        (Severity.Mild, "mild"),
        (Severity.Moderate, "moderate"),
        (Severity.Severe, "severe"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<Severity> All => Ids.All;

    /// <summary>Reads a severity from its text id, such as <c>moderate</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such severity; the message lists them.</exception>
    public static Severity Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a severity from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="severity">The severity, or the default.</param>
    /// <returns>Whether there is such a severity.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Severity severity) => Ids.TryParse(id, out severity);

    extension(Severity severity)
    {
        /// <summary>The stable text id, as in the network's states: <c>moderate</c>.</summary>
        public string Id => Ids.IdOf(severity);
    }
}

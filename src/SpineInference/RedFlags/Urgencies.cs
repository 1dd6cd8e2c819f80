using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>The urgencies: text ids and plain words.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class Urgencies
{
    private static readonly TextIds<Urgency> Ids = new(
        "urgency",
        (Urgency.Routine, "routine"),
        (Urgency.Urgent, "urgent"),
        (Urgency.SameDay, "same-day"),
        (Urgency.Emergency, "emergency"));

    /// <summary>All urgencies, the least first.</summary>
    public static ImmutableArray<Urgency> All => Ids.All;

    /// <summary>Reads an urgency from its text id, such as <c>same-day</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such urgency; the message lists them.</exception>
    public static Urgency Parse(string id) => Ids.Parse(id);

    /// <summary>Reads an urgency from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="urgency">The urgency, or the default.</param>
    /// <returns>Whether there is such an urgency.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Urgency urgency) => Ids.TryParse(id, out urgency);

    extension(Urgency urgency)
    {
        /// <summary>The stable text id: <c>same-day</c>.</summary>
        public string Id => Ids.IdOf(urgency);

        /// <summary>The word that begins an advice: <c>Emergency</c>, <c>Same day</c>, <c>Urgent</c>, <c>Routine</c>.</summary>
        public string PlainName => Ids.Checked(urgency) switch
        {
            Urgency.Emergency => "Emergency",
            Urgency.SameDay => "Same day",
            Urgency.Urgent => "Urgent",
            _ => "Routine",
        };
    }
}

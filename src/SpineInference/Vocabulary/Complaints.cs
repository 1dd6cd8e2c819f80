using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What a patient may come for.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum, and on
/// <see cref="Complaint.Unknown"/>.</remarks>
public static class Complaints
{
    internal static readonly TextIds<Complaint> Ids = new(
        "complaint",
        (Complaint.Leg, "leg"),
        (Complaint.FootOnly, "foot-only"),
        (Complaint.BackOnly, "back-only"),
        (Complaint.Weakness, "weakness"));

    /// <summary>All complaints that can be stated, in the order of the enum.</summary>
    public static ImmutableArray<Complaint> All => Ids.All;

    /// <summary>Reads a complaint from its text id, such as <c>back-only</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such complaint; the message lists them.</exception>
    public static Complaint Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a complaint from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="complaint">The complaint, or <see cref="Complaint.Unknown"/>.</param>
    /// <returns>Whether there is such a complaint.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Complaint complaint) => Ids.TryParse(id, out complaint);

    extension(Complaint complaint)
    {
        /// <summary>The stable text id, as in the network's states, such as <c>back-only</c>.</summary>
        public string Id => Ids.IdOf(complaint);

        internal string Words => Ids.Checked(complaint) switch
        {
            Complaint.Leg => "a leg",
            Complaint.FootOnly => "the foot alone",
            Complaint.BackOnly => "the back alone",
            _ => "weakness of a leg",
        };
    }
}

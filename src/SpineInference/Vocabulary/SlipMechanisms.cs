using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Text ids of <see cref="SlipMechanism"/>. Stateless and safe for concurrent use.</summary>
public static class SlipMechanisms
{
    internal static readonly TextIds<SlipMechanism> Ids = new(
        "mechanism of a slipped vertebra",
        (SlipMechanism.Arthritis, "arthritis"),
        (SlipMechanism.Instability, "instability"),
        (SlipMechanism.Fracture, "fracture"));

    /// <summary>All members, in order.</summary>
    public static ImmutableArray<SlipMechanism> All => Ids.All;

    /// <summary>Finds a member by its text id.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="slipMechanism">The member.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out SlipMechanism slipMechanism) => Ids.TryParse(id, out slipMechanism);

    extension(SlipMechanism slipMechanism)
    {
        /// <summary>The stable text id.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
        public string Id => Ids.IdOf(slipMechanism);
    }
}

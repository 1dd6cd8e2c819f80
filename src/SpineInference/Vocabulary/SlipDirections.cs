using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Text ids of <see cref="SlipDirection"/>. Stateless and safe for concurrent use.</summary>
public static class SlipDirections
{
    internal static readonly TextIds<SlipDirection> Ids = new(
        "direction of a slipped vertebra",
        (SlipDirection.Forwards, "forwards"),
        (SlipDirection.Backwards, "backwards"));

    /// <summary>All members, in order.</summary>
    public static ImmutableArray<SlipDirection> All => Ids.All;

    /// <summary>Finds a member by its text id.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="slipDirection">The member.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out SlipDirection slipDirection) => Ids.TryParse(id, out slipDirection);

    extension(SlipDirection slipDirection)
    {
        /// <summary>The stable text id.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
        public string Id => Ids.IdOf(slipDirection);
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The states of a root: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class RootStates
{
    internal static readonly TextIds<RootState> Ids = new(
        "root state",
        (RootState.Normal, "normal"),
        (RootState.Irritated, "irritated"),
        (RootState.Compressed, "compressed"));

    /// <summary>All members, in the network's order.</summary>
    public static ImmutableArray<RootState> All => Ids.All;

    /// <summary>Reads a root state from its text id, such as <c>compressed</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such root state; the message lists them.</exception>
    public static RootState Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a root state from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="state">The root state, or the default.</param>
    /// <returns>Whether there is such a root state.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out RootState state) => Ids.TryParse(id, out state);

    extension(RootState state)
    {
        /// <summary>The stable text id, as in the network's states: <c>compressed</c>.</summary>
        public string Id => Ids.IdOf(state);
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Knowledge;

/// <summary>How findings are obtained: text ids, as tables and files have them.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class FindingCategories
{
    /// <summary>Every category with its id, the least demanding first.</summary>
    internal static readonly (string Id, FindingCategory Category)[] Ids =
    [
        ("history", FindingCategory.History),
        ("examination", FindingCategory.Examination),
        ("laboratory", FindingCategory.Laboratory),
        ("imaging", FindingCategory.Imaging),
        ("electrodiagnosis", FindingCategory.Electrodiagnosis),
    ];

    /// <summary>All of them, the least demanding first.</summary>
    public static ImmutableArray<FindingCategory> All { get; } = [.. Ids.Select(static c => c.Category)];

    /// <summary>Reads one from its text id, such as <c>imaging</c>, without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="category">The category, or the default.</param>
    /// <returns>Whether there is such a category.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out FindingCategory category)
    {
        int place = Array.FindIndex(Ids, c => c.Id == id);
        category = place < 0 ? default : Ids[place].Category;
        return place >= 0;
    }

    extension(FindingCategory category)
    {
        /// <summary>The stable text id: <c>electrodiagnosis</c>.</summary>
        public string Id => Array.Find(Ids, c => c.Category == category).Id
            ?? throw new ArgumentOutOfRangeException(nameof(category), category, $"Expected a member of {nameof(FindingCategory)}.");
    }
}

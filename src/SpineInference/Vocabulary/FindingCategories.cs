using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>How findings are obtained: text ids.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the enum.</remarks>
public static class FindingCategories
{
    private static readonly TextIds<FindingCategory> Ids = new(
        "way to obtain a finding",
        (FindingCategory.History, "history"),
        (FindingCategory.Examination, "examination"),
        (FindingCategory.Laboratory, "laboratory"),
        (FindingCategory.Imaging, "imaging"),
        (FindingCategory.Electrodiagnosis, "electrodiagnosis"));

    /// <summary>All of them, the least demanding first.</summary>
    public static ImmutableArray<FindingCategory> All => Ids.All;

    /// <summary>Reads one from its text id, such as <c>imaging</c>, without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="category">The category, or the default.</param>
    /// <returns>Whether there is such a category.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out FindingCategory category) => Ids.TryParse(id, out category);

    extension(FindingCategory category)
    {
        /// <summary>The stable text id: <c>electrodiagnosis</c>.</summary>
        public string Id => Ids.IdOf(category);
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Which findings are asked for together, on a page or in a questionnaire: text ids, and the topic of a finding.</summary>
/// <remarks>By category, and within it by the words of the id: a finding that the tables gain is sorted without a change here, at worst among
/// the rest of its category. Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value outside the
/// enum.</remarks>
public static class FindingTopics
{
    private static readonly TextIds<FindingTopic> Ids = new(
        "topic of findings",
        (FindingTopic.LegSymptoms, "leg-symptoms"),
        (FindingTopic.Effects, "effects"),
        (FindingTopic.History, "history"),
        (FindingTopic.RedFlags, "red-flags"),
        (FindingTopic.Strength, "strength"),
        (FindingTopic.Reflexes, "reflexes"),
        (FindingTopic.Tension, "tension"),
        (FindingTopic.Gait, "gait"),
        (FindingTopic.Signs, "signs"),
        (FindingTopic.Laboratory, "laboratory"),
        (FindingTopic.Imaging, "imaging"),
        (FindingTopic.Electrodiagnosis, "electrodiagnosis"));

    private static readonly string[] OfReflexes = ["reflex", "clonus", "babinski"];
    private static readonly string[] OfTension = ["straight-leg-raise", "slump", "stretch"];
    private static readonly string[] OfGait = ["walk", "gait", "stand", "foot-drop", "heel-raise", "trendelenburg", "romberg"];

    private static readonly Lazy<FrozenSet<string>> InRules = new(static () =>
        RedFlagRule.All.SelectMany(static r => r.Findings).Select(static f => f.Id).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All topics, in the order of an examination.</summary>
    public static ImmutableArray<FindingTopic> All => Ids.All;

    /// <summary>The topic of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Its topic; what red-flag rules ask for stands together where it is asked, not examined.</returns>
    public static FindingTopic Of(DescribedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Category switch
        {
            FindingCategory.History when finding.Id.StartsWith("effect-of-", StringComparison.Ordinal) => FindingTopic.Effects,
            FindingCategory.History when finding.IsOfLeg && !finding.IsRuleOnly => FindingTopic.LegSymptoms,
            FindingCategory.History when finding.IsRuleOnly || InRules.Value.Contains(finding.Id) => FindingTopic.RedFlags,
            FindingCategory.History => FindingTopic.History,
            FindingCategory.Examination when finding.Id.EndsWith("-strength", StringComparison.Ordinal) => FindingTopic.Strength,
            FindingCategory.Examination when Reflexes.TryParse(finding.Id, out _) || Has(finding, OfReflexes) => FindingTopic.Reflexes,
            FindingCategory.Examination when Has(finding, OfTension) => FindingTopic.Tension,
            FindingCategory.Examination when Has(finding, OfGait) => FindingTopic.Gait,
            FindingCategory.Examination => FindingTopic.Signs,
            FindingCategory.Laboratory => FindingTopic.Laboratory,
            FindingCategory.Imaging => FindingTopic.Imaging,
            _ => FindingTopic.Electrodiagnosis,
        };
    }

    /// <summary>Reads one from its text id, such as <c>red-flags</c>, without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="topic">The topic, or the default.</param>
    /// <returns>Whether there is such a topic.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out FindingTopic topic) => Ids.TryParse(id, out topic);

    extension(FindingTopic topic)
    {
        /// <summary>The stable text id: <c>red-flags</c>.</summary>
        public string Id => Ids.IdOf(topic);
    }

    private static bool Has(DescribedFinding finding, string[] words) =>
        Array.Exists(words, w => finding.Id.Contains(w, StringComparison.Ordinal));
}

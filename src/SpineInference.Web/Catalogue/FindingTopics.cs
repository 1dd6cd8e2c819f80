using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>Which question stands in which group.</summary>
/// <remarks>By category, and within it by the words of the id: a finding that the tables gain is sorted without a change here, at worst among
/// the rest of its category. Stateless.</remarks>
internal static class FindingTopics
{
    private static readonly string[] OfReflexes = ["reflex", "clonus", "babinski"];
    private static readonly string[] OfTension = ["straight-leg-raise", "slump", "stretch"];
    private static readonly string[] OfGait = ["walk", "gait", "stand", "foot-drop", "heel-raise", "trendelenburg", "romberg"];

    /// <summary>All topics, in the order of an examination.</summary>
    public static ImmutableArray<FindingTopic> All { get; } = [.. Enum.GetValues<FindingTopic>()];

    /// <summary>The topic of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="inRules">Ids of the findings that red-flag rules speak of.</param>
    public static FindingTopic Of(DescribedFinding finding, HashSet<string> inRules) => finding.Category switch
    {
        FindingCategory.History when finding.Id.StartsWith("effect-of-", StringComparison.Ordinal) => FindingTopic.Effects,
        FindingCategory.History when finding.IsOfLeg && !finding.IsRuleOnly => FindingTopic.LegSymptoms,
        FindingCategory.History when finding.IsRuleOnly || inRules.Contains(finding.Id) => FindingTopic.RedFlags,
        FindingCategory.History => FindingTopic.History,
        FindingCategory.Examination when finding.Id.EndsWith("-strength", StringComparison.Ordinal) => FindingTopic.Strength,
        FindingCategory.Examination when Has(finding, OfReflexes) => FindingTopic.Reflexes,
        FindingCategory.Examination when Has(finding, OfTension) => FindingTopic.Tension,
        FindingCategory.Examination when Has(finding, OfGait) => FindingTopic.Gait,
        FindingCategory.Examination => FindingTopic.Signs,
        FindingCategory.Laboratory => FindingTopic.Laboratory,
        FindingCategory.Imaging => FindingTopic.Imaging,
        _ => FindingTopic.Electrodiagnosis,
    };

    /// <summary>The text id of a topic.</summary>
    public static string IdOf(FindingTopic topic) => topic switch
    {
        FindingTopic.LegSymptoms => "leg-symptoms",
        FindingTopic.RedFlags => "red-flags",
        _ => topic.ToString().ToLowerInvariant(),
    };

    /// <summary>The heading of a topic.</summary>
    public static string TitleOf(FindingTopic topic) => topic switch
    {
        FindingTopic.LegSymptoms => Texts.Topic_LegSymptoms,
        FindingTopic.Effects => Texts.Topic_Effects,
        FindingTopic.History => Texts.Topic_History,
        FindingTopic.RedFlags => Texts.Topic_RedFlags,
        FindingTopic.Strength => Texts.Topic_Strength,
        FindingTopic.Reflexes => Texts.Topic_Reflexes,
        FindingTopic.Tension => Texts.Topic_Tension,
        FindingTopic.Gait => Texts.Topic_Gait,
        FindingTopic.Signs => Texts.Topic_Signs,
        FindingTopic.Laboratory => Texts.Topic_Laboratory,
        FindingTopic.Imaging => Texts.Topic_Imaging,
        _ => Texts.Topic_Electrodiagnosis,
    };

    private static bool Has(DescribedFinding finding, string[] words) =>
        Reflexes.TryParse(finding.Id, out _) && ReferenceEquals(words, OfReflexes)
        || Array.Exists(words, w => finding.Id.Contains(w, StringComparison.Ordinal));
}

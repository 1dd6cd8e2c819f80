namespace SpineInference.Web;

/// <summary>The headings of the groups of questions.</summary>
internal static class TopicTitles
{
    /// <summary>The heading of a topic.</summary>
    public static string Of(FindingTopic topic) => topic switch
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
}

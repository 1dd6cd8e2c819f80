namespace SpineInference.Web;

/// <summary>What is computed beside the page, after the answer is shown.</summary>
internal enum AnalysisKind
{
    /// <summary>What speaks for and against an answer.</summary>
    Reasons,

    /// <summary>What to ask next.</summary>
    Next,

    /// <summary>What the answer would be without each statement.</summary>
    Without,

    /// <summary>Whether the answer is decided.</summary>
    Decision,

    /// <summary>How uncertain each probability is.</summary>
    Intervals,

    /// <summary>Whether the findings belong together.</summary>
    Coherence,
}

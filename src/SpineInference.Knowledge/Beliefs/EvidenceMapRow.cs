using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>How much of what answers do not know comes from one row of a table.</summary>
/// <remarks>Immutable.</remarks>
public sealed class EvidenceMapRow
{
    internal EvidenceMapRow()
    {
    }

    /// <summary>The row of the network.</summary>
    public required ProbabilityRow Row { get; init; }

    /// <summary>The row of the table; <see langword="null"/> for one that no table has.</summary>
    public required KnowledgeRow? Source { get; init; }

    /// <summary>The variable it is of.</summary>
    public required KnowledgeVariable Variable { get; init; }

    /// <summary>The share of the variance of the answers, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>By how much, on average, the most probable answer would be right more often if the row were known exactly.</summary>
    public required double ValueOfKnowing { get; init; }

    /// <summary>What of its own error is left after the studies, as a standard deviation of log-odds of the state that is most in doubt.</summary>
    public required double LogOddsDeviation { get; init; }

    /// <summary>How many people with the row's condition a study would have to count so that its sampling left half of that deviation:
    /// 1/(n·p·(1 − p)) = (σ/2)².</summary>
    public required int StudySize { get; init; }
}

namespace SpineInference;

/// <summary>A finding that words were found to mean.</summary>
/// <remarks>Immutable.</remarks>
public sealed class FindingMatch
{
    internal FindingMatch(string id, string label, bool isOfLeg, string matched, double score)
    {
        Id = id;
        Label = label;
        IsOfLeg = isOfLeg;
        Matched = matched;
        Score = score;
    }

    /// <summary>Its text id, without a leg.</summary>
    public string Id { get; }

    /// <summary>Its clinical label.</summary>
    public string Label { get; }

    /// <summary>Whether it is a finding of a leg.</summary>
    public bool IsOfLeg { get; }

    /// <summary>The name that fits the words best: the id, the label, the plain words or a synonym.</summary>
    public string Matched { get; }

    /// <summary>How well it fits, in (0, 1]; 1 where the words are the name.</summary>
    public double Score { get; }

    /// <summary>Id and label, as <c>foot-drop (Foot drop)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id} ({Label})";
}

namespace SpineInference;

/// <summary>A finding that words were found to mean.</summary>
/// <param name="Id">Its text id, without a leg.</param>
/// <param name="Label">Its clinical label.</param>
/// <param name="IsOfLeg">Whether it is a finding of a leg.</param>
/// <param name="Matched">The name that fits the words best: the id, the label, the plain words or a synonym.</param>
/// <param name="Score">How well it fits, in (0, 1]; 1 where the words are the name.</param>
/// <remarks>Immutable.</remarks>
public sealed record FindingMatch(string Id, string Label, bool IsOfLeg, string Matched, double Score)
{
    /// <summary>Id and label, as <c>foot-drop (Foot drop)</c>.</summary>
    public override string ToString() => $"{Id} ({Label})";
}

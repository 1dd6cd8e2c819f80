using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>One statement about a patient: a finding, where, and whether it is present, absent or uncertain.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Leg">The leg, or <see langword="null"/> for a finding of the patient or one of a leg with no side stated.</param>
/// <param name="Kind">How it was stated.</param>
/// <param name="LikelihoodRatio">P(what was seen | finding) / P(what was seen | not), for an uncertain one; otherwise 1.</param>
public sealed record Observation(Finding Finding, Leg? Leg, ObservationKind Kind, double LikelihoodRatio)
{
    /// <summary>The statement, such as <c>left.foot-drop present</c>.</summary>
    public override string ToString()
    {
        string name = Leg is { } leg ? $"{leg.Id}.{Finding.Id}" : Finding.Id;
        string state = Finding.State == "present" ? "" : $" = {Finding.State}";
        return Kind switch
        {
            ObservationKind.Present => state.Length == 0 ? $"{name} present" : $"{name}{state}",
            ObservationKind.Absent => state.Length == 0 ? $"{name} absent" : $"{name} not{state}",
            _ => FormattableString.Invariant($"{name}{state} with likelihood ratio {LikelihoodRatio}"),
        };
    }
}

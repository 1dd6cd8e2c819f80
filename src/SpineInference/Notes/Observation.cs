using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>One statement about a patient: a finding, where, and whether it is present, absent or uncertain.</summary>
/// <remarks>Equality is by value. Immutable and safe for concurrent use.</remarks>
public sealed class Observation : IEquatable<Observation>
{
    private Observation(Finding finding, Leg? leg, ObservationKind kind, double likelihoodRatio)
    {
        Finding = finding;
        Leg = leg;
        Kind = kind;
        LikelihoodRatio = likelihoodRatio;
    }

    /// <summary>The finding.</summary>
    public Finding Finding { get; }

    /// <summary>The leg, or <see langword="null"/> for a finding of the patient or one of a leg with no side stated.</summary>
    public Leg? Leg { get; }

    /// <summary>How it was stated.</summary>
    public ObservationKind Kind { get; }

    /// <summary>P(what was seen | finding) / P(what was seen | not), for an uncertain one; otherwise 1.</summary>
    public double LikelihoodRatio { get; }

    /// <summary>States a finding: for those who know only when the program runs whether it is one of a leg.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="leg">The leg; <see langword="null"/> for a finding of the patient, or one of a leg with no side stated.</param>
    /// <param name="kind">Whether it is present, absent or uncertain.</param>
    /// <param name="likelihoodRatio">P(what was seen | finding) / P(what was seen | not), for an uncertain one; otherwise 1.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="ArgumentException">The finding is one of the patient, and a leg is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not positive and finite, or an enumeration has no such member.</exception>
    public static Observation Of(Finding finding, Leg? leg = null, ObservationKind kind = ObservationKind.Present, double likelihoodRatio = 1)
    {
        ArgumentNullException.ThrowIfNull(finding);
        SpineModel.ThrowIfNoMember(kind, nameof(kind));
        ThrowIfNoRatio(likelihoodRatio);
        if (leg is { } named)
        {
            SpineModel.ThrowIfNoMember(named, nameof(leg));
            if (!finding.IsOfLeg)
            {
                throw new ArgumentException($"'{finding.Id}' is a finding of the patient, not of the {named.Id} leg: state it without a leg.", nameof(leg));
            }
        }

        return new Observation(finding, leg, kind, likelihoodRatio);
    }

    /// <summary>The same statement of a leg, such as the other one.</summary>
    /// <param name="leg">The leg.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="ArgumentException">The finding is one of the patient.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The enumeration has no such member.</exception>
    public Observation In(Leg leg) => Of(Finding, leg, Kind, LikelihoodRatio);

    /// <inheritdoc/>
    public bool Equals(Observation? other) =>
        other is not null && Finding.Equals(other.Finding) && Leg == other.Leg && Kind == other.Kind && LikelihoodRatio.Equals(other.LikelihoodRatio);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Observation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Finding, Leg, Kind, LikelihoodRatio);

    /// <summary>The statement, such as <c>left.foot-drop present</c>.</summary>
    /// <returns>The text.</returns>
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

    /// <summary>Refuses what is no likelihood ratio.</summary>
    internal static void ThrowIfNoRatio(double likelihoodRatio)
    {
        if (!(likelihoodRatio > 0) || double.IsInfinity(likelihoodRatio))
        {
            throw new ArgumentOutOfRangeException(
                nameof(likelihoodRatio), likelihoodRatio, "A likelihood ratio is positive and finite; use Present or Absent for what is certain.");
        }
    }

    /// <summary>The same statement about another finding: the same one, bound to another model.</summary>
    internal Observation About(Finding finding) => ReferenceEquals(finding, Finding) ? this : new Observation(finding, Leg, Kind, LikelihoodRatio);

    /// <summary>The statement turned round: present becomes absent, absent present, and a likelihood ratio its inverse.</summary>
    internal Observation Reversed() => Kind switch
    {
        ObservationKind.Present => new Observation(Finding, Leg, ObservationKind.Absent, LikelihoodRatio),
        ObservationKind.Absent => new Observation(Finding, Leg, ObservationKind.Present, LikelihoodRatio),
        _ => new Observation(Finding, Leg, Kind, 1 / LikelihoodRatio),
    };
}

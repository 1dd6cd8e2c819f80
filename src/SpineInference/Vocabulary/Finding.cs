using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A statement that can be present or absent in a patient: a variable of the model and one of its states.</summary>
/// <remarks>
/// <para>It is a <see cref="LegFinding"/> or a <see cref="PatientFinding"/>: only the first may be stated of a leg. Made by <see cref="Findings"/>,
/// or from a text id by <see cref="SpineModel.GetFinding"/>.</para>
/// <para>It knows its variables from the start. Those of <see cref="Findings"/> know them of the library's model; where a finding is stated of a
/// patient of another model, it is bound to that one, once, by its id. Equality is by id and state. Immutable and safe for concurrent use.</para>
/// </remarks>
public abstract class Finding : IEquatable<Finding>
{
    private protected Finding(string id, int place, int stateIndex, string state, KnowledgeNetwork? owner)
    {
        Id = id;
        Place = place;
        StateIndex = stateIndex;
        State = state;
        Owner = owner;
    }

    /// <summary>Stable text id, such as <c>foot-drop</c> or <c>achilles-reflex</c>; without a leg.</summary>
    public string Id { get; }

    /// <summary>The state stated: <c>present</c>, or a grade such as <c>reduced</c>.</summary>
    public string State { get; }

    /// <summary>Whether the finding is made in a leg (and has a side) rather than in the patient: whether it is a <see cref="LegFinding"/>.</summary>
    public abstract bool IsOfLeg { get; }

    /// <summary>Where the finding stands: the index of its variable (of a leg, of that of the left one), or below 0 where it is asked for red-flag
    /// rules alone (<see cref="FindingPlaces.OfRule"/>).</summary>
    internal int Place { get; }

    /// <summary>The place of the state among those of the finding.</summary>
    internal int StateIndex { get; }

    /// <summary>The tables it is bound to; <see langword="null"/> for those shipped with the library.</summary>
    internal KnowledgeNetwork? Owner { get; }

    /// <summary>Whether it is asked for red-flag rules alone.</summary>
    internal bool IsRuleOnly => Place < 0;

    /// <inheritdoc/>
    public bool Equals(Finding? other) => other is not null && Id == other.Id && State == other.State;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Finding);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, State);

    /// <summary>The id, and the state where it is not simply <c>present</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => State == "present" ? Id : $"{Id} = {State}";
}

namespace SpineInference;

/// <summary>A statement that can be present or absent in a patient: a variable of the model and one of its states.</summary>
/// <remarks>Made by <see cref="Findings"/>. Equality is by id and state. <see langword="default"/> names nothing and is refused by
/// every method that takes a finding.</remarks>
public readonly record struct Finding
{
    internal Finding(string id, bool isOfLeg, string state = "present")
    {
        Id = id;
        IsOfLeg = isOfLeg;
        State = state;
    }

    /// <summary>Stable text id, such as <c>foot-drop</c> or <c>achilles-reflex</c>; without a leg.</summary>
    public string Id { get; }

    /// <summary>The state stated: <c>present</c>, or a grade such as <c>reduced</c>.</summary>
    public string State { get; }

    /// <summary>Whether the finding is made in a leg (and has a side) rather than in the patient.</summary>
    public bool IsOfLeg { get; }

    /// <summary>The id, and the state where it is not simply <c>present</c>.</summary>
    public override string ToString() => State == "present" ? Id : $"{Id} = {State}";
}

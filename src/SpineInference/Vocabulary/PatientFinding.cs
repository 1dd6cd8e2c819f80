using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A finding that is made in the patient and has no side: it cannot be stated of a leg.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class PatientFinding : Finding
{
    internal PatientFinding(string id, int place, int stateIndex = 1, string state = "present", KnowledgeNetwork? owner = null)
        : base(id, place, stateIndex, state, owner)
    {
    }

    /// <inheritdoc/>
    public override bool IsOfLeg => false;
}

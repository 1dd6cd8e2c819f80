using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A finding that is made in a leg: it may be stated of the left or the right one.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class LegFinding : Finding
{
    private readonly int _right;

    internal LegFinding(string id, int left, int right, int stateIndex = 1, string state = "present", KnowledgeNetwork? owner = null)
        : base(id, left, stateIndex, state, owner) => _right = right;

    /// <inheritdoc/>
    public override bool IsOfLeg => true;

    /// <summary>Where it stands of a leg.</summary>
    internal int PlaceIn(Leg leg) => leg == Leg.Left ? Place : _right;
}

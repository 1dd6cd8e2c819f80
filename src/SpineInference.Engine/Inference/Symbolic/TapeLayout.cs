namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Where the inputs of a tape lie.</summary>
/// <param name="EvidenceSlots">The slot of each place in the flat layout of states, or -1 where it carries no evidence.</param>
/// <param name="EvidenceCount">How many slots hold likelihoods.</param>
/// <param name="ParameterCount">How many live parameters there are.</param>
/// <param name="HasParameterLanes">Whether lanes may differ in the parameters.</param>
/// <param name="HasSeed">Whether the program is seeded.</param>
/// <remarks>Three evidence leaves beyond those of the states stand for the seed, and for slots that hold 1 and 0.</remarks>
internal sealed record TapeLayout(int[] EvidenceSlots, int EvidenceCount, int ParameterCount, bool HasParameterLanes, bool HasSeed)
{
    /// <summary>How many evidence leaves there are beyond those of the states.</summary>
    public const int ExtraLeaves = 3;

    /// <summary>The evidence leaf that stands for the seed.</summary>
    public int SeedLeaf => EvidenceSlots.Length;

    /// <summary>The evidence leaf that stands for the slot of 1.</summary>
    public int OneLeaf => EvidenceSlots.Length + 1;

    /// <summary>The evidence leaf that stands for the slot of 0.</summary>
    public int ZeroLeaf => EvidenceSlots.Length + 2;

    /// <summary>The first slot that is a parameter, where parameters are slots.</summary>
    private int FirstParameterSlot => EvidenceCount + (HasSeed ? 1 : 0);

    /// <summary>The slot that holds 1.</summary>
    public int OneSlot => FirstParameterSlot + (HasParameterLanes ? ParameterCount : 0);

    /// <summary>The first slot of a result.</summary>
    public int FirstResultSlot => OneSlot + 2;

    /// <summary>The first scalar that is a constant.</summary>
    public int FirstScalar => HasParameterLanes ? 0 : ParameterCount;

    /// <summary>The slot of an evidence leaf.</summary>
    public int SlotOfLeaf(int leaf) => leaf < EvidenceSlots.Length ? EvidenceSlots[leaf]
        : leaf == SeedLeaf ? EvidenceCount
        : OneSlot + (leaf - OneLeaf);

    /// <summary>The slot of a parameter, or its scalar where parameters are scalars.</summary>
    public int PlaceOfParameter(int leaf) => HasParameterLanes ? FirstParameterSlot + leaf : leaf;
}

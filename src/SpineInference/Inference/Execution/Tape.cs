namespace SpineInference.Inference.Execution;

/// <summary>A straight-line program: steps n = Σ x·y over numbered slots.</summary>
/// <remarks>
/// <para>Slots, in this order: likelihoods of the evidence variables' states, live parameters, constants, intermediate results. The first
/// two are inputs; constants are written once into each workspace; results share slots when they are not needed at the same time.</para>
/// <para>Steps stand in runs of equal arity k; each is 1 + 2k slot numbers: the result, then the pairs. Immutable.</para>
/// </remarks>
internal sealed class Tape
{
    /// <summary>How many slots hold likelihoods, from slot 0.</summary>
    public required int EvidenceCount { get; init; }

    /// <summary>How many slots hold live parameters, after the likelihoods.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>The constants, whose slots follow the parameters; the first two are 0 and 1.</summary>
    public required double[] Constants { get; init; }

    /// <summary>How many slots there are in all.</summary>
    public required int SlotCount { get; init; }

    /// <summary>Arity and number of steps of each run, alternating.</summary>
    public required int[] Runs { get; init; }

    /// <summary>The slot numbers of all steps, where they fit 16 bits; otherwise empty.</summary>
    public required ushort[] NarrowCode { get; init; }

    /// <summary>The slot numbers of all steps, where they need 32 bits; otherwise empty.</summary>
    public required int[] WideCode { get; init; }

    /// <summary>The slot of the polynomial: P(evidence).</summary>
    public required int Root { get; init; }

    /// <summary>The slots of the outputs, in the order they were asked for.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>The length of the program: the number of products.</summary>
    public required int TermCount { get; init; }

    /// <summary>For each parameter slot, whether a step or an output reads it.</summary>
    public bool[] ParametersRead()
    {
        var isRead = new bool[ParameterCount];
        foreach (ushort slot in NarrowCode)
        {
            Mark(slot);
        }

        foreach (int slot in WideCode)
        {
            Mark(slot);
        }

        foreach (int slot in Outputs)
        {
            Mark(slot);
        }

        Mark(Root);
        return isRead;

        void Mark(int slot)
        {
            if (slot >= EvidenceCount && slot < ZeroSlot)
            {
                isRead[slot - EvidenceCount] = true;
            }
        }
    }

    /// <summary>The slot of the constant 0.</summary>
    public int ZeroSlot => EvidenceCount + ParameterCount;

    /// <summary>The slot of the constant 1.</summary>
    public int OneSlot => EvidenceCount + ParameterCount + 1;
}

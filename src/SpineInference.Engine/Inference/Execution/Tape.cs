namespace SpineInference.Engine.Inference.Execution;

/// <summary>A straight-line program: steps n = Σ x·y over numbers of two kinds.</summary>
/// <remarks>
/// <para><i>Scalars</i> are the same in every lane: live parameters (unless they differ between lanes), constants, and what follows from
/// them alone. <i>Slots</i> hold one number for each lane: likelihoods of the evidence variables' states, the seed, parameters that differ
/// between lanes, 1 and 0, and results, which share slots when they are not needed at the same time.</para>
/// <para>Three lists of steps: the prologue computes scalars from scalars, once for each parameter vector; the forward steps lead to the
/// polynomial; the backward steps need the seed. Where a program has a seed, its outputs are accumulators: seeded with weight / P(evidence)
/// the derivatives of many cases add up to what is wanted. Immutable.</para>
/// </remarks>
internal sealed class Tape
{
    /// <summary>How many slots hold likelihoods, from slot 0.</summary>
    public required int EvidenceCount { get; init; }

    /// <summary>How many live parameters there are.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Whether the parameters are slots, so that lanes may differ in them; otherwise they are the first scalars.</summary>
    public required bool HasParameterLanes { get; init; }

    /// <summary>Whether there is a seed: the derivative of whatever the caller wants by the polynomial.</summary>
    public required bool HasSeed { get; init; }

    /// <summary>The constants: scalars, after the parameters if those are scalars; the first two are 0 and 1.</summary>
    public required double[] Constants { get; init; }

    /// <summary>How many scalars there are.</summary>
    public required int ScalarCount { get; init; }

    /// <summary>How many slots there are.</summary>
    public required int SlotCount { get; init; }

    /// <summary>How many accumulators there are.</summary>
    public required int AccumulatorCount { get; init; }

    /// <summary>Steps from scalars to scalars.</summary>
    public required StepList Prologue { get; init; }

    /// <summary>Steps up to the polynomial; all where there is no seed.</summary>
    public required StepList Forward { get; init; }

    /// <summary>Steps that need the seed.</summary>
    public required StepList Backward { get; init; }

    /// <summary>The slot of the polynomial: P(evidence).</summary>
    public required int Root { get; init; }

    /// <summary>The slots of the outputs, in the order they were asked for; where there is a seed their accumulators, or -1 for 0.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>The length of the program: the number of products.</summary>
    public required int TermCount { get; init; }

    /// <summary>The slot of the seed.</summary>
    public int SeedSlot => EvidenceCount;

    /// <summary>The first slot of the parameters, where they are slots.</summary>
    public int FirstParameterSlot => EvidenceCount + (HasSeed ? 1 : 0);

    /// <summary>The slot that holds 1; that of 0 follows.</summary>
    public int OneSlot => FirstParameterSlot + (HasParameterLanes ? ParameterCount : 0);

    /// <summary>The first slot of a result.</summary>
    public int FirstResultSlot => OneSlot + 2;

    /// <summary>The scalar of the constant 0; that of 1 follows.</summary>
    public int ZeroScalar => HasParameterLanes ? 0 : ParameterCount;

    /// <summary>For each parameter that is a slot, whether a step or an output reads it.</summary>
    public bool[] ParametersRead()
    {
        var isRead = new bool[ParameterCount];
        int first = FirstParameterSlot;
        void Mark(int slot)
        {
            if (slot >= first && slot < first + isRead.Length)
            {
                isRead[slot - first] = true;
            }
        }

        foreach (StepList steps in (StepList[])[Forward, Backward])
        {
            StepWalker.ForEachOperand(steps, (isScalar, operand) =>
            {
                if (!isScalar)
                {
                    Mark(operand);
                }
            });
        }

        foreach (int slot in Outputs)
        {
            Mark(slot);
        }

        Mark(Root);
        return isRead;
    }
}

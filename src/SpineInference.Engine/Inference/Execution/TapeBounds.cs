using System.Diagnostics;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Asserts that no step of a tape touches what is not there: the loops of the interpreter do not look.</summary>
internal static class TapeBounds
{
    /// <summary>Walks through all steps, in a Debug build.</summary>
    [Conditional("DEBUG")]
    public static void Check(Tape tape)
    {
        // To the prologue the scalars are slots.
        Check(tape.Prologue, tape.ScalarCount, tape.ScalarCount, tape.ScalarCount);
        Check(tape.Forward, tape.SlotCount, tape.ScalarCount, tape.AccumulatorCount);
        Check(tape.Backward, tape.SlotCount, tape.ScalarCount, tape.AccumulatorCount);
        Debug.Assert((uint)tape.Root < (uint)tape.SlotCount, "The root is no slot.");
        foreach (int output in tape.Outputs)
        {
            Debug.Assert(output < (tape.HasSeed ? tape.AccumulatorCount : tape.SlotCount) && output >= (tape.HasSeed ? -1 : 0), "An output is no slot.");
        }
    }

    private static void Check(StepList steps, int slotCount, int scalarCount, int accumulatorCount)
    {
        int length = 0;
        StepWalker.ForEachStep(steps, (isAccumulated, place, scalarTerms, slotTerms) =>
        {
            length = place + 1 + (2 * (scalarTerms + slotTerms));
            Debug.Assert((uint)steps.CodeAt(place) < (uint)(isAccumulated ? accumulatorCount : slotCount), "A result has no place.");
        });
        Debug.Assert(length == steps.CodeLength, "The runs do not cover the code.");
        StepWalker.ForEachOperand(steps, (isScalar, operand) =>
            Debug.Assert((uint)operand < (uint)(isScalar ? scalarCount : slotCount), "An operand is not there."));
    }
}

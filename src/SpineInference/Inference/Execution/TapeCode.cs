using System.Numerics;

namespace SpineInference.Inference.Execution;

/// <summary>Walks through the steps of a tape without running them.</summary>
internal static class TapeCode
{
    /// <summary>Visits every step.</summary>
    /// <param name="steps">The steps; their runs must cover the code exactly.</param>
    /// <param name="visit">Told whether the result is added to an accumulator, the place of the result in the code, and how many terms with
    /// and without a scalar follow it.</param>
    public static void ForEachStep(StepList steps, Action<bool, int, int, int> visit)
    {
        int place = 0;
        for (int r = 0; r < steps.Runs.Length; r += StepList.RunLength)
        {
            int scalarTerms = steps.Runs[r + 1];
            int slotTerms = steps.Runs[r + 2];
            for (int i = 0; i < steps.Runs[r + 3]; i++)
            {
                visit(steps.Runs[r] != 0, place, scalarTerms, slotTerms);
                place += 1 + (2 * (scalarTerms + slotTerms));
            }
        }
    }

    /// <summary>Visits every operand.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="visit">Told whether the operand is a scalar, and its number.</param>
    public static void ForEachOperand(StepList steps, Action<bool, int> visit) =>
        ForEachStep(steps, (_, place, scalarTerms, slotTerms) =>
        {
            for (int k = 0; k < scalarTerms + slotTerms; k++)
            {
                visit(k < scalarTerms, steps.CodeAt(place + 1 + (2 * k)));
                visit(false, steps.CodeAt(place + 2 + (2 * k)));
            }
        });

    /// <summary>Whether no step reads or writes what it must not.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="scalars">How many scalars there are.</param>
    /// <param name="slots">How many slots there are.</param>
    /// <param name="firstResult">The first slot that may be written.</param>
    /// <param name="accumulators">How many accumulators there are.</param>
    public static bool IsSound(StepList steps, int scalars, int slots, int firstResult, int accumulators)
    {
        if (steps.Runs.Length % StepList.RunLength != 0 || (steps.NarrowCode.Length > 0 && steps.WideCode.Length > 0))
        {
            return false;
        }

        long length = 0;
        for (int r = 0; r < steps.Runs.Length; r += StepList.RunLength)
        {
            ReadOnlySpan<int> run = steps.Runs.AsSpan(r, StepList.RunLength);
            if ((uint)run[0] > 1 || run[1] < 0 || run[2] < 0 || run[3] < 0 || run[1] + (long)run[2] is 0 or > int.MaxValue / 4)
            {
                return false;
            }

            length += run[3] * (1 + (2 * (run[1] + (long)run[2])));
            if (length > steps.CodeLength)
            {
                return false;
            }
        }

        return length == steps.CodeLength && (steps.WideCode.Length > 0
            ? AreInRange<int>(steps.Runs, steps.WideCode, scalars, slots, firstResult, accumulators)
            : AreInRange<ushort>(steps.Runs, steps.NarrowCode, scalars, slots, firstResult, accumulators));
    }

    private static bool AreInRange<TIndex>(int[] runs, ReadOnlySpan<TIndex> code, int scalars, int slots, int firstResult, int accumulators)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        bool sound = true;
        int next = 0;
        for (int r = 0; r < runs.Length; r += StepList.RunLength)
        {
            int first = runs[r] != 0 ? 0 : firstResult;
            int end = runs[r] != 0 ? accumulators : slots;
            for (int i = 0; i < runs[r + 3]; i++)
            {
                int result = int.CreateTruncating(code[next++]);
                sound &= result >= first && result < end;
                for (int k = 0; k < runs[r + 1]; k++)
                {
                    sound &= (uint)int.CreateTruncating(code[next++]) < (uint)scalars;
                    sound &= (uint)int.CreateTruncating(code[next++]) < (uint)slots;
                }

                for (int k = 0; k < 2 * runs[r + 2]; k++)
                {
                    sound &= (uint)int.CreateTruncating(code[next++]) < (uint)slots;
                }
            }
        }

        return sound;
    }
}

using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The steps of a tape as three streams of small numbers, and back.</summary>
/// <remarks>
/// <code>
/// results:   slot of the result, less that of the step before, less 1
/// lefts:     number of the value x, less that of the product of two slots before; or the scalar, less the scalar before
/// rights:    number of the value y, less that of the product before
/// </code>
/// Operands are written as values, not as slots: inputs are numbered as their slots, the result of step k has the number
/// (first result slot) + k. Slots are recycled and look random; values come in an order that the elimination gave them, and
/// neighbouring products read neighbouring values. Four bits hold most differences.
/// </remarks>
internal static class TapeCode
{
    /// <summary>Packs the forward steps.</summary>
    public static (byte[] Results, byte[] Lefts, byte[] Rights) Pack(Tape tape)
    {
        int firstResult = tape.FirstResultSlot;
        var valueOf = new int[tape.SlotCount];
        for (int slot = 0; slot < firstResult; slot++)
        {
            valueOf[slot] = slot;
        }

        var results = new List<uint>();
        var lefts = new List<uint>();
        var rights = new List<uint>();
        int value = firstResult;
        (int result, int scalar, int left, int right) = (firstResult - 1, 0, 0, 0);
        StepList steps = tape.Forward;
        StepWalker.ForEachStep(steps, (_, place, scalarTerms, slotTerms) =>
        {
            int slot = steps.CodeAt(place++);
            for (int k = 0; k < scalarTerms + slotTerms; k++, place += 2)
            {
                int first = steps.CodeAt(place);
                int second = valueOf[steps.CodeAt(place + 1)];
                if (k < scalarTerms)
                {
                    lefts.Add(NumberGroups.OfDifference(first - scalar));
                    scalar = first;
                }
                else
                {
                    lefts.Add(NumberGroups.OfDifference(valueOf[first] - left));
                    left = valueOf[first];
                }

                rights.Add(NumberGroups.OfDifference(second - right));
                right = second;
            }

            results.Add(NumberGroups.OfDifference(slot - result - 1));
            result = slot;
            valueOf[slot] = value++;
        });
        return (NumberGroups.Write(results), NumberGroups.Write(lefts), NumberGroups.Write(rights));
    }

    /// <summary>Unpacks the forward steps; no number it gives can make the interpreter touch what it must not.</summary>
    /// <typeparam name="TIndex"><see cref="ushort"/> or <see cref="int"/>.</typeparam>
    /// <param name="runs">The runs; checked.</param>
    /// <param name="code">Receives the steps; as long as the runs say.</param>
    /// <param name="scalarCount">How many scalars there are.</param>
    /// <param name="firstResult">How many slots hold inputs.</param>
    /// <param name="isFilled">For each slot, whether it holds something; receives those of results.</param>
    /// <param name="results">The stream of results.</param>
    /// <param name="lefts">The stream of left operands.</param>
    /// <param name="rights">The stream of right operands.</param>
    /// <returns>Whether all was sound and all was used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Unpack<TIndex>(
        int[] runs,
        TIndex[] code,
        int scalarCount,
        int firstResult,
        bool[] isFilled,
        NumberGroups results,
        NumberGroups lefts,
        NumberGroups rights)
        where TIndex : unmanaged
    {
        int value = firstResult;
        for (int r = StepList.RunLength - 1; r < runs.Length; r += StepList.RunLength)
        {
            value += runs[r];
        }

        var slotOf = new TIndex[value];
        for (int slot = 0; slot < firstResult; slot++)
        {
            Set(slotOf, slot, slot);
        }

        (int result, int scalar, int left, int right, int place) = (firstResult - 1, 0, 0, 0, 0);
        value = firstResult;
        for (int r = 0; r < runs.Length; r += StepList.RunLength)
        {
            for (int step = runs[r + 3]; step > 0; step--)
            {
                int head = place++;
                for (int k = runs[r + 1]; k > 0; k--, place += 2)
                {
                    scalar += lefts.NextDifference();
                    right += rights.NextDifference();
                    if ((uint)scalar >= (uint)scalarCount || (uint)right >= (uint)value)
                    {
                        return false;
                    }

                    Set(code, place, scalar);
                    code[place + 1] = slotOf[right];
                }

                for (int k = runs[r + 2]; k > 0; k--, place += 2)
                {
                    left += lefts.NextDifference();
                    right += rights.NextDifference();
                    if ((uint)left >= (uint)value || (uint)right >= (uint)value)
                    {
                        return false;
                    }

                    code[place] = slotOf[left];
                    code[place + 1] = slotOf[right];
                }

                result += results.NextDifference() + 1;
                if (result < firstResult || result >= isFilled.Length)
                {
                    return false;
                }

                isFilled[result] = true;
                Set(code, head, result);
                Set(slotOf, value++, result);
            }
        }

        return place == code.Length && results.IsOver && lefts.IsOver && rights.IsOver;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set<TIndex>(TIndex[] code, int place, int slot)
        where TIndex : unmanaged
    {
        if (typeof(TIndex) == typeof(ushort))
        {
            Unsafe.As<TIndex, ushort>(ref code[place]) = (ushort)slot;
        }
        else
        {
            Unsafe.As<TIndex, int>(ref code[place]) = slot;
        }
    }
}

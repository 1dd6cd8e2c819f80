using System.Runtime.CompilerServices;

namespace SpineInference.Inference.Execution;

/// <summary>The steps of a tape as three streams of small numbers, and back.</summary>
/// <remarks>
/// <code>
/// results:   slot of the result, less that of the step before, less 1
/// lefts:     number of the value x, less that of the product before
/// rights:    number of the value y, less that of the product before
/// </code>
/// Operands are written as values, not as slots: inputs and constants are numbered as their slots, the result of step k has the number
/// (first result slot) + k. Slots are recycled and look random; values come in an order that the elimination gave them, and
/// neighbouring products read neighbouring values. Four bits hold most differences.
/// </remarks>
internal static class TapeCode
{
    /// <summary>Packs the steps.</summary>
    public static (byte[] Results, byte[] Lefts, byte[] Rights) Pack(Tape tape)
    {
        int[] code = tape.WideCode.Length > 0 ? tape.WideCode : Array.ConvertAll(tape.NarrowCode, static slot => (int)slot);
        int firstResult = tape.ZeroSlot + tape.Constants.Length;
        var valueOf = new int[tape.SlotCount];
        for (int slot = 0; slot < firstResult; slot++)
        {
            valueOf[slot] = slot;
        }

        var results = new List<uint>();
        var lefts = new List<uint>();
        var rights = new List<uint>();
        int value = firstResult;
        (int result, int left, int right) = (firstResult - 1, 0, 0);
        int place = 0;
        for (int r = 0; r < tape.Runs.Length; r += 2)
        {
            for (int step = 0; step < tape.Runs[r + 1]; step++)
            {
                int slot = code[place++];
                for (int k = 0; k < tape.Runs[r]; k++, place += 2)
                {
                    lefts.Add(NumberGroups.OfDifference(valueOf[code[place]] - left));
                    rights.Add(NumberGroups.OfDifference(valueOf[code[place + 1]] - right));
                    left = valueOf[code[place]];
                    right = valueOf[code[place + 1]];
                }

                results.Add(NumberGroups.OfDifference(slot - result - 1));
                result = slot;
                valueOf[slot] = value++;
            }
        }

        return (NumberGroups.Write(results), NumberGroups.Write(lefts), NumberGroups.Write(rights));
    }

    /// <summary>Unpacks the steps; no slot number it gives can make the interpreter touch what it must not.</summary>
    /// <typeparam name="TIndex"><see cref="ushort"/> or <see cref="int"/>.</typeparam>
    /// <param name="runs">Arity and number of steps, alternating; checked.</param>
    /// <param name="code">Receives the steps; as long as the runs say.</param>
    /// <param name="firstResult">How many slots hold inputs and constants.</param>
    /// <param name="slotCount">How many slots there are.</param>
    /// <param name="results">The stream of results.</param>
    /// <param name="lefts">The stream of left operands.</param>
    /// <param name="rights">The stream of right operands.</param>
    /// <returns>Whether all was sound and all was used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Unpack<TIndex>(
        int[] runs, TIndex[] code, int firstResult, int slotCount, NumberGroups results, NumberGroups lefts, NumberGroups rights)
        where TIndex : unmanaged
    {
        int value = firstResult;
        for (int r = 1; r < runs.Length; r += 2)
        {
            value += runs[r];
        }

        var slotOf = new int[value];
        for (int slot = 0; slot < firstResult; slot++)
        {
            slotOf[slot] = slot;
        }

        (int result, int left, int right, int place) = (firstResult - 1, 0, 0, 0);
        value = firstResult;
        for (int r = 0; r < runs.Length; r += 2)
        {
            int arity = runs[r];
            for (int step = runs[r + 1]; step > 0; step--)
            {
                int head = place++;
                for (int k = arity; k > 0; k--, place += 2)
                {
                    left += lefts.NextDifference();
                    right += rights.NextDifference();
                    if ((uint)left >= (uint)value || (uint)right >= (uint)value)
                    {
                        return false;
                    }

                    Set(code, place, slotOf[left]);
                    Set(code, place + 1, slotOf[right]);
                }

                result += results.NextDifference() + 1;
                if (result < firstResult || result >= slotCount)
                {
                    return false;
                }

                Set(code, head, result);
                slotOf[value++] = result;
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

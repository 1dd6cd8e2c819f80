using System.Runtime.CompilerServices;

namespace SpineInference.Inference.Execution;

/// <summary>Runs a tape on one kind of lane: the one loop behind every answer of the engine.</summary>
/// <remarks>
/// <code>
/// for each run (k, count):   for each of count steps:   slot[r] = slot[x₁]·slot[y₁] + … + slot[xₖ]·slot[yₖ]
/// code:  r x₁ y₁ … xₖ yₖ | r x₁ y₁ … xₖ yₖ | …
/// </code>
/// All quantities are non-negative, so no sum cancels, and each result has a relative error of a few rounding units. The sum of a step
/// is taken in the same order on every lane. Slot numbers were checked when the tape was made or read, so the loop does not.
/// </remarks>
internal static unsafe class TapeInterpreter
{
    /// <summary>Runs all steps.</summary>
    /// <param name="tape">The program.</param>
    /// <param name="slots">Its slots, with inputs and constants in place.</param>
    public static void Run<TLane, TOperations>(Tape tape, TLane* slots)
        where TLane : unmanaged
        where TOperations : struct, ILaneOperations<TLane>
    {
        fixed (int* runs = tape.Runs)
        fixed (ushort* narrow = tape.NarrowCode)
        fixed (int* wide = tape.WideCode)
        {
            if (narrow != null)
            {
                Loop<TLane, TOperations, ushort>(runs, tape.Runs.Length, narrow, slots);
            }
            else if (wide != null)
            {
                Loop<TLane, TOperations, int>(runs, tape.Runs.Length, wide, slots);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLane, TOperations, TIndex>(int* runs, int runsLength, TIndex* code, TLane* slots)
        where TLane : unmanaged
        where TOperations : struct, ILaneOperations<TLane>
        where TIndex : unmanaged
    {
        for (int r = 0; r < runsLength; r += 2)
        {
            int arity = runs[r];
            int count = runs[r + 1];
            switch (arity)
            {
                case 1:
                    for (; count > 0; count--, code += 3)
                    {
                        slots[At(code)] = TOperations.Multiply(slots[At(code + 1)], slots[At(code + 2)]);
                    }

                    break;
                case 2:
                    for (; count > 0; count--, code += 5)
                    {
                        TLane sum = TOperations.Multiply(slots[At(code + 1)], slots[At(code + 2)]);
                        slots[At(code)] = TOperations.MultiplyAdd(slots[At(code + 3)], slots[At(code + 4)], sum);
                    }

                    break;
                case 3:
                    for (; count > 0; count--, code += 7)
                    {
                        TLane sum = TOperations.Multiply(slots[At(code + 1)], slots[At(code + 2)]);
                        sum = TOperations.MultiplyAdd(slots[At(code + 3)], slots[At(code + 4)], sum);
                        slots[At(code)] = TOperations.MultiplyAdd(slots[At(code + 5)], slots[At(code + 6)], sum);
                    }

                    break;
                default:
                    for (; count > 0; count--)
                    {
                        TIndex* result = code;
                        TIndex* end = code + 1 + (2 * (nint)arity);
                        TLane sum = TOperations.Multiply(slots[At(code + 1)], slots[At(code + 2)]);
                        for (code += 3; code != end; code += 2)
                        {
                            sum = TOperations.MultiplyAdd(slots[At(code)], slots[At(code + 1)], sum);
                        }

                        slots[At(result)] = sum;
                    }

                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint At<TIndex>(TIndex* code)
        where TIndex : unmanaged => typeof(TIndex) == typeof(ushort) ? *(ushort*)code : *(int*)code;
}

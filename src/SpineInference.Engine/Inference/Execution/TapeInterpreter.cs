using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Runs steps of a tape on one kind of lane: the one loop behind every answer of the engine.</summary>
/// <remarks>
/// <code>
/// for each run (kind, j, k, count), for each of count steps:
///   result = scalar[c₁]·slot[z₁] + … + scalar[cⱼ]·slot[zⱼ] + slot[x₁]·slot[y₁] + … + slot[xₖ]·slot[yₖ]
///   kind 0: slot[r] = result;   kind 1: accumulator[r] += result
/// code:  r c₁ z₁ … cⱼ zⱼ x₁ y₁ … xₖ yₖ | r c₁ z₁ … | …
/// </code>
/// A scalar is the same in every lane, so it takes the room of one number and is spread when it is read: the memory that a batch walks
/// through is what limits it. All quantities are non-negative, so no sum cancels, and each result has a relative error of a few rounding
/// units. The sum of a step is taken in the same order on every lane. Numbers of slots were checked when the tape was made or read, so the
/// loop does not.
/// </remarks>
internal static unsafe class TapeInterpreter
{
    /// <summary>Runs all steps of a list.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="slots">The slots, with all that the steps read in place.</param>
    /// <param name="scalars">The scalars.</param>
    /// <param name="accumulators">What steps of kind 1 add to.</param>
    public static void Run<TLane, TElement, TOperations>(StepList steps, TLane* slots, TElement* scalars, TLane* accumulators)
        where TLane : unmanaged
        where TElement : unmanaged
        where TOperations : struct, ILaneOperations<TLane, TElement>
    {
        fixed (int* runs = steps.Runs)
        fixed (ushort* narrow = steps.NarrowCode)
        fixed (int* wide = steps.WideCode)
        {
            if (narrow != null)
            {
                Loop<TLane, TElement, TOperations, ushort>(runs, steps.Runs.Length, narrow, slots, scalars, accumulators);
            }
            else if (wide != null)
            {
                Loop<TLane, TElement, TOperations, int>(runs, steps.Runs.Length, wide, slots, scalars, accumulators);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLane, TElement, TOperations, TIndex>(
        int* runs, int runsLength, TIndex* code, TLane* slots, TElement* scalars, TLane* accumulators)
        where TLane : unmanaged
        where TElement : unmanaged
        where TOperations : struct, ILaneOperations<TLane, TElement>
        where TIndex : unmanaged
    {
        for (int r = 0; r < runsLength; r += StepList.RunLength)
        {
            int scalarTerms = runs[r + 1];
            int slotTerms = runs[r + 2];
            int count = runs[r + 3];
            int shape = runs[r] != 0 ? -1 : scalarTerms + slotTerms > 2 ? 0 : (4 * scalarTerms) + slotTerms;
            switch (shape)
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
                case 4:
                    for (; count > 0; count--, code += 3)
                    {
                        slots[At(code)] = TOperations.Multiply(TOperations.Broadcast(scalars[At(code + 1)]), slots[At(code + 2)]);
                    }

                    break;
                case 5:
                    for (; count > 0; count--, code += 5)
                    {
                        TLane sum = TOperations.Multiply(TOperations.Broadcast(scalars[At(code + 1)]), slots[At(code + 2)]);
                        slots[At(code)] = TOperations.MultiplyAdd(slots[At(code + 3)], slots[At(code + 4)], sum);
                    }

                    break;
                case 8:
                    for (; count > 0; count--, code += 5)
                    {
                        TLane sum = TOperations.Multiply(TOperations.Broadcast(scalars[At(code + 1)]), slots[At(code + 2)]);
                        slots[At(code)] = TOperations.MultiplyAdd(TOperations.Broadcast(scalars[At(code + 3)]), slots[At(code + 4)], sum);
                    }

                    break;
                case 0:
                    for (; count > 0; count--)
                    {
                        TIndex* result = code++;
                        TLane sum;
                        int left = scalarTerms;
                        if (left > 0)
                        {
                            sum = TOperations.Multiply(TOperations.Broadcast(scalars[At(code)]), slots[At(code + 1)]);
                            code += 2;
                            for (left--; left > 0; left--, code += 2)
                            {
                                sum = TOperations.MultiplyAdd(TOperations.Broadcast(scalars[At(code)]), slots[At(code + 1)], sum);
                            }

                            left = slotTerms;
                        }
                        else
                        {
                            sum = TOperations.Multiply(slots[At(code)], slots[At(code + 1)]);
                            code += 2;
                            left = slotTerms - 1;
                        }

                        for (; left > 0; left--, code += 2)
                        {
                            sum = TOperations.MultiplyAdd(slots[At(code)], slots[At(code + 1)], sum);
                        }

                        slots[At(result)] = sum;
                    }

                    break;
                default:
                    for (; count > 0; count--)
                    {
                        TLane* target = accumulators + At(code++);
                        TLane sum = *target;
                        for (int left = scalarTerms; left > 0; left--, code += 2)
                        {
                            sum = TOperations.MultiplyAdd(TOperations.Broadcast(scalars[At(code)]), slots[At(code + 1)], sum);
                        }

                        for (int left = slotTerms; left > 0; left--, code += 2)
                        {
                            sum = TOperations.MultiplyAdd(slots[At(code)], slots[At(code + 1)], sum);
                        }

                        *target = sum;
                    }

                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint At<TIndex>(TIndex* code)
        where TIndex : unmanaged => typeof(TIndex) == typeof(ushort) ? *(ushort*)code : *(int*)code;
}

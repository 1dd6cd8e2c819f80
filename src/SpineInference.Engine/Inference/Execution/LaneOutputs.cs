using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Writes the outputs of a batch: likelihood · derivative, divided by its sum over the states of the variable; a column for each
/// output.</summary>
/// <remarks>
/// <para>The sum is P(evidence) up to rounding. Dividing by it keeps every posterior in [0, 1] and every sum at 1.</para>
/// <para>A full set of lanes is written as vectors. Without that, small networks spend more on this than on their steps.</para>
/// </remarks>
internal static unsafe class LaneOutputs
{
    /// <summary>Writes the lanes of doubles.</summary>
    /// <param name="workspace">Holds the results of a run.</param>
    /// <param name="outputs">The slot of each derivative.</param>
    /// <param name="likelihoods">The slot of each likelihood.</param>
    /// <param name="counts">How many outputs each variable has, in their order.</param>
    /// <param name="lanes">How many lanes are wanted.</param>
    /// <param name="destination">The first column, at the place of the first lane.</param>
    /// <param name="stride">How far the next column is from it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(
        Workspace<double> workspace, int[] outputs, int[] likelihoods, int[] counts, int lanes, double* destination, nint stride)
    {
        Check(outputs, likelihoods, counts, workspace.SlotCount);
        Debug.Assert(lanes > 0 && lanes <= workspace.Width && lanes <= stride, "More lanes than there are, or than fit a column.");
        double* slots = workspace.Slots;
        int width = lanes == workspace.Width ? lanes : 0;
        int k = 0;
        foreach (int count in counts)
        {
            switch (width)
            {
                case 8:
                    Vector512<double> eight = Vector512<double>.Zero;
                    for (int s = k; s < k + count; s++)
                    {
                        eight += Vector512.Load(slots + (8 * (nint)likelihoods[s])) * Vector512.Load(slots + (8 * (nint)outputs[s]));
                    }

                    for (int s = k; s < k + count; s++, destination += stride)
                    {
                        (Vector512.Load(slots + (8 * (nint)likelihoods[s])) * Vector512.Load(slots + (8 * (nint)outputs[s])) / eight).Store(destination);
                    }

                    break;
                case 4:
                    Vector256<double> four = Vector256<double>.Zero;
                    for (int s = k; s < k + count; s++)
                    {
                        four += Vector256.Load(slots + (4 * (nint)likelihoods[s])) * Vector256.Load(slots + (4 * (nint)outputs[s]));
                    }

                    for (int s = k; s < k + count; s++, destination += stride)
                    {
                        (Vector256.Load(slots + (4 * (nint)likelihoods[s])) * Vector256.Load(slots + (4 * (nint)outputs[s])) / four).Store(destination);
                    }

                    break;
                default:
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        double sum = 0;
                        for (int s = k; s < k + count; s++)
                        {
                            sum += slots[((nint)likelihoods[s] * workspace.Width) + lane] * slots[((nint)outputs[s] * workspace.Width) + lane];
                        }

                        for (int s = k; s < k + count; s++)
                        {
                            double joint = slots[((nint)likelihoods[s] * workspace.Width) + lane] * slots[((nint)outputs[s] * workspace.Width) + lane];
                            destination[((s - k) * stride) + lane] = joint / sum;
                        }
                    }

                    destination += count * stride;
                    break;
            }

            k += count;
        }
    }

    /// <summary>Writes the lanes of singles, summed and divided as doubles; the parameters are those of doubles.</summary>
    /// <param name="workspace">Holds the results of a run.</param>
    /// <param name="outputs">The slot of each derivative.</param>
    /// <param name="likelihoods">The slot of each likelihood.</param>
    /// <param name="counts">How many outputs each variable has, in their order.</param>
    /// <param name="lanes">How many lanes are wanted.</param>
    /// <param name="destination">The first column, at the place of the first lane.</param>
    /// <param name="stride">How far the next column is from it.</param>
    /// <param name="probabilities">P(evidence) of each lane, as many as the workspace is wide.</param>
    /// <param name="spread">Receives for each lane how far, relative to P(evidence), the sum of some variable is from it: as every sum
    /// rounds in its own way, a measure of the rounding error.</param>
    public static void Write(
        Workspace<float> workspace,
        int[] outputs,
        int[] likelihoods,
        int[] counts,
        int lanes,
        double* destination,
        nint stride,
        ReadOnlySpan<double> probabilities,
        Span<double> spread)
    {
        Check(outputs, likelihoods, counts, workspace.SlotCount);
        Debug.Assert(lanes > 0 && lanes <= workspace.Width && lanes <= stride, "More lanes than there are, or than fit a column.");
        Debug.Assert(probabilities.Length == workspace.Width && spread.Length == workspace.Width, "Not one entry for each lane.");
        float* slots = workspace.Slots;
        int width = workspace.Width;
        spread.Clear();
        Span<double> inverses = stackalloc double[width];
        for (int lane = 0; lane < width; lane++)
        {
            inverses[lane] = 1 / probabilities[lane];
        }

        int k = 0;
        foreach (int count in counts)
        {
            if (lanes == width && width % 8 == 0)
            {
                for (int lane = 0; lane < width; lane += 8, destination += 8)
                {
                    Vector512<double> sum = Vector512<double>.Zero;
                    for (int s = k; s < k + count; s++)
                    {
                        sum += Joint(s, lane);
                    }

                    Vector512<double> inverse = Vector512.Create((ReadOnlySpan<double>)inverses.Slice(lane, 8));
                    Span<double> worst = spread.Slice(lane, 8);
                    Vector512.Max(Vector512.Create((ReadOnlySpan<double>)worst), Vector512.Abs((sum * inverse) - Vector512<double>.One)).CopyTo(worst);
                    for (int s = k; s < k + count; s++)
                    {
                        (Joint(s, lane) / sum).Store(destination + ((s - k) * stride));
                    }
                }

                destination += (count * stride) - width;
            }
            else
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    double sum = 0;
                    for (int s = k; s < k + count; s++)
                    {
                        sum += JointOf(s, lane);
                    }

                    spread[lane] = Math.Max(spread[lane], Math.Abs((sum * inverses[lane]) - 1));
                    for (int s = k; s < k + count; s++)
                    {
                        destination[((s - k) * stride) + lane] = JointOf(s, lane) / sum;
                    }
                }

                destination += count * stride;
            }

            k += count;
        }

        Vector512<double> Joint(int output, int lane) =>
            Widened(slots + ((nint)likelihoods[output] * width) + lane) * Widened(slots + ((nint)outputs[output] * width) + lane);

        double JointOf(int output, int lane) =>
            (double)slots[((nint)likelihoods[output] * width) + lane] * slots[((nint)outputs[output] * width) + lane];
    }

    [Conditional("DEBUG")]
    private static void Check(int[] outputs, int[] likelihoods, int[] counts, int slotCount)
    {
        Debug.Assert(outputs.Length == likelihoods.Length && counts.Sum() == outputs.Length, "Outputs and likelihoods do not match.");
        Debug.Assert(Array.TrueForAll(outputs, o => (uint)o < (uint)slotCount), "An output is no slot.");
        Debug.Assert(Array.TrueForAll(likelihoods, l => (uint)l < (uint)slotCount), "A likelihood is no slot.");
    }

    private static Vector512<double> Widened(float* eight)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Load(eight));
        return Vector512.Create(lower, upper);
    }
}

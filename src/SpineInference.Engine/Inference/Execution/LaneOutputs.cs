using System.Numerics;
using System.Runtime.Intrinsics;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Writes the outputs of a batch: likelihood · derivative / P(evidence), a column for each output.</summary>
/// <remarks>A full set of lanes is written as vectors. Without that, small networks spend more on this than on their steps.</remarks>
internal static unsafe class LaneOutputs
{
    /// <summary>Writes the lanes of doubles.</summary>
    /// <param name="workspace">Holds the results of a run.</param>
    /// <param name="outputs">The slot of each derivative.</param>
    /// <param name="likelihoods">The slot of each likelihood.</param>
    /// <param name="factors">1 / P(evidence) of each lane.</param>
    /// <param name="count">How many lanes are wanted.</param>
    /// <param name="destination">The first column, at the place of the first lane.</param>
    /// <param name="stride">How far the next column is from it.</param>
    public static void Write(
        Workspace<double> workspace, int[] outputs, int[] likelihoods, ReadOnlySpan<double> factors, int count, double* destination, nint stride)
    {
        double* slots = workspace.Slots;
        switch (count == workspace.Width ? count : 0)
        {
            case 8:
                Vector512<double> eight = Vector512.Create(factors);
                for (int k = 0; k < outputs.Length; k++, destination += stride)
                {
                    Vector512<double> joint = Vector512.Load(slots + (8 * (nint)likelihoods[k])) * Vector512.Load(slots + (8 * (nint)outputs[k]));
                    (joint * eight).Store(destination);
                }

                break;
            case 4:
                Vector256<double> four = Vector256.Create(factors);
                for (int k = 0; k < outputs.Length; k++, destination += stride)
                {
                    Vector256<double> joint = Vector256.Load(slots + (4 * (nint)likelihoods[k])) * Vector256.Load(slots + (4 * (nint)outputs[k]));
                    (joint * four).Store(destination);
                }

                break;
            default:
                WriteSome(workspace, outputs, likelihoods, factors, count, destination, stride);
                break;
        }
    }

    /// <summary>Writes the lanes of singles; the parameters are those of doubles.</summary>
    public static void Write(
        Workspace<float> workspace, int[] outputs, int[] likelihoods, ReadOnlySpan<float> factors, int count, double* destination, nint stride)
    {
        float* slots = workspace.Slots;
        switch (count == workspace.Width ? count : 0)
        {
            case 16:
                Vector512<float> sixteen = Vector512.Create(factors);
                for (int k = 0; k < outputs.Length; k++, destination += stride)
                {
                    Vector512<float> joint = Vector512.Load(slots + (16 * (nint)likelihoods[k])) * Vector512.Load(slots + (16 * (nint)outputs[k]));
                    (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(joint * sixteen);
                    lower.Store(destination);
                    upper.Store(destination + 8);
                }

                break;
            case 8:
                Vector256<float> eight = Vector256.Create(factors);
                for (int k = 0; k < outputs.Length; k++, destination += stride)
                {
                    Vector256<float> joint = Vector256.Load(slots + (8 * (nint)likelihoods[k])) * Vector256.Load(slots + (8 * (nint)outputs[k]));
                    (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(joint * eight);
                    lower.Store(destination);
                    upper.Store(destination + 4);
                }

                break;
            default:
                WriteSome(workspace, outputs, likelihoods, factors, count, destination, stride);
                break;
        }
    }

    private static void WriteSome<TElement>(
        Workspace<TElement> workspace,
        int[] outputs,
        int[] likelihoods,
        ReadOnlySpan<TElement> factors,
        int count,
        double* destination,
        nint stride)
        where TElement : unmanaged, INumberBase<TElement>
    {
        for (int k = 0; k < outputs.Length; k++, destination += stride)
        {
            TElement* derivative = workspace.Slots + ((nint)outputs[k] * workspace.Width);
            TElement* likelihood = workspace.Slots + ((nint)likelihoods[k] * workspace.Width);
            for (int lane = 0; lane < count; lane++)
            {
                destination[lane] = double.CreateTruncating(likelihood[lane] * derivative[lane] * factors[lane]);
            }
        }
    }
}

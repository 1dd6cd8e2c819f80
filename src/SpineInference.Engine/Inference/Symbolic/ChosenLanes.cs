using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Puts chosen rows of sixteen parameter vectors, side by side, into the lanes of a tape's parameter slots; the others keep the network's own numbers.</summary>
/// <param name="leaves">The leaves that are entries of chosen rows.</param>
/// <param name="places">Where each of them stands among the chosen entries.</param>
/// <param name="staged">Where each staged entry stands among the chosen ones; -1 for one that is not chosen.</param>
/// <param name="combinations">The combinations of rows that are chosen.</param>
/// <param name="others">The leaves that the tape reads beside them.</param>
/// <remarks>Immutable; the scratch memory is the caller's.</remarks>
internal sealed unsafe class ChosenLanes(int[] leaves, int[] places, int[] staged, StagedCombination[] combinations, int[] others)
{
    /// <summary>How many draws stand side by side.</summary>
    public const int Draws = 16;

    /// <summary>The leaves that the tape reads and that are the same in every draw.</summary>
    public ReadOnlySpan<int> Others => others;

    /// <summary>Fills the parameter slots of the chosen rows.</summary>
    /// <param name="block">The chosen entries, sixteen draws each.</param>
    /// <param name="first">The draw in the block that goes into the first lane.</param>
    /// <param name="width">How many lanes a slot has; draws from <paramref name="first"/> on fill them.</param>
    /// <param name="padded">The lanes of a staged entry, at least <paramref name="width"/>.</param>
    /// <param name="slots">The first parameter slot.</param>
    /// <param name="scratch">As much as <see cref="ParameterLanes.ScratchLength"/> says.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ReadOnlySpan<double> block, int first, int width, int padded, double* slots, double* scratch)
    {
        Debug.Assert(first >= 0 && first + width <= Draws, "A block has sixteen draws.");
        for (int i = 0; i < leaves.Length; i++)
        {
            block.Slice((places[i] * Draws) + first, width).CopyTo(new Span<double>(slots + ((nint)leaves[i] * width), width));
        }

        for (int i = 0; i < staged.Length; i++)
        {
            if (staged[i] < 0)
            {
                continue;
            }

            double* lanes = scratch + ((nint)i * padded);
            ReadOnlySpan<double> own = block.Slice((staged[i] * Draws) + first, width);
            for (int lane = 0; lane < padded; lane++)
            {
                lanes[lane] = own[Math.Min(lane, width - 1)];
            }
        }

        double* cumulative = scratch + ((nint)staged.Length * padded);
        foreach (StagedCombination combination in combinations)
        {
            combination.Fill(scratch, padded, cumulative, slots, width);
        }
    }
}

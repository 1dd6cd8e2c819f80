using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>A combination of noisy-MAX rows whose live entries lie, lane beside lane, in a staged copy.</summary>
/// <param name="leaves">The leaf of each state, or -1.</param>
/// <param name="places">For each row, where its entries stand among the staged ones; null for a frozen row.</param>
/// <param name="frozen">For each row its probabilities where it is frozen; otherwise null.</param>
/// <remarks>The same equations as <see cref="MaximumOfProposals"/>, state by state. Immutable.</remarks>
internal sealed unsafe class StagedCombination(int[] leaves, int[]?[] places, double[]?[] frozen)
{
    /// <summary>How many rows are combined.</summary>
    public int RowCount => places.Length;

    /// <summary>Whether all its live rows are chosen.</summary>
    /// <param name="staged">For each staged entry its place among the chosen; -1 for one that is not.</param>
    public bool IsAmong(int[] staged) => Array.TrueForAll(places, p => p is null || staged[p[0]] >= 0);

    /// <summary>Computes the leaves of all lanes.</summary>
    /// <param name="staged">The staged entries, <paramref name="padded"/> lanes each.</param>
    /// <param name="padded">A multiple of the vector's length.</param>
    /// <param name="cumulative">Scratch, <paramref name="padded"/> numbers for each row.</param>
    /// <param name="slots">The first parameter slot.</param>
    /// <param name="width">How many lanes a slot has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(double* staged, int padded, double* cumulative, double* slots, int width)
    {
        Debug.Assert(padded % Vector<double>.Count == 0 && padded >= width, "The staged lanes fill no whole vectors.");
        for (int lane = 0; lane < padded; lane += Vector<double>.Count)
        {
            new Span<double>(cumulative, places.Length * padded).Clear();
            for (int s = 0; s < leaves.Length; s++)
            {
                Vector<double> maximum = s == 0 ? Vector<double>.One : Vector<double>.Zero;
                Vector<double> below = Vector<double>.One - maximum;
                for (int k = 0; k < places.Length; k++)
                {
                    var sum = (Vector<double>*)(cumulative + ((nint)k * padded));
                    Vector<double> proposed = places[k] is { } place
                        ? *(Vector<double>*)(staged + ((nint)place[s] * padded) + lane)
                        : new Vector<double>(frozen[k]![s]);
                    Vector<double> before = *sum;
                    *sum = before + proposed;
                    maximum = (maximum * *sum) + (below * proposed);
                    below *= before;
                }

                if (leaves[s] >= 0)
                {
                    Write(maximum, slots + ((nint)leaves[s] * width) + lane, width - lane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Vector<double> lanes, double* slot, int count)
    {
        if (count >= Vector<double>.Count)
        {
            *(Vector<double>*)slot = lanes;
            return;
        }

        for (int lane = 0; lane < count; lane++)
        {
            slot[lane] = lanes[lane];
        }
    }
}

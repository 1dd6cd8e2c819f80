using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The rows that are drawn, and what becomes of them in a tape.</summary>
/// <param name="Network">The network, whose numbers all others keep.</param>
/// <param name="Leaves">The leaves that are the tape's parameters.</param>
/// <param name="LeafValues">Their values at the network's numbers.</param>
/// <param name="Rows">The rows that are drawn.</param>
/// <param name="Lanes">Puts them into lanes.</param>
/// <param name="Writer">Draws them.</param>
internal sealed record ChosenRows(
    BayesianNetwork Network, ParameterLeaves Leaves, double[] LeafValues, ImmutableArray<ProbabilityRow> Rows, ChosenLanes Lanes, ParameterLaneWriter Writer)
{
    /// <summary>How many numbers sixteen draws of them have.</summary>
    public int BlockLength { get; } = LengthOf(Rows);

    /// <summary>Draws sixteen.</summary>
    /// <exception cref="InvalidOperationException">A row of a draw is no probability vector (to 1e-9).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int first, Span<double> block)
    {
        block = block[..BlockLength];
        Writer(first, block);
        ref double numbers = ref MemoryMarshal.GetReference(block);
        int place = 0;
        foreach (ProbabilityRow row in Rows)
        {
            int length = row.Length;
            for (int lane = 0; lane < ChosenLanes.Draws; lane += Vector<double>.Count)
            {
                Vector<double> sum = Vector<double>.Zero;
                Vector<double> least = Vector<double>.Zero;
                for (int s = 0; s < length; s++)
                {
                    Vector<double> entry = Vector.LoadUnsafe(ref numbers, (nuint)(place + (s * ChosenLanes.Draws) + lane));
                    sum += entry;
                    least = Vector.Min(least, entry);
                }

                if (!Vector.LessThanOrEqualAll(Vector.Abs(sum - Vector<double>.One), new Vector<double>(1e-9)) || !Vector.EqualsAll(least, Vector<double>.Zero))
                {
                    throw new InvalidOperationException($"Of the draws from {first} on, row '{row.Id}' is no probability vector in one: the sums are {sum}.");
                }
            }

            place += length * ChosenLanes.Draws;
        }
    }

    private static int LengthOf(ImmutableArray<ProbabilityRow> rows)
    {
        int length = 0;
        foreach (ProbabilityRow row in rows)
        {
            length += ChosenLanes.Draws * row.Length;
        }

        return length;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SpineInference.Learning;

/// <summary>A row θ as softmax(ln θ + shift) in sixteen draws side by side; what is 0 stays 0.</summary>
/// <remarks>Of two entries the first stays where it is, and only the second has an exponential; of more the one that is raised most stays, so that nothing overflows.
/// Exponentials are single numbers, entries and sums double: a row sums to 1 as nearly as ever.</remarks>
internal static class LaneSoftmax
{
    private const int Lanes = DrawStreams.Lanes;

    // A drawn entry may underflow, and must not thereby become impossible.
    private const double SmallestEntry = 1e-300;

    /// <summary>The softmax, a vector of draws at a time.</summary>
    /// <param name="median">θ, not negative.</param>
    /// <param name="shifts">Of each entry sixteen shifts, one a draw.</param>
    /// <param name="tile">Receives the rows; entry s of draw l at s·16 + l.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(ReadOnlySpan<double> median, ReadOnlySpan<float> shifts, Span<double> tile)
    {
        ref float from = ref MemoryMarshal.GetReference(shifts);
        ref double to = ref MemoryMarshal.GetReference(tile);
        int half = Vector<double>.Count;
        for (int lane = 0; lane < Lanes; lane += Vector<float>.Count)
        {
            Vector<float> still = Vector.LoadUnsafe(ref from, (nuint)lane);
            if (median.Length > 2)
            {
                still = new Vector<float>(float.NegativeInfinity);
                for (int s = 0; s < median.Length; s++)
                {
                    still = median[s] > 0 ? Vector.Max(still, Vector.LoadUnsafe(ref from, (nuint)((s * Lanes) + lane))) : still;
                }
            }

            Vector<double> lowSum = Vector<double>.Zero;
            Vector<double> highSum = Vector<double>.Zero;
            for (int s = 0; s < median.Length; s++)
            {
                var smallest = new Vector<double>(median[s] > 0 ? SmallestEntry : 0);
                int at = (s * Lanes) + lane;
                Vector<float> factor = s == 0 && median.Length == 2 ? Vector<float>.One : LaneMath.Exp(Vector.LoadUnsafe(ref from, (nuint)at) - still);
                Vector<double> low = Vector.Max(smallest, Vector.WidenLower(factor) * median[s]);
                Vector<double> high = Vector.Max(smallest, Vector.WidenUpper(factor) * median[s]);
                lowSum += low;
                highSum += high;
                low.StoreUnsafe(ref to, (nuint)at);
                high.StoreUnsafe(ref to, (nuint)(at + half));
            }

            Vector<double> lowInverse = Vector<double>.One / lowSum;
            Vector<double> highInverse = Vector<double>.One / highSum;
            for (int s = 0; s < median.Length; s++)
            {
                int at = (s * Lanes) + lane;
                (Vector.LoadUnsafe(ref to, (nuint)at) * lowInverse).StoreUnsafe(ref to, (nuint)at);
                (Vector.LoadUnsafe(ref to, (nuint)(at + half)) * highInverse).StoreUnsafe(ref to, (nuint)(at + half));
            }
        }
    }

    /// <summary>As <see cref="Wide"/>, a draw at a time.</summary>
    /// <param name="median">θ, not negative.</param>
    /// <param name="shifts">Of each entry sixteen shifts, one a draw.</param>
    /// <param name="tile">Receives the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Plain(ReadOnlySpan<double> median, ReadOnlySpan<float> shifts, Span<double> tile)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            float still = shifts[lane];
            if (median.Length > 2)
            {
                still = float.NegativeInfinity;
                for (int s = 0; s < median.Length; s++)
                {
                    still = median[s] > 0 ? Math.Max(still, shifts[(s * Lanes) + lane]) : still;
                }
            }

            double sum = 0;
            for (int s = 0; s < median.Length; s++)
            {
                int at = (s * Lanes) + lane;
                float factor = s == 0 && median.Length == 2 ? 1 : LaneMath.Exp(shifts[at] - still);
                tile[at] = median[s] > 0 ? Math.Max(SmallestEntry, factor * median[s]) : 0;
                sum += tile[at];
            }

            double inverse = 1 / sum;
            for (int s = 0; s < median.Length; s++)
            {
                tile[(s * Lanes) + lane] *= inverse;
            }
        }
    }
}

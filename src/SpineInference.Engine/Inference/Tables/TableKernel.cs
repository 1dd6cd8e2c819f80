using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpineInference.Engine.Inference.Tables;

/// <summary>Contracts two tables into a third: r[…] += Σ x[…]·y[…] along any strides.</summary>
/// <remarks>
/// <code>
/// for all outer loops:                 one step of an odometer
///   for i in the second loop:          a sum, or a result
///     for j in the inner loop:         along memory in all three tables, or fixed in some
///       r[i, j] += x[i, j] · y[i, j]
/// </code>
/// Loops that lie alike in all three tables are joined to one. The inner loop is a product entry by entry, a multiple of a row (nothing is done
/// where the multiple is 0: a structural zero, or what the evidence excludes), or an inner product. All numbers are non-negative: nothing cancels.
/// </remarks>
internal static unsafe class TableKernel
{
    /// <summary>Runs one contraction; the result must be 0 before.</summary>
    /// <param name="axes">The loops, the slowest first; none of one state.</param>
    /// <param name="x">The first entry of the table x.</param>
    /// <param name="y">The first entry of the table y.</param>
    /// <param name="r">The first entry of the result.</param>
    public static void Run(ReadOnlySpan<TableAxis> axes, double* x, double* y, double* r)
    {
        Span<TableAxis> joined = stackalloc TableAxis[axes.Length];
        int count = Join(axes, joined);
        if (count == 0)
        {
            *r += *x * *y;
            return;
        }

        TableAxis inner = joined[count - 1];
        TableAxis second = count > 1 ? joined[count - 2] : new TableAxis(-1, 1, 0, 0, 0);
        int outer = Math.Max(0, count - 2);
        Span<int> states = stackalloc int[outer];
        states.Clear();
        while (true)
        {
            Inner(in second, in inner, x, y, r);
            int a = outer - 1;
            for (; a >= 0; a--)
            {
                ref readonly TableAxis axis = ref joined[a];
                if (++states[a] < axis.Count)
                {
                    x += axis.Left;
                    y += axis.Right;
                    r += axis.Result;
                    break;
                }

                states[a] = 0;
                x -= (axis.Count - 1) * axis.Left;
                y -= (axis.Count - 1) * axis.Right;
                r -= (axis.Count - 1) * axis.Result;
            }

            if (a < 0)
            {
                return;
            }
        }
    }

    // Two neighbouring loops are one where the slower goes on in each table where the faster ends.
    private static int Join(ReadOnlySpan<TableAxis> axes, Span<TableAxis> joined)
    {
        int count = 0;
        foreach (TableAxis axis in axes)
        {
            Debug.Assert(axis.Count > 0, "A loop without states.");
            if (count > 0 && joined[count - 1] is var slower
                && slower.Left == axis.Left * axis.Count && slower.Right == axis.Right * axis.Count && slower.Result == axis.Result * axis.Count)
            {
                joined[count - 1] = axis with { Count = slower.Count * axis.Count };
            }
            else
            {
                joined[count++] = axis;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Inner(in TableAxis second, in TableAxis inner, double* x, double* y, double* r)
    {
        int n = inner.Count;
        int kind = (inner.Result == 1 ? 4 : inner.Result == 0 ? 0 : 8) + (inner.Left == 1 ? 2 : inner.Left == 0 ? 0 : 8) + (inner.Right == 1 ? 1 : inner.Right == 0 ? 0 : 8);
        for (int i = 0; i < second.Count; i++, x += second.Left, y += second.Right, r += second.Result)
        {
            switch (kind)
            {
                case 7:
                    MultiplyAdd(n, x, y, r);
                    break;
                case 6:
                    AddMultiple(n, *y, x, r);
                    break;
                case 5:
                    AddMultiple(n, *x, y, r);
                    break;
                case 4:
                    Add(n, *x * *y, r);
                    break;
                case 3:
                    *r += Dot(n, x, y);
                    break;
                case 2:
                    *r += *y == 0 ? 0 : *y * Sum(n, x);
                    break;
                case 1:
                    *r += *x == 0 ? 0 : *x * Sum(n, y);
                    break;
                case 0:
                    *r += n * (*x * *y);
                    break;
                default:
                    for (int j = 0; j < n; j++)
                    {
                        r[j * inner.Result] += x[j * inner.Left] * y[j * inner.Right];
                    }

                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(int n, double* x, double* y, double* r)
    {
        int j = 0;
        for (; j <= n - 4; j += 4)
        {
            Vector256.MultiplyAddEstimate(Vector256.Load(x + j), Vector256.Load(y + j), Vector256.Load(r + j)).Store(r + j);
        }

        for (; j < n; j++)
        {
            r[j] = double.MultiplyAddEstimate(x[j], y[j], r[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddMultiple(int n, double factor, double* x, double* r)
    {
        if (factor == 0)
        {
            return;
        }

        int j = 0;
        Vector256<double> factors = Vector256.Create(factor);
        for (; j <= n - 4; j += 4)
        {
            Vector256.MultiplyAddEstimate(Vector256.Load(x + j), factors, Vector256.Load(r + j)).Store(r + j);
        }

        for (; j < n; j++)
        {
            r[j] = double.MultiplyAddEstimate(x[j], factor, r[j]);
        }
    }

    private static void Add(int n, double number, double* r)
    {
        for (int j = 0; number != 0 && j < n; j++)
        {
            r[j] += number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dot(int n, double* x, double* y)
    {
        int j = 0;
        Vector256<double> sums = Vector256<double>.Zero;
        for (; j <= n - 4; j += 4)
        {
            sums = Vector256.MultiplyAddEstimate(Vector256.Load(x + j), Vector256.Load(y + j), sums);
        }

        double sum = Vector256.Sum(sums);
        for (; j < n; j++)
        {
            sum = double.MultiplyAddEstimate(x[j], y[j], sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(int n, double* x)
    {
        int j = 0;
        Vector256<double> sums = Vector256<double>.Zero;
        for (; j <= n - 4; j += 4)
        {
            sums += Vector256.Load(x + j);
        }

        double sum = Vector256.Sum(sums);
        for (; j < n; j++)
        {
            sum += x[j];
        }

        return sum;
    }
}

using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Tables;

/// <summary>A program of tables on numbers of extended range: slow, and right whatever the evidence.</summary>
/// <remarks>Takes twice the memory of the program on doubles, for one query.</remarks>
internal static class ScaledTables
{
    /// <summary>Computes all reported posteriors.</summary>
    /// <param name="program">The program.</param>
    /// <param name="likelihoods">The likelihoods in the flat layout, as they were given.</param>
    /// <param name="logBound">An upper bound of log P(evidence).</param>
    /// <param name="posteriors">Receives the posteriors of reported variables; left alone where the evidence is impossible.</param>
    /// <returns>log P(evidence).</returns>
    public static double Query(TableProgram program, ReadOnlySpan<double> likelihoods, double logBound, Span<double> posteriors)
    {
        var tables = new ScaledDouble[program.Shapes.Length][];
        int offset = 0;
        for (int v = 0; v < program.Counts.Length; v++)
        {
            tables[v] = [.. program.Parameters[v].Select(static p => (ScaledDouble)p)];
            tables[program.IndicatorOf(v)] = [.. likelihoods.Slice(offset, program.Counts[v]).ToArray().Select(static l => (ScaledDouble)l)];
            offset += program.Counts[v];
        }

        tables[program.One] = [1];
        var lastRead = new int[tables.Length];
        for (int k = 0; k < program.Steps.Length; k++)
        {
            lastRead[program.Steps[k].Left] = lastRead[program.Steps[k].Right] = k;
        }

        foreach (int kept in program.Derivatives.Where(static d => d >= 0).Append(program.Root))
        {
            lastRead[kept] = int.MaxValue;
        }

        for (int k = 0; k < program.Steps.Length; k++)
        {
            TableStep step = program.Steps[k];
            tables[step.Result] = new ScaledDouble[program.Shapes[step.Result].Size];
            Contract(step.Axes, tables[step.Left], tables[step.Right], tables[step.Result]);
            if (k == program.ForwardCount - 1 && tables[program.Root][0].IsZero)
            {
                return double.NegativeInfinity;
            }

            foreach (int read in (ReadOnlySpan<int>)[step.Left, step.Right])
            {
                if (lastRead[read] == k)
                {
                    tables[read] = [];
                }
            }
        }

        offset = 0;
        for (int v = 0; v < program.Counts.Length; offset += program.Counts[v++])
        {
            if (program.Derivatives[v] < 0)
            {
                continue;
            }

            ScaledDouble[] derivative = tables[program.Derivatives[v]];
            ScaledDouble sum = 0;
            for (int s = 0; s < derivative.Length; s++)
            {
                derivative[s] *= likelihoods[offset + s];
                sum += derivative[s];
            }

            for (int s = 0; s < derivative.Length; s++)
            {
                posteriors[offset + s] = (derivative[s] / sum).ToDouble();
            }
        }

        return Math.Min(logBound, tables[program.Root][0].Log);
    }

    private static void Contract(TableAxis[] axes, ScaledDouble[] x, ScaledDouble[] y, ScaledDouble[] result)
    {
        var states = new int[axes.Length];
        (long left, long right, long place) = (0, 0, 0);
        while (true)
        {
            result[place] += x[left] * y[right];
            int a = axes.Length - 1;
            for (; a >= 0; a--)
            {
                TableAxis axis = axes[a];
                if (++states[a] < axis.Count)
                {
                    left += axis.Left;
                    right += axis.Right;
                    place += axis.Result;
                    break;
                }

                states[a] = 0;
                left -= (axis.Count - 1) * axis.Left;
                right -= (axis.Count - 1) * axis.Right;
                place -= (axis.Count - 1) * axis.Result;
            }

            if (a < 0)
            {
                return;
            }
        }
    }
}

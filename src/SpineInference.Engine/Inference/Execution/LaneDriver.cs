namespace SpineInference.Engine.Inference.Execution;

/// <summary>The one way in which a program meets lanes: load, run, tell apart what left the range of its numbers, hand over.</summary>
/// <remarks>
/// Posteriors, derivatives and most probable explanations, many cases, draws and single ones differ in their tape, in what
/// <see cref="ILaneSource"/> loads and in what <see cref="ILaneSink"/> makes of the results. A lane whose P(evidence) is not to be trusted
/// as a double is run again by itself in extended range, and handed over in its place.
/// </remarks>
internal static unsafe class LaneDriver
{
    // Below this the result of a double may have lost terms to underflow.
    private const double SmallestTrusted = 1e-250;

    /// <summary>Whether a lane of doubles may stand.</summary>
    public static bool IsTrusted(double probability) => probability is >= SmallestTrusted and <= double.MaxValue;

    /// <summary>log P. No loaded likelihood is above 1, hence neither is the probability; its last bits may be.</summary>
    public static double LogOf(double probability) => Math.Log(Math.Min(1, probability));

    /// <summary>Runs rows in the lanes of doubles.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="pool">Whose width says how many lanes run together.</param>
    /// <param name="source">Loads them.</param>
    /// <param name="sink">Receives them.</param>
    /// <param name="rows">Which.</param>
    public static void Run<TSource, TSink>(
        TapeRunner runner, WorkspacePool<double> pool, ref TSource source, ref TSink sink, LaneRows rows)
        where TSource : ILaneSource, allows ref struct
        where TSink : ILaneSink, allows ref struct
    {
        if (rows.Count == 0)
        {
            return;
        }

        Workspace<double> workspace = pool.Rent();
        int width = workspace.Width;
        Span<double> logs = stackalloc double[width];
        Span<int> block = stackalloc int[width];
        try
        {
            source.Prepare(runner, workspace);
            sink.Begin(runner, workspace);
            for (int first = 0; first < rows.Count; first += width)
            {
                Span<int> own = rows.Copy(first, block);
                source.Load(runner, own, workspace, logs);
                runner.Run(workspace);
                double* root = workspace.Slots + ((nint)runner.Tape.Root * width);
                for (int lane = 0; lane < own.Length; lane++)
                {
                    logs[lane] = IsTrusted(root[lane]) ? logs[lane] + LogOf(root[lane]) : double.NaN;
                }

                sink.Block(runner, workspace, own, logs[..own.Length]);
                for (int lane = 0; lane < own.Length; lane++)
                {
                    if (double.IsNaN(logs[lane]))
                    {
                        RunExtended(runner, ref source, ref sink, own[lane]);
                    }
                    else
                    {
                        sink.Lane(runner, workspace, lane, own[lane], logs[lane]);
                    }
                }
            }

            sink.End(runner, workspace);
        }
        finally
        {
            pool.Return(workspace);
        }
    }

    /// <summary>Runs one row in extended range.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="source">Loads it.</param>
    /// <param name="sink">Receives it.</param>
    /// <param name="row">Which.</param>
    /// <param name="maxima">Whether the larger takes the place of the sum.</param>
    public static void RunExtended<TSource, TSink>(TapeRunner runner, ref TSource source, ref TSink sink, int row, bool maxima = false)
        where TSource : ILaneSource, allows ref struct
        where TSink : ILaneSink, allows ref struct
    {
        Workspace<ScaledDouble> workspace = runner.Scaled.Rent();
        try
        {
            double logBound = source.Load(runner, row, workspace);
            if (maxima)
            {
                runner.RunMaximum(workspace);
            }
            else
            {
                runner.Run(workspace);
            }

            sink.Extended(runner, workspace, row, logBound);
        }
        finally
        {
            runner.Scaled.Return(workspace);
        }
    }
}

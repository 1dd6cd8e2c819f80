namespace SpineInference.Engine.Inference.Execution;

/// <summary>Runs cases in single precision, and names those that are to be run again in double precision.</summary>
internal static unsafe class SingleBlocks
{
    // Below this a single may have lost more than its own precision to underflow: what is added up to P(evidence), and what it is
    // multiplied by, are some powers of ten smaller. The numbers are those of scaled evidence, so they can also be large.
    private const double SmallestTrusted = 1e-24;
    private const double LargestTrusted = 1e24;

    // The largest difference, relative to P(evidence), between the sums of a case's variables for which its singles are kept.
    private const double LargestSpread = 5e-7;

    /// <summary>Runs the cases [start, end) of one shard.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="source">Loads them.</param>
    /// <param name="target">Receives the posteriors.</param>
    /// <param name="start">The first case, the first of a block of the target or of a vector of its lanes.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="again">Receives the cases to be run again; as long as the shard.</param>
    /// <returns>How many those are.</returns>
    public static int Run(TapeRunner runner, CaseSource source, BatchPosteriors target, int start, int end, Span<int> again)
    {
        Workspace<float> workspace = runner.Single.Rent();
        int width = workspace.Width;
        Span<int> block = stackalloc int[width];
        Span<double> logScales = stackalloc double[width];
        Span<double> probabilities = stackalloc double[width];
        Span<double> spread = stackalloc double[width];
        ReportedStates states = target.States;
        int waiting = 0;
        try
        {
            source.Prepare(runner, workspace);
            for (int first = start; first < end; first += width)
            {
                // Where most cases are too improbable or too inexact for singles, trying each of them first would only cost time.
                if (first - start >= width && 2 * waiting > first - start)
                {
                    for (int row = first; row < end; row++)
                    {
                        again[waiting++] = row;
                    }

                    break;
                }

                Span<int> rows = new LaneRows(first, end).Copy(0, block);
                source.Load(runner, rows, workspace, logScales);
                runner.Run(workspace);
                float* root = workspace.Slots + ((nint)runner.Tape.Root * width);
                for (int lane = 0; lane < width; lane++)
                {
                    probabilities[lane] = root[lane];
                }

                spread.Clear();
                if (states.Count > 0)
                {
                    fixed (double* pinned = &target.Values[target.PlaceOf(first, 0)])
                    {
                        // Lanes of one block of the target lie together; a vector wider than the block is written in parts.
                        LaneOutputs.Write(
                            workspace, runner.Tape.Outputs, states.LikelihoodSlots, states.Counts, rows.Length, pinned, target.BlockSize, probabilities, spread);
                    }
                }

                for (int lane = 0; lane < rows.Length; lane++)
                {
                    if (probabilities[lane] is >= SmallestTrusted and <= LargestTrusted && spread[lane] <= LargestSpread)
                    {
                        target.Logs[first + lane] = LogOf(probabilities[lane], logScales[lane]);
                    }
                    else
                    {
                        again[waiting++] = first + lane;
                    }
                }
            }

            return waiting;
        }
        finally
        {
            runner.Single.Return(workspace);
        }
    }

    // A probability of 1 may round to more; soft evidence may truly be more.
    private static double LogOf(double probability, double logScale)
    {
        double log = Math.Log(probability) + logScale;
        return log is > 0 and < LargestSpread ? 0 : log;
    }
}

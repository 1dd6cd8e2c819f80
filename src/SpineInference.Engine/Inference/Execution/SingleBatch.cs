namespace SpineInference.Engine.Inference.Execution;

/// <summary>A batch in single precision, with double precision for the cases that need it: never much slower than doubles alone.</summary>
/// <remarks>
/// <para>The first cases are run in both precisions: where a program rounds worse than it shows, or half of them need doubles, the batch is run in
/// doubles. After a hundred cases more it is known how many need both; where that costs more than singles gain, the rest runs in doubles
/// at once. What has to be run again is gathered over the whole batch, so that its lanes are full.</para>
/// <para>What is decided depends on the cases and their order alone, not on the number of threads.</para>
/// </remarks>
/// <param name="runner">The tape.</param>
/// <param name="source">Loads the cases.</param>
/// <param name="target">Receives the posteriors.</param>
/// <param name="shardSize">How many cases a shard has.</param>
internal sealed class SingleBatch(TapeRunner runner, CaseSource source, BatchPosteriors target, int shardSize)
{
    // The largest difference from double precision for which a program is fit for singles at all; half of what is promised.
    private const double LargestError = 5e-7;

    // Cases run in both precisions; a multiple of the widest vector.
    private const int TrialCases = 16;

    // Cases after which it is decided how to go on.
    private const int FirstCases = 128;

    // A case in singles takes rather more than half of one in doubles: beyond this share of cases that need both, doubles alone are faster.
    private const double LargestShareAgain = 0.4;

    private readonly List<int> _again = [];

    /// <summary>Runs all cases.</summary>
    /// <param name="options">Threads and progress.</param>
    /// <param name="cancellationToken">Ends the batch early.</param>
    public void Run(BatchOptions options, CancellationToken cancellationToken)
    {
        int count = target.Count;
        int start = Math.Min(TrialCases, count);
        bool isFit = Try(start);
        int end = isFit ? Math.Min(count, start + FirstCases) : start;
        options.Progress?.Report(start);
        Singles(start, end, options, cancellationToken);
        if (isFit && _again.Count <= LargestShareAgain * (end - start))
        {
            Singles(end, count, options, cancellationToken);
            end = count;
        }

        int[] again = [.. _again, .. Enumerable.Range(end, count - end)];
        ShardedLoop.Run(
            again.Length,
            shardSize,
            end == count ? options with { Progress = null } : Shifted(options, count - again.Length, end),
            (_, first, last) => Doubles(new LaneRows(again.AsSpan(first, last - first))),
            cancellationToken);
    }

    /// <summary>Runs the first cases in both precisions.</summary>
    /// <param name="count">How many, at most 16.</param>
    /// <returns>False where singles will not do, or will not pay: half of few cases is two fifths of many, or more.</returns>
    public bool Try(int count)
    {
        if (count == 0)
        {
            return true;
        }

        Span<int> again = stackalloc int[TrialCases];
        int waiting = SingleBlocks.Run(runner, source, target, 0, count, again);
        bool[] isSingle = [.. Enumerable.Repeat(true, count)];
        foreach (int row in again[..waiting])
        {
            isSingle[row] = false;
        }

        int outputs = target.States.Count;
        double[] singles = target.Values[..(outputs * target.BlockSize)];
        Doubles(new LaneRows(0, count));
        for (int row = 0; row < count; row++)
        {
            for (int k = 0; isSingle[row] && k < outputs; k++)
            {
                int place = target.PlaceOf(row, k);
                if (Math.Abs(target.Values[place] - singles[place]) > LargestError)
                {
                    return false;
                }
            }
        }

        return 2 * waiting < count;
    }

    private void Singles(int start, int end, BatchOptions options, CancellationToken cancellationToken)
    {
        var again = new int[(end - start + shardSize - 1) / shardSize][];
        ShardedLoop.Run(
            end - start,
            shardSize,
            Shifted(options, start),
            (shard, first, last) =>
            {
                Span<int> waiting = stackalloc int[last - first];
                again[shard] = waiting[..SingleBlocks.Run(runner, source, target, start + first, start + last, waiting)].ToArray();
            },
            cancellationToken);
        foreach (int[] rows in again)
        {
            _again.AddRange(rows);
        }
    }

    private void Doubles(LaneRows rows)
    {
        CaseSource own = source;
        var sink = new BatchSink(target);
        LaneDriver.Run(runner, runner.Double, ref own, ref sink, rows);
    }

    private static BatchOptions Shifted(BatchOptions options, int done, int least = 0) =>
        options.Progress is { } progress ? options with { Progress = new ShiftedProgress(progress, done, least) } : options;

    // What is run again was told before.
    private sealed class ShiftedProgress(IProgress<int> progress, int done, int least) : IProgress<int>
    {
        public void Report(int value) => progress.Report(Math.Max(least, done + value));
    }
}

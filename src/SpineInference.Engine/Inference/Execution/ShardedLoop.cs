namespace SpineInference.Engine.Inference.Execution;

/// <summary>Splits cases into shards of fixed size and runs them on several threads.</summary>
internal static class ShardedLoop
{
    /// <summary>Runs all shards.</summary>
    /// <param name="count">How many cases.</param>
    /// <param name="shardSize">How many a shard has, but the last.</param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="run">Given the number of the shard, its first case and the one after its last.</param>
    /// <param name="cancellationToken">Asked before every shard.</param>
    public static void Run(int count, int shardSize, BatchOptions options, Action<int, int, int> run, CancellationToken cancellationToken)
    {
        int shards = (count + shardSize - 1) / shardSize;
        int done = 0;
        if (options.MaxDegreeOfParallelism == 1 || shards == 1)
        {
            for (int shard = 0; shard < shards; shard++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Step(shard);
            }
        }
        else
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
            Parallel.For(0, shards, parallel, Step);
        }

        void Step(int shard)
        {
            int start = shard * shardSize;
            int end = Math.Min(count, start + shardSize);
            run(shard, start, end);
            options.Progress?.Report(Interlocked.Add(ref done, end - start));
        }
    }
}

using System.Collections.Concurrent;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A batch uses the threads it is allowed: told by who works at the same time, not by the clock.</summary>
public sealed class BatchThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(2, 5)]
    [InlineData(4, 5)]
    [InlineData(2, 3)]
    public void QueryBatch_Of256Cases_WorksOnAsManyThreadsAtOnceAsAreAllowed(int threads, int side)
    {
        BayesianNetwork network = RandomNetworks.Grid(side, 7);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 1 });
        int shards = (256 + ExactEngine.ShardSize(engine.ProgramLength, 256) - 1) / ExactEngine.ShardSize(engine.ProgramLength, 256);
        int expected = Math.Min(threads, shards);
        var meeting = new Meeting(expected);
        BatchPosteriors together = engine.QueryBatch(
            new EvidenceColumns(network, 256), new BatchOptions { MaxDegreeOfParallelism = threads, Progress = meeting });

        // Each waits for the others: only that many threads at the same time get past the first shards.
        Assert.True(meeting.IsComplete, $"{expected} threads never worked at the same time; {meeting.Threads} did.");
        Assert.InRange(meeting.Threads, expected, 256);
        Assert.Equal(engine.QueryBatch(new EvidenceColumns(network, 256), new BatchOptions { MaxDegreeOfParallelism = 1 }).LogEvidence, together.LogEvidence);
    }

    [Fact]
    public void QueryBatch_OneThreadAllowed_StaysOnTheCallersThread()
    {
        BayesianNetwork network = RandomNetworks.Grid(5, 7);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 1 });
        var meeting = new Meeting(1);
        engine.QueryBatch(new EvidenceColumns(network, 256), new BatchOptions { MaxDegreeOfParallelism = 1, Progress = meeting });
        Assert.Equal([Environment.CurrentManagedThreadId], meeting.Ids);
    }

    [Theory]
    [InlineData(180_283, 256, 8)]
    [InlineData(93_440, 256, 8)]
    [InlineData(1_663, 256, 2)]
    [InlineData(1_663, 1_000, 5)]
    [InlineData(180_283, 16, 1)]
    [InlineData(10, 0, 0)]
    public void ShardSize_OfAProgramAndABatch_GivesSharesThatDifferByAVectorAtMost(int programLength, int count, int shards)
    {
        int size = ExactEngine.ShardSize(programLength, count);
        Assert.Equal(shards, (count + size - 1) / size);
        Assert.Equal(0, size % 16);
        Assert.InRange(size, 16, 256);

        // The last one has what is left.
        Assert.True(count == 0 || count - ((shards - 1) * size) > size - (16 * shards), $"The last of {shards} shards of {size} has too few of {count} cases.");
    }

    // Threads that wait for each other; once all have met, nobody waits any more.
    private sealed class Meeting(int expected) : IProgress<int>
    {
        private readonly ConcurrentDictionary<int, byte> _threads = [];
        private readonly TaskCompletionSource _met = new();

        public bool IsComplete => _met.Task.IsCompleted;

        public int Threads => _threads.Count;

        public IEnumerable<int> Ids => _threads.Keys;

        public void Report(int value)
        {
            _threads.TryAdd(Environment.CurrentManagedThreadId, 0);
            if (_threads.Count >= expected)
            {
                _met.TrySetResult();
            }

            _met.Task.Wait(Patience);
        }
    }
}

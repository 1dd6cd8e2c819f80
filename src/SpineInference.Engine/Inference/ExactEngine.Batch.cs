using System.Buffers;
using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference;

/// <content>Many cases at once: the lanes of a vector are cases.</content>
public sealed partial class ExactEngine
{
    // Cases of one shard share a workspace: small enough that threads end together and that a batch of some hundred has work for all,
    // large enough that renting and clearing a workspace does not count.
    private const int LargestShard = 256;
    private const int SmallestShard = 32;

    // Full vectors of every width.
    private const int EvenLanes = 16;

    // Products a shard should hold at least, so that handing it to a thread does not count: about 50 µs.
    private const double ShardTerms = 400_000;

    // Longer programs round too much in singles, or take longer in them: docs/decisions/0054.
    private const int LongestForSingles = 150_000;

    /// <summary>Computes the posteriors of many cases.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="options">Threads, precision, progress; <see cref="BatchOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the batch early.</param>
    /// <returns>The answers, to be asked by variable and state; a case whose evidence is impossible says so.</returns>
    /// <exception cref="ArgumentException">Evidence stands on a variable compiled without it, or belongs to another network.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Results do not depend on the number of threads. Double precision gives the numbers of <see cref="Query(Evidence)"/> to
    /// rounding.</remarks>
    public BatchPosteriors QueryBatch(EvidenceColumns columns, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        BatchPosteriors posteriors = CreateBatch(columns.Count);
        QueryBatch(columns, posteriors, options, cancellationToken);
        return posteriors;
    }

    /// <summary>Computes the posteriors of many cases into the memory of an earlier batch.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="posteriors">Receives the answers: from <see cref="CreateBatch"/> of this engine, for as many cases.</param>
    /// <param name="options">Threads, precision, progress; <see cref="BatchOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the batch early.</param>
    /// <exception cref="ArgumentException">Evidence stands on a variable compiled without it or belongs to another network, or
    /// <paramref name="posteriors"/> are another engine's or of another number of cases.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what <paramref name="posteriors"/> then hold is undefined.</exception>
    public void QueryBatch(
        EvidenceColumns columns, BatchPosteriors posteriors, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        _loader.Check(columns);
        ArgumentNullException.ThrowIfNull(posteriors);
        if (!ReferenceEquals(posteriors.States, _states) || posteriors.Count != columns.Count)
        {
            throw new ArgumentException(
                $"Got room for {posteriors.Count} cases of an engine; expected {columns.Count} of this one: {nameof(CreateBatch)}({columns.Count}).",
                nameof(posteriors));
        }

        options ??= BatchOptions.Default;
        if (_tables is not null && !TryTurnToNumbers(columns.Count) && !HasNumbersFor(columns.Count))
        {
            QueryTables(columns, posteriors, options, cancellationToken);
            return;
        }

        if (options.Precision == BatchPrecision.SinglePrecision && Runner.Tape.TermCount <= LongestForSingles && _isFitForSingles.Value)
        {
            SinglesOf(columns, posteriors).Run(options, cancellationToken);
            return;
        }

        var source = new CaseSource(_loader, columns, leaves: null);
        ShardedLoop.Run(
            columns.Count,
            ShardSize(ProgramLength, columns.Count),
            options,
            (_, start, end) =>
            {
                CaseSource own = source;
                var sink = new BatchSink(posteriors);
                LaneDriver.Run(Runner, Runner.Double, ref own, ref sink, new LaneRows(start, end));
            },
            cancellationToken);
    }

    /// <summary>Computes the posteriors of many cases given one by one.</summary>
    /// <param name="cases">Evidence on this engine's network.</param>
    /// <param name="options">Threads, precision, progress; <see cref="BatchOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends the batch early.</param>
    /// <returns>The answers, in order.</returns>
    /// <exception cref="ArgumentException">Evidence belongs to another network, or stands on a variable compiled without it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public BatchPosteriors QueryBatch(
        IReadOnlyList<Evidence> cases, BatchOptions? options = null, CancellationToken cancellationToken = default) =>
        QueryBatch(EvidenceColumns.From(Network, cases), options, cancellationToken);

    /// <summary>Takes memory for the answers to a batch, to be used again and again.</summary>
    /// <param name="count">How many cases.</param>
    /// <returns>Answers not yet computed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public BatchPosteriors CreateBatch(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new BatchPosteriors(_states, count);
    }

    /// <summary>Memory for a batch of which nothing is kept: to be given back, and not to be read after.</summary>
    internal BatchPosteriors LendBatch(int count) => new(_states, count, isLent: true);

    /// <summary>Takes back what was lent.</summary>
    internal static void ReturnBatch(BatchPosteriors lent) => ArrayPool<double>.Shared.Return(lent.Values);

    private SingleBatch SinglesOf(EvidenceColumns columns, BatchPosteriors posteriors) =>
        new(Runner, new CaseSource(_loader, columns, leaves: null, _scales.Value), posteriors, ShardSize(ProgramLength, columns.Count));

    // A program that singles answer too roughly where nothing is told will not do better where something is.
    private bool IsFitForSingles() => SinglesOf(new EvidenceColumns(Network, 1), CreateBatch(1)).Try(1);

    /// <summary>How many cases a thread takes at a time. Depends on program and batch alone, so that the number of threads changes nothing.</summary>
    /// <param name="programLength">How many products a case takes.</param>
    /// <param name="count">How many cases the batch has.</param>
    internal static int ShardSize(int programLength, int count)
    {
        int cases = (int)Math.Min(LargestShard, ShardTerms / Math.Max(1, programLength));
        int most = Math.Max(SmallestShard, cases / SmallestShard * SmallestShard);

        // Even shards: 224 cases and then 32 would keep one thread waiting for the other.
        int shards = Math.Max(1, (count + most - 1) / most);
        return Math.Clamp((((count + shards - 1) / shards) + EvenLanes - 1) / EvenLanes * EvenLanes, EvenLanes, most);
    }
}

using System.Numerics;
using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference;

/// <content>Many cases at once: the lanes of a vector are cases.</content>
public sealed partial class ExactEngine
{
    // Cases of one shard share a workspace; small enough that threads end together, large enough that renting does not count.
    private const int BatchShard = 256;

    // Below this a single may have lost more than its own precision to underflow.
    private const double SmallestTrustedSingle = 1e-30;

    private delegate void LaneRun<TElement>(Workspace<TElement> workspace)
        where TElement : unmanaged;

    private delegate void LaneWrite<TElement>(
        Workspace<TElement> workspace, ReadOnlySpan<TElement> factors, int first, int count, BatchTarget target)
        where TElement : unmanaged;

    /// <summary>Computes the posteriors of many cases.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="posteriors">Receives a column for each reported state (see <see cref="ReportedOffsetOf"/>): all cases of the first,
    /// then all of the second, …; length <see cref="ReportedStateCount"/> × cases. NaN for a case whose evidence is impossible.</param>
    /// <param name="logEvidence">Receives log P(evidence) of each case; negative infinity where it is impossible.</param>
    /// <param name="options">Threads, precision, cancellation, progress; <see cref="BatchOptions.Default"/> if null.</param>
    /// <exception cref="ArgumentException">A length is wrong, or evidence stands on a variable compiled without it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what the spans then hold is undefined.</exception>
    /// <remarks>Results do not depend on the number of threads. Double precision gives the numbers of <see cref="Query(Evidence)"/> to
    /// rounding.</remarks>
    public unsafe void QueryBatch(EvidenceColumns columns, Span<double> posteriors, Span<double> logEvidence, BatchOptions? options = null)
    {
        _loader.Check(columns);
        ThrowIfWrongLength(posteriors.Length, (long)ReportedStateCount * columns.Count, nameof(posteriors));
        ThrowIfWrongLength(logEvidence.Length, columns.Count, nameof(logEvidence));
        options ??= BatchOptions.Default;
        fixed (double* pinnedPosteriors = posteriors)
        fixed (double* pinnedLogs = logEvidence)
        {
            var target = new BatchTarget(pinnedPosteriors, pinnedLogs, columns.Count);
            ShardedLoop.Run(columns.Count, BatchShard, options, (_, start, end) =>
            {
                if (options.Precision == BatchPrecision.SinglePrecision)
                {
                    RunShard(_runner.Single, _runner.Run, WriteLanes, SmallestTrustedSingle, columns, start, end, target);
                }
                else
                {
                    RunShard(_runner.Double, _runner.Run, WriteLanes, SmallestTrusted, columns, start, end, target);
                }
            });
        }
    }

    /// <summary>Computes the posteriors of many cases, in the friendly form.</summary>
    /// <param name="cases">Evidence on this engine's network.</param>
    /// <param name="options">Threads, precision, cancellation, progress; <see cref="BatchOptions.Default"/> if null.</param>
    /// <returns>The answer to each case, in order; <see langword="null"/> where the evidence is impossible.</returns>
    /// <exception cref="ArgumentException">Evidence belongs to another network, or stands on a variable compiled without it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<Posteriors?> QueryBatch(IReadOnlyList<Evidence> cases, BatchOptions? options = null)
    {
        EvidenceColumns columns = EvidenceColumns.From(Network, cases);
        var posteriors = new double[ReportedStateCount * cases.Count];
        var logEvidence = new double[cases.Count];
        QueryBatch(columns, posteriors, logEvidence, options);
        var answers = new Posteriors?[cases.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            if (double.IsNegativeInfinity(logEvidence[i]))
            {
                continue;
            }

            var values = new double[_layout.Total];
            Array.Fill(values, double.NaN);
            for (int k = 0; k < _outputStates.Length; k++)
            {
                values[_outputStates[k]] = posteriors[(k * cases.Count) + i];
            }

            answers[i] = new Posteriors(Network, values, logEvidence[i]);
        }

        return answers;
    }

    private unsafe void RunShard<TElement>(
        WorkspacePool<TElement> pool,
        LaneRun<TElement> run,
        LaneWrite<TElement> write,
        double smallest,
        EvidenceColumns columns,
        int start,
        int end,
        BatchTarget target)
        where TElement : unmanaged, INumberBase<TElement>
    {
        Workspace<TElement> workspace = pool.Rent();
        int width = workspace.Width;
        Span<double> logScales = stackalloc double[width];
        Span<TElement> factors = stackalloc TElement[width];
        Scratch? scratch = null;
        try
        {
            EvidenceLoader.Clear(workspace, _runner.Tape.EvidenceCount);
            for (int first = start; first < end; first += width)
            {
                int count = Math.Min(width, end - first);
                _loader.Load(columns, first, count, workspace, logScales);
                run(workspace);
                bool all = WriteLogs(workspace, smallest, first, logScales[..count], factors, target);
                write(workspace, factors, first, count, target);
                for (int lane = 0; !all && lane < count; lane++)
                {
                    if (double.IsNaN(target.Logs[first + lane]))
                    {
                        scratch ??= new Scratch(_layout.Total);
                        _loader.Gather(columns, first + lane, scratch.Likelihoods);
                        double log = Query(scratch.Likelihoods, scratch.Posteriors);
                        WriteCase(scratch.Posteriors, log, first + lane, target);
                    }
                }
            }
        }
        finally
        {
            pool.Return(workspace);
        }
    }

    // The logarithm of each lane's probability, NaN where the lane is not to be trusted; false if there is one.
    private unsafe bool WriteLogs<TElement>(
        Workspace<TElement> workspace, double smallest, int first, ReadOnlySpan<double> logScales, Span<TElement> factors, BatchTarget target)
        where TElement : unmanaged, INumberBase<TElement>
    {
        TElement* root = workspace.Slots + ((nint)_runner.Tape.Root * workspace.Width);
        bool all = true;
        for (int lane = 0; lane < logScales.Length; lane++)
        {
            double probability = double.CreateTruncating(root[lane]);
            bool trusted = IsTrusted(probability, smallest);
            all &= trusted;
            factors[lane] = TElement.CreateTruncating(1 / probability);
            target.Logs[first + lane] = trusted ? Math.Log(probability) + logScales[lane] : double.NaN;
        }

        return all;
    }

    private unsafe void WriteLanes(Workspace<double> workspace, ReadOnlySpan<double> factors, int first, int count, BatchTarget target) =>
        LaneOutputs.Write(
            workspace, _runner.Tape.Outputs, _outputLikelihoodSlots, factors, count, target.Posteriors + first, target.Count);

    private unsafe void WriteLanes(Workspace<float> workspace, ReadOnlySpan<float> factors, int first, int count, BatchTarget target) =>
        LaneOutputs.Write(
            workspace, _runner.Tape.Outputs, _outputLikelihoodSlots, factors, count, target.Posteriors + first, target.Count);

    private unsafe void WriteCase(ReadOnlySpan<double> posteriors, double logEvidence, int index, BatchTarget target)
    {
        target.Logs[index] = logEvidence;
        for (int k = 0; k < _outputStates.Length; k++)
        {
            target.Posteriors[((nint)k * target.Count) + index] = posteriors[_outputStates[k]];
        }
    }

    private static void ThrowIfWrongLength(int length, long expected, string parameter)
    {
        if (length != expected)
        {
            throw new ArgumentException($"Got {length} entries; expected {expected}.", parameter);
        }
    }

    // Where the results of a batch go; pinned while the batch runs.
    private sealed unsafe class BatchTarget(double* posteriors, double* logs, int count)
    {
        public double* Posteriors { get; } = posteriors;

        public double* Logs { get; } = logs;

        public int Count { get; } = count;
    }

    private sealed class Scratch(int stateCount)
    {
        public double[] Likelihoods { get; } = new double[stateCount];

        public double[] Posteriors { get; } = new double[stateCount];
    }
}

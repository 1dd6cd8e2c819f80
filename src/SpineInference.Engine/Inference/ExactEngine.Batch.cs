using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference;

/// <content>Many cases at once: the lanes of a vector are cases.</content>
public sealed partial class ExactEngine
{
    // Cases of one shard share a workspace; small enough that threads end together, large enough that renting does not count.
    private const int BatchShard = 256;

    // Below this a single may have lost more than its own precision to underflow.
    private const double SmallestTrustedSingle = 1e-30;

    // The largest difference, relative to P(evidence), between the sums of a case's variables for which its singles are kept.
    private const double LargestSpread = 5e-7;

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
                Span<int> rows = stackalloc int[BatchShard];
                int count = options.Precision == BatchPrecision.SinglePrecision
                    ? RunSingles(columns, start, end, target, rows)
                    : AddRows(start, end, rows, 0);
                RunDoubles(columns, rows[..count], target);
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

    // Runs cases in single precision; gives those that are to be run again in double precision.
    private unsafe int RunSingles(EvidenceColumns columns, int start, int end, BatchTarget target, Span<int> again)
    {
        Workspace<float> workspace = _runner.Single.Rent();
        int width = workspace.Width;
        Span<double> logScales = stackalloc double[width];
        Span<double> probabilities = stackalloc double[width];
        Span<double> spread = stackalloc double[width];
        int waiting = 0;
        try
        {
            EvidenceLoader.Clear(workspace, _runner.Tape.EvidenceCount);
            for (int first = start; first < end; first += width)
            {
                // Where most cases are too improbable or too inexact for singles, trying each of them first would only cost time.
                if (first - start >= 2 * width && 2 * waiting > first - start)
                {
                    return AddRows(first, end, again, waiting);
                }

                int count = Math.Min(width, end - first);
                _loader.Load(columns, first, count, workspace, logScales);
                _runner.Run(workspace);
                float* root = workspace.Slots + ((nint)_runner.Tape.Root * width);
                for (int lane = 0; lane < width; lane++)
                {
                    probabilities[lane] = root[lane];
                }

                LaneOutputs.Write(
                    workspace, _runner.Tape.Outputs, _outputLikelihoodSlots, _outputCounts, count, target.Posteriors + first, target.Count, probabilities, spread);
                for (int lane = 0; lane < count; lane++)
                {
                    if (IsTrusted(probabilities[lane], SmallestTrustedSingle) && spread[lane] <= LargestSpread)
                    {
                        target.Logs[first + lane] = LogOf(probabilities[lane]) + logScales[lane];
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
            _runner.Single.Return(workspace);
        }
    }

    private static int AddRows(int start, int end, Span<int> rows, int count)
    {
        for (int row = start; row < end; row++)
        {
            rows[count++] = row;
        }

        return count;
    }

    private unsafe void RunDoubles(EvidenceColumns columns, ReadOnlySpan<int> rows, BatchTarget target)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        Workspace<double> workspace = _runner.Double.Rent();
        int width = workspace.Width;
        Span<double> logScales = stackalloc double[width];
        Scratch? scratch = null;
        try
        {
            EvidenceLoader.Clear(workspace, _runner.Tape.EvidenceCount);
            for (int first = 0; first < rows.Length; first += width)
            {
                ReadOnlySpan<int> block = rows.Slice(first, Math.Min(width, rows.Length - first));
                _loader.Load(columns, block, workspace, logScales);
                _runner.Run(workspace);
                if (block[^1] - block[0] == block.Length - 1)
                {
                    WriteLanes(workspace, block[0], block.Length, target);
                }
                else
                {
                    scratch ??= new Scratch(_layout.Total, ReportedStateCount * width);
                    Scatter(workspace, block, scratch.Columns, target);
                }

                double* root = workspace.Slots + ((nint)_runner.Tape.Root * width);
                for (int lane = 0; lane < block.Length; lane++)
                {
                    if (IsTrusted(root[lane], SmallestTrusted))
                    {
                        target.Logs[block[lane]] = LogOf(root[lane]) + logScales[lane];
                        continue;
                    }

                    scratch ??= new Scratch(_layout.Total, ReportedStateCount * width);
                    _loader.Gather(columns, block[lane], scratch.Likelihoods);
                    WriteCase(scratch.Posteriors, QueryScaled(scratch.Likelihoods, scratch.Posteriors), block[lane], target);
                }
            }
        }
        finally
        {
            _runner.Double.Return(workspace);
        }
    }

    private unsafe void Scatter(Workspace<double> workspace, ReadOnlySpan<int> rows, double[] columns, BatchTarget target)
    {
        int width = workspace.Width;
        fixed (double* pinned = columns)
        {
            LaneOutputs.Write(workspace, _runner.Tape.Outputs, _outputLikelihoodSlots, _outputCounts, rows.Length, pinned, width);
        }

        for (int k = 0; k < _outputStates.Length; k++)
        {
            for (int lane = 0; lane < rows.Length; lane++)
            {
                target.Posteriors[((nint)k * target.Count) + rows[lane]] = columns[(k * width) + lane];
            }
        }
    }

    private unsafe void WriteLanes(Workspace<double> workspace, int first, int count, BatchTarget target) => LaneOutputs.Write(
        workspace, _runner.Tape.Outputs, _outputLikelihoodSlots, _outputCounts, count, target.Posteriors + first, target.Count);

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

    private sealed class Scratch(int stateCount, int columnsLength)
    {
        public double[] Columns { get; } = new double[columnsLength];

        public double[] Likelihoods { get; } = new double[stateCount];

        public double[] Posteriors { get; } = new double[stateCount];
    }
}

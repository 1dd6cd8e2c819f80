using System.Buffers;
using System.Collections.Immutable;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>One case under many parameter vectors: the lanes of a vector are draws.</content>
public sealed partial class ExactEngine
{
    private const int DrawShard = 64;

    // The same tape as for queries, with workspaces of its own, so that those of queries keep the network's parameters.
    private readonly Lazy<TapeRunner> _draws;

    // Most combinations of noisy-MAX rows are excluded by zeros elsewhere; those are not worth computing for every draw.
    private readonly Lazy<ParameterLanes> _drawLanes;

    /// <summary>Computes the reported posteriors of one case under many parameter vectors.</summary>
    /// <param name="likelihoods">A likelihood for every state in the flat layout.</param>
    /// <param name="parameters">One parameter vector after the other, each laid out as <see cref="BayesianNetwork.Parameters"/> with every
    /// row a probability vector. Only live rows are read.</param>
    /// <param name="options">Threads, progress; <see cref="BatchOptions.Default"/> if null. Precision is always double.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The answers, a case for each draw; one under which the evidence is impossible says so.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or a likelihood is unfit.</exception>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public unsafe BatchPosteriors QueryDraws(
        ReadOnlySpan<double> likelihoods,
        ReadOnlySpan<double> parameters,
        BatchOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfFolded();
        TapeRunner runner = _draws.Value;
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        int length = Network.Parameters.Length;
        int draws = parameters.Length / Math.Max(1, length);
        if (draws * length != parameters.Length)
        {
            throw new ArgumentException($"Got {parameters.Length} entries; expected a multiple of {length}, the parameters of a draw.", nameof(parameters));
        }

        BatchPosteriors posteriors = CreateBatch(draws);
        LoadedEvidence evidence = Loaded(likelihoods);
        int scratchLength = _drawLanes.Value.ScratchLength(runner.DoubleWidth);
        fixed (double* pinned = parameters)
        {
            nint address = (nint)pinned;
            ShardedLoop.Run(
                draws,
                DrawShard,
                options ?? BatchOptions.Default,
                (_, start, end) =>
                {
                    double[] scratch = ArrayPool<double>.Shared.Rent(scratchLength);
                    var source = new DrawSource(evidence, _drawLanes.Value, _specification.Leaves, (double*)address, length, scratch);
                    var sink = new BatchSink(posteriors);
                    try
                    {
                        LaneDriver.Run(runner, runner.Double, ref source, ref sink, new LaneRows(start, end));
                    }
                    finally
                    {
                        ArrayPool<double>.Shared.Return(scratch);
                    }
                },
                cancellationToken);
        }

        return posteriors;
    }

    /// <summary>Computes the same where rows are drawn as they are needed: only those that the answers hang on.</summary>
    /// <param name="likelihoods">A likelihood for every state in the flat layout.</param>
    /// <param name="draws">How many draws.</param>
    /// <param name="choose">Given the rows that matter, draws them sixteen at a time.</param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The answers, a case for each draw: to rounding what all rows would give.</returns>
    internal BatchPosteriors QueryDraws(
        ReadOnlySpan<double> likelihoods,
        int draws,
        Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter> choose,
        BatchOptions? options,
        CancellationToken cancellationToken)
    {
        ThrowIfFolded();
        TapeRunner runner = _draws.Value;
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        BatchPosteriors posteriors = CreateBatch(draws);
        LoadedEvidence evidence = Loaded(likelihoods);
        ChosenRows chosen = Choose(evidence.Given, choose);
        int scratchLength = _drawLanes.Value.ScratchLength(runner.DoubleWidth);
        ShardedLoop.Run(
            draws,
            DrawShard,
            options ?? BatchOptions.Default,
            (_, start, end) =>
            {
                double[] block = ArrayPool<double>.Shared.Rent(chosen.BlockLength);
                double[] scratch = ArrayPool<double>.Shared.Rent(scratchLength);
                var source = new ChosenDrawSource(evidence, chosen, block, scratch);
                var sink = new BatchSink(posteriors);
                try
                {
                    LaneDriver.Run(runner, runner.Double, ref source, ref sink, new LaneRows(start, end));
                }
                finally
                {
                    ArrayPool<double>.Shared.Return(scratch);
                    ArrayPool<double>.Shared.Return(block);
                }
            },
            cancellationToken);
        return posteriors;
    }

    private LoadedEvidence Loaded(ReadOnlySpan<double> likelihoods)
    {
        double[] given = likelihoods.ToArray();
        var loaded = new double[_draws.Value.Tape.EvidenceCount];
        double logScale = _loader.Load(given, loaded);
        return new LoadedEvidence(given, loaded, logScale, _loader);
    }

    // Of the rows that matter those that the tape reads: not those that are definitions, nor those that zeros elsewhere exclude.
    private ChosenRows Choose(double[] likelihoods, Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter> choose)
    {
        bool[] matters = RowsThatMatter.Find(Network, _specification.IsReported, likelihoods, _layout.Offsets);
        var isRead = new bool[Network.Parameters.Length];
        _drawLanes.Value.MarkRead(isRead);
        ImmutableArray<ProbabilityRow>.Builder chosen = ImmutableArray.CreateBuilder<ProbabilityRow>();
        var placeOf = new int[isRead.Length];
        Array.Fill(placeOf, -1);
        int place = 0;
        foreach (ProbabilityRow row in Network.Rows)
        {
            if (matters[row.Index] && isRead.AsSpan(row.ParameterOffset, row.Length).Contains(true))
            {
                chosen.Add(row);
                for (int s = 0; s < row.Length; s++)
                {
                    placeOf[row.ParameterOffset + s] = place++;
                }
            }
        }

        ImmutableArray<ProbabilityRow> rows = chosen.ToImmutable();
        return new ChosenRows(
            Network, _specification.Leaves, _leaves, rows, _drawLanes.Value.Choose(placeOf), rows.IsEmpty ? static (_, lanes) => lanes.Clear() : choose(rows));
    }
}

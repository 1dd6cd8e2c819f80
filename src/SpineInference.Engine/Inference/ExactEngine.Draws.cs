using System.Buffers;
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

        var posteriors = CreateBatch(draws);
        double[] given = likelihoods.ToArray();
        var loaded = new double[runner.Tape.EvidenceCount];
        double logScale = _loader.Load(given, loaded);
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
                    var source = new DrawSource(
                        given, loaded, logScale, _loader, _drawLanes.Value, _specification.Leaves, (double*)address, length, scratch);
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
}

using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>What the derivative by the parameters yields: expected counts and sensitivities.</content>
public sealed partial class ExactEngine
{
    // Cases of one shard share accumulators, and shards are added in order: the sum does not depend on the number of threads.
    private const int CountShards = 64;

    private readonly Lazy<TapeRunner> _gradient;

    /// <summary>How many products one evaluation of the derivative by all live parameters computes.</summary>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    public int GradientProgramLength => Gradient().Tape.TermCount;

    /// <summary>Expected counts of every live parameter over many cases: the E-step of expectation maximisation.</summary>
    /// <param name="columns">The cases.</param>
    /// <param name="weights">A non-negative weight for each case, or empty for 1 each.</param>
    /// <param name="parameters">The parameters at which to evaluate, laid out as <see cref="BayesianNetwork.Parameters"/>, each row a
    /// probability vector; empty for the network's own. Only live rows are read.</param>
    /// <param name="options">Threads, progress; <see cref="BatchOptions.Default"/> if null. Precision is always double.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Counts and log-likelihood; cases whose evidence is impossible are counted apart.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or evidence stands where none is allowed.</exception>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public unsafe ExpectedCounts ComputeExpectedCounts(
        EvidenceColumns columns,
        ReadOnlySpan<double> weights = default,
        ReadOnlySpan<double> parameters = default,
        BatchOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        TapeRunner gradient = Gradient();
        _loader.Check(columns);
        if (!weights.IsEmpty && weights.Length != columns.Count)
        {
            throw new ArgumentException($"Got {weights.Length} weights; expected {columns.Count} or none.", nameof(weights));
        }

        double[] theta = ParametersOrOwn(parameters);
        double[] leaves = LeafValues(theta);
        int shardSize = Math.Max(8 * gradient.DoubleWidth, (columns.Count + CountShards - 1) / CountShards);
        var shards = new CountAccumulator?[(columns.Count + shardSize - 1) / shardSize];
        fixed (double* pinnedWeights = weights)
        {
            var weightAddress = (nint)pinnedWeights;
            ShardedLoop.Run(
                columns.Count,
                shardSize,
                options ?? BatchOptions.Default,
                (shard, start, end) =>
                {
                    var source = new CaseSource(_loader, columns, leaves);
                    var sink = new CountAccumulator(leaves.Length, (double*)weightAddress);
                    LaneDriver.Run(gradient, gradient.Double, ref source, ref sink, new LaneRows(start, end));
                    shards[shard] = sink;
                },
                cancellationToken);
        }

        var leafGradient = new double[leaves.Length];
        double logLikelihood = 0;
        int impossible = 0;
        foreach (CountAccumulator? shard in shards)
        {
            logLikelihood += shard!.LogLikelihood;
            impossible += shard.ImpossibleCount;
            for (int i = 0; i < leafGradient.Length; i++)
            {
                leafGradient[i] += shard.LeafGradient[i];
            }
        }

        var counts = new double[theta.Length];
        _specification.Leaves.CarryBack(theta, leafGradient, counts);
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] *= theta[i];
        }

        return new ExpectedCounts(counts, logLikelihood, impossible);
    }

    private TapeRunner Gradient()
    {
        ThrowIfFolded();
        return _gradient.Value;
    }

    private void ThrowIfFolded()
    {
        if (Options.Parameters == LiveParameters.None)
        {
            throw new InvalidOperationException(
                $"The engine was compiled without live parameters. Compile with {nameof(ExactEngineOptions)}.{nameof(ExactEngineOptions.Parameters)} = {nameof(LiveParameters.All)}.");
        }
    }

    private double[] ParametersOrOwn(ReadOnlySpan<double> parameters)
    {
        if (parameters.IsEmpty)
        {
            return Network.Parameters.ToArray();
        }

        return parameters.Length == Network.Parameters.Length
            ? parameters.ToArray()
            : throw new ArgumentException($"Got {parameters.Length} parameters; expected {Network.Parameters.Length}.", nameof(parameters));
    }
}

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
    /// <param name="posteriors">Receives a column for each reported state: all draws of the first, then all of the second, …; length
    /// <see cref="ReportedStateCount"/> × draws. NaN for a draw under which the evidence is impossible.</param>
    /// <param name="logEvidence">Receives log P(evidence) under each draw; negative infinity where it is impossible.</param>
    /// <param name="options">Threads, cancellation, progress; <see cref="BatchOptions.Default"/> if null. Precision is always double.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a likelihood is unfit.</exception>
    /// <exception cref="InvalidOperationException">The engine was compiled without live parameters.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public unsafe void QueryDraws(
        ReadOnlySpan<double> likelihoods,
        ReadOnlySpan<double> parameters,
        Span<double> posteriors,
        Span<double> logEvidence,
        BatchOptions? options = null)
    {
        TapeRunner runner = Draws();
        ThrowIfWrongLength(likelihoods.Length, nameof(likelihoods));
        int draws = logEvidence.Length;
        ThrowIfWrongLength(parameters.Length, (long)draws * Network.Parameters.Length, nameof(parameters));
        ThrowIfWrongLength(posteriors.Length, (long)draws * ReportedStateCount, nameof(posteriors));
        double[] given = likelihoods.ToArray();
        var loaded = new double[runner.Tape.EvidenceCount];
        double logScale = _loader.Load(given, loaded);
        fixed (double* pinnedParameters = parameters)
        fixed (double* pinnedPosteriors = posteriors)
        fixed (double* pinnedLogs = logEvidence)
        {
            nint address = (nint)pinnedParameters;
            var target = new BatchTarget(pinnedPosteriors, pinnedLogs, draws);
            ShardedLoop.Run(draws, DrawShard, options ?? BatchOptions.Default, (_, start, end) =>
                RunDraws(runner, given, loaded, logScale, (double*)address, start, end, target));
        }
    }

    private unsafe void RunDraws(
        TapeRunner runner, double[] given, double[] loaded, double logScale, double* parameters, int start, int end, BatchTarget target)
    {
        Workspace<double> workspace = runner.Double.Rent();
        int width = workspace.Width;
        double[] scratch = ArrayPool<double>.Shared.Rent(_drawLanes.Value.ScratchLength(width));
        try
        {
            for (int slot = 0; slot < loaded.Length; slot++)
            {
                new Span<double>(workspace.Slots + ((nint)slot * width), width).Fill(loaded[slot]);
            }

            double* leafSlots = workspace.Slots + ((nint)runner.Tape.FirstParameterSlot * width);
            for (int first = start; first < end; first += width)
            {
                int count = Math.Min(width, end - first);
                int length = Network.Parameters.Length;
                fixed (double* pinned = scratch)
                {
                    _drawLanes.Value.Fill(parameters + ((nint)first * length), length, count, width, leafSlots, pinned);
                }

                runner.Run(workspace);
                WriteLanes(workspace, first, count, target);
                double* root = workspace.Slots + ((nint)runner.Tape.Root * width);
                for (int lane = 0; lane < count; lane++)
                {
                    if (IsTrusted(root[lane], SmallestTrusted))
                    {
                        target.Logs[first + lane] = LogOf(root[lane]) + logScale;
                        continue;
                    }

                    double[] leaves = LeafValues(new ReadOnlySpan<double>(parameters + ((nint)(first + lane) * length), length));
                    RunScaledDraw(runner, given, leaves, first + lane, target);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
            runner.Double.Return(workspace);
        }
    }

    private unsafe void RunScaledDraw(TapeRunner runner, double[] likelihoods, double[] leaves, int draw, BatchTarget target)
    {
        var posteriors = new double[_layout.Total];
        Workspace<ScaledDouble> workspace = runner.Scaled.Rent();
        try
        {
            runner.SetParameters(workspace, leaves);
            WriteCase(posteriors, RunScaled(runner, workspace, likelihoods, posteriors), draw, target);
        }
        finally
        {
            runner.Scaled.Return(workspace);
        }
    }

    private TapeRunner Draws()
    {
        ThrowIfFolded();
        return _draws.Value;
    }
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Writes the posteriors of many lanes to their blocks.</summary>
/// <param name="target">Receives them.</param>
internal unsafe struct BatchSink(BatchPosteriors target) : ILaneSink
{
    // Taken once a case or a block needs it.
    private double[]? _flat;
    private double[]? _columns;

    /// <inheritdoc/>
    public readonly void Begin(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <inheritdoc/>
    public void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs)
    {
        int width = workspace.Width;
        ReportedStates states = target.States;
        if (rows[^1] - rows[0] == rows.Length - 1 && rows[0] / target.BlockSize == rows[^1] / target.BlockSize)
        {
            fixed (double* first = &Start(rows[0]))
            {
                LaneOutputs.Write(workspace, runner.Tape.Outputs, states.LikelihoodSlots, states.Counts, rows.Length, first, target.BlockSize);
            }

            return;
        }

        _columns ??= new double[states.Count * width];
        fixed (double* pinned = _columns)
        {
            LaneOutputs.Write(workspace, runner.Tape.Outputs, states.LikelihoodSlots, states.Counts, rows.Length, pinned, width);
        }

        for (int k = 0; k < states.Count; k++)
        {
            for (int lane = 0; lane < rows.Length; lane++)
            {
                target.Values[target.PlaceOf(rows[lane], k)] = _columns[(k * width) + lane];
            }
        }
    }

    /// <inheritdoc/>
    public readonly void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log) => target.Logs[row] = log;

    /// <inheritdoc/>
    public void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound)
    {
        ReportedStates states = target.States;
        _flat ??= new double[states.StateCount];
        target.Logs[row] = PosteriorSink.ReadExtended(states, runner, workspace, logBound, _flat);
        for (int k = 0; k < states.Count; k++)
        {
            target.Values[target.PlaceOf(row, k)] = _flat[states.FlatPlaces[k]];
        }
    }

    /// <inheritdoc/>
    public readonly void End(TapeRunner runner, Workspace<double> workspace)
    {
    }

    // The place of a row's first output; where nothing is reported nothing is written.
    private readonly ref double Start(int row)
    {
        if (target.States.Count == 0)
        {
            return ref System.Runtime.CompilerServices.Unsafe.NullRef<double>();
        }

        return ref target.Values[target.PlaceOf(row, 0)];
    }
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>What becomes of the lanes of a run: posteriors, sums of derivatives, the derivative of each case.</summary>
internal interface ILaneSink
{
    /// <summary>Before the first block.</summary>
    void Begin(TapeRunner runner, Workspace<double> workspace);

    /// <summary>After the forward steps of a block: all of it at once.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="workspace">Holds the results.</param>
    /// <param name="rows">The rows of its lanes.</param>
    /// <param name="logs">log P(evidence) of each lane; NaN where it is to be run again in extended range.</param>
    void Block(TapeRunner runner, Workspace<double> workspace, scoped ReadOnlySpan<int> rows, scoped ReadOnlySpan<double> logs);

    /// <summary>After that, each lane in order that is not to be run again.</summary>
    void Lane(TapeRunner runner, Workspace<double> workspace, int lane, int row, double log);

    /// <summary>In its place among the lanes, one that ran in extended range.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="workspace">Holds the results.</param>
    /// <param name="row">The row.</param>
    /// <param name="logBound">An upper bound of log P(evidence).</param>
    void Extended(TapeRunner runner, Workspace<ScaledDouble> workspace, int row, double logBound);

    /// <summary>After the last block.</summary>
    void End(TapeRunner runner, Workspace<double> workspace);
}

namespace SpineInference.Engine.Inference.Execution;

/// <summary>What the lanes of a run mean: cases, draws of the parameters, or a single case.</summary>
internal interface ILaneSource
{
    /// <summary>Puts into a workspace what is the same in every block.</summary>
    void Prepare(TapeRunner runner, Workspace<double> workspace);

    /// <summary>Loads one block; lanes beyond its end repeat its last row.</summary>
    /// <param name="runner">The tape.</param>
    /// <param name="rows">At least 1 and at most the workspace's width.</param>
    /// <param name="workspace">Receives likelihoods, or parameters, or both.</param>
    /// <param name="logScales">Receives for each lane the logarithm of what the scaling of likelihoods took away.</param>
    void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales);

    /// <summary>Loads one row whole, as it is, into a workspace of extended range.</summary>
    /// <returns>An upper bound of log P(evidence).</returns>
    double Load(TapeRunner runner, int row, Workspace<ScaledDouble> workspace);
}

/// <summary>A source that can also load singles.</summary>
internal interface ISingleLaneSource : ILaneSource
{
    /// <summary>Puts into a workspace what is the same in every block.</summary>
    void Prepare(TapeRunner runner, Workspace<float> workspace);

    /// <summary>Loads one block; lanes beyond its end repeat its last row.</summary>
    void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<float> workspace, scoped Span<double> logScales);
}

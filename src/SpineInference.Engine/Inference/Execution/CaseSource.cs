namespace SpineInference.Engine.Inference.Execution;

/// <summary>Lanes that are cases of a batch.</summary>
/// <param name="loader">Loads their evidence.</param>
/// <param name="columns">The cases.</param>
/// <param name="leaves">Values of the live parameters, the same in every lane; null to leave those of the workspaces.</param>
/// <param name="scales">What evidence is scaled by in lanes of singles; null to scale it as for doubles.</param>
internal readonly struct CaseSource(EvidenceLoader loader, EvidenceColumns columns, double[]? leaves, LaneScales? scales = null) : ISingleLaneSource
{
    /// <inheritdoc/>
    public void Prepare(TapeRunner runner, Workspace<double> workspace)
    {
        EvidenceLoader.Clear(workspace, runner.Tape.EvidenceCount);
        if (leaves is not null)
        {
            runner.SetParameters(workspace, leaves);
        }
    }

    /// <inheritdoc/>
    public void Prepare(TapeRunner runner, Workspace<float> workspace) => EvidenceLoader.Clear(workspace, runner.Tape.EvidenceCount);

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales) =>
        loader.Load(columns, rows, workspace, logScales);

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<float> workspace, scoped Span<double> logScales) =>
        loader.Load(columns, rows, workspace, logScales, scales);

    /// <inheritdoc/>
    public double Load(TapeRunner runner, int row, Workspace<ScaledDouble> workspace)
    {
        if (leaves is not null)
        {
            runner.SetParameters(workspace, leaves);
        }

        return loader.Load(columns, row, workspace);
    }
}

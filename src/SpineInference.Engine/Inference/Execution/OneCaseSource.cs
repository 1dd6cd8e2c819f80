namespace SpineInference.Engine.Inference.Execution;

/// <summary>One lane that is one case, at the network's own parameters.</summary>
/// <param name="loader">Loads its evidence.</param>
/// <param name="likelihoods">The flat layout of all states.</param>
/// <param name="leaves">Values of the live parameters where a workspace of extended range may hold others; null where none does.</param>
internal readonly unsafe ref struct OneCaseSource(EvidenceLoader loader, ReadOnlySpan<double> likelihoods, double[]? leaves) : ILaneSource
{
    private readonly ReadOnlySpan<double> _likelihoods = likelihoods;

    /// <inheritdoc/>
    public void Prepare(TapeRunner runner, Workspace<double> workspace)
    {
    }

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales)
    {
        // By way of a copy, so that a fault in the middle leaves no other case's evidence behind.
        double[] scratch = workspace.Likelihoods;
        logScales[0] = loader.Load(_likelihoods, scratch);
        scratch.CopyTo(new Span<double>(workspace.Slots, scratch.Length));
    }

    /// <inheritdoc/>
    public double Load(TapeRunner runner, int row, Workspace<ScaledDouble> workspace)
    {
        if (leaves is not null)
        {
            runner.SetParameters(workspace, leaves);
        }

        return loader.Load(_likelihoods, workspace);
    }
}

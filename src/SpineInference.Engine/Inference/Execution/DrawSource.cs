using SpineInference.Engine.Inference.Symbolic;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Lanes that are draws of the parameters, under the same evidence.</summary>
/// <param name="evidence">What is known.</param>
/// <param name="lanes">Puts parameters into lanes.</param>
/// <param name="leaves">Numbers the parameters that are slots.</param>
/// <param name="parameters">The first parameter vector; the others follow it.</param>
/// <param name="length">The length of each.</param>
/// <param name="scratch">Memory for <paramref name="lanes"/>.</param>
internal readonly unsafe struct DrawSource(
    LoadedEvidence evidence,
    ParameterLanes lanes,
    ParameterLeaves leaves,
    double* parameters,
    int length,
    double[] scratch) : ILaneSource
{
    /// <inheritdoc/>
    public void Prepare(TapeRunner runner, Workspace<double> workspace)
    {
        for (int slot = 0; slot < evidence.Loaded.Length; slot++)
        {
            workspace.Fill(slot, evidence.Loaded[slot]);
        }
    }

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales)
    {
        logScales.Fill(evidence.LogScale);
        fixed (double* pinned = scratch)
        {
            lanes.Fill(
                parameters + ((nint)rows[0] * length),
                length,
                rows.Length,
                workspace.Width,
                workspace.Slots + ((nint)runner.Tape.FirstParameterSlot * workspace.Width),
                pinned);
        }
    }

    /// <inheritdoc/>
    public double Load(TapeRunner runner, int row, Workspace<ScaledDouble> workspace)
    {
        var values = new double[leaves.Count];
        leaves.Fill(new ReadOnlySpan<double>(parameters + ((nint)row * length), length), values);
        runner.SetParameters(workspace, values);
        return evidence.Loader.Load(evidence.Given, workspace);
    }
}

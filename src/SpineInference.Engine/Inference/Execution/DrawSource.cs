using SpineInference.Engine.Inference.Symbolic;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Lanes that are draws of the parameters, under the same evidence.</summary>
/// <param name="given">The evidence in the flat layout, as it was given.</param>
/// <param name="loaded">The same, scaled, in the slots' layout.</param>
/// <param name="logScale">What the scaling took away.</param>
/// <param name="loader">Loads evidence in extended range.</param>
/// <param name="lanes">Puts parameters into lanes.</param>
/// <param name="leaves">Numbers the parameters that are slots.</param>
/// <param name="parameters">The first parameter vector; the others follow it.</param>
/// <param name="length">The length of each.</param>
/// <param name="scratch">Memory for <paramref name="lanes"/>.</param>
internal readonly unsafe struct DrawSource(
    double[] given,
    double[] loaded,
    double logScale,
    EvidenceLoader loader,
    ParameterLanes lanes,
    ParameterLeaves leaves,
    double* parameters,
    int length,
    double[] scratch) : ILaneSource
{
    /// <inheritdoc/>
    public void Prepare(TapeRunner runner, Workspace<double> workspace)
    {
        for (int slot = 0; slot < loaded.Length; slot++)
        {
            workspace.Fill(slot, loaded[slot]);
        }
    }

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales)
    {
        logScales.Fill(logScale);
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
        return loader.Load(given, workspace);
    }
}

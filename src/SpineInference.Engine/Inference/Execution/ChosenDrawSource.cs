using System.Runtime.CompilerServices;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>Lanes that are draws of the rows that matter, made sixteen at a time as they are needed; all other parameters are the network's own.</summary>
/// <param name="evidence">What is known.</param>
/// <param name="chosen">Which rows, and how they come into lanes.</param>
/// <param name="block">Memory for sixteen draws of them.</param>
/// <param name="scratch">Memory for combinations.</param>
/// <remarks>A draw is the same whatever was in a workspace before: what is not drawn is put there anew.</remarks>
internal unsafe struct ChosenDrawSource(LoadedEvidence evidence, ChosenRows chosen, double[] block, double[] scratch) : ILaneSource
{
    private int _first = -1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Prepare(TapeRunner runner, Workspace<double> workspace)
    {
        for (int slot = 0; slot < evidence.Loaded.Length; slot++)
        {
            workspace.Fill(slot, evidence.Loaded[slot]);
        }

        foreach (int leaf in chosen.Lanes.Others)
        {
            workspace.Fill(runner.Tape.FirstParameterSlot + leaf, chosen.LeafValues[leaf]);
        }
    }

    /// <inheritdoc/>
    public void Load(TapeRunner runner, scoped ReadOnlySpan<int> rows, Workspace<double> workspace, scoped Span<double> logScales)
    {
        logScales.Fill(evidence.LogScale);
        Draw(rows[0]);
        fixed (double* pinned = scratch)
        {
            chosen.Lanes.Fill(
                block,
                rows[0] - _first,
                workspace.Width,
                ParameterLanes.Padded(workspace.Width),
                workspace.Slots + ((nint)runner.Tape.FirstParameterSlot * workspace.Width),
                pinned);
        }
    }

    /// <inheritdoc/>
    public double Load(TapeRunner runner, int row, Workspace<ScaledDouble> workspace)
    {
        Draw(row);
        double[] parameters = chosen.Network.Parameters.ToArray();
        int place = row - _first;
        foreach (ProbabilityRow drawn in chosen.Rows)
        {
            for (int s = 0; s < drawn.Length; s++, place += ChosenLanes.Draws)
            {
                parameters[drawn.ParameterOffset + s] = block[place];
            }
        }

        var values = new double[chosen.Leaves.Count];
        chosen.Leaves.Fill(parameters, values);
        runner.SetParameters(workspace, values);
        return evidence.Loader.Load(evidence.Given, workspace);
    }

    // The sixteen draws among which this one is.
    private void Draw(int draw)
    {
        int first = draw / ChosenLanes.Draws * ChosenLanes.Draws;
        if (first != _first)
        {
            chosen.Write(first, block);
            _first = first;
        }
    }
}

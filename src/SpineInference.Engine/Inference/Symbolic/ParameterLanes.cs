using System.Diagnostics;
using System.Numerics;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Puts several parameter vectors into the lanes of a tape's parameter slots.</summary>
/// <remarks>Only what the tape reads is computed. Entries of rows are copied; combinations of noisy-MAX rows are computed for a vector of
/// lanes at a time, from a staged copy of the rows they need. Immutable; the scratch memory is the caller's.</remarks>
internal sealed unsafe class ParameterLanes
{
    private readonly int[] _leaves;
    private readonly int[] _parameters;
    private readonly int[] _staged;
    private readonly StagedCombination[] _combinations;
    private readonly int _mostRows;

    /// <summary>Prepares for one tape.</summary>
    /// <param name="leaves">The leaves that are its parameters.</param>
    /// <param name="isRead">For each leaf, whether the tape reads it.</param>
    public ParameterLanes(ParameterLeaves leaves, bool[] isRead)
    {
        _leaves = [.. Enumerable.Range(0, leaves.Count).Where(leaf => isRead[leaf] && leaves.ParameterOf(leaf) >= 0)];
        _parameters = [.. _leaves.Select(leaves.ParameterOf)];
        var placeOfParameter = new Dictionary<int, int>();
        _combinations = [.. leaves.CombinationsRead(isRead).Select(c => c.Stage(placeOfParameter))];
        _staged = [.. placeOfParameter.OrderBy(static p => p.Value).Select(static p => p.Key)];
        _mostRows = _combinations.Length == 0 ? 0 : _combinations.Max(static c => c.RowCount);
    }

    /// <summary>How many numbers of scratch memory a call needs.</summary>
    /// <param name="width">How many lanes a slot has.</param>
    public int ScratchLength(int width) => (_staged.Length + _mostRows) * Padded(width);

    /// <summary>Fills the parameter slots.</summary>
    /// <param name="draws">The first parameter vector.</param>
    /// <param name="stride">How far the next one is from it.</param>
    /// <param name="count">How many there are, from 1 to <paramref name="width"/>; further lanes repeat the last.</param>
    /// <param name="width">How many lanes a slot has.</param>
    /// <param name="slots">The first parameter slot.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> numbers.</param>
    public void Fill(double* draws, nint stride, int count, int width, double* slots, double* scratch)
    {
        Debug.Assert(count > 0 && count <= width && stride > 0, "A block is as wide as its workspace at most.");
        Debug.Assert(Array.TrueForAll(_parameters, p => p < stride) && Array.TrueForAll(_staged, p => p < stride), "A parameter is beyond its vector.");
        for (int i = 0; i < _leaves.Length; i++)
        {
            double* slot = slots + ((nint)_leaves[i] * width);
            for (int lane = 0; lane < width; lane++)
            {
                slot[lane] = draws[(Math.Min(lane, count - 1) * stride) + _parameters[i]];
            }
        }

        int padded = Padded(width);
        for (int i = 0; i < _staged.Length; i++)
        {
            double* staged = scratch + ((nint)i * padded);
            for (int lane = 0; lane < padded; lane++)
            {
                staged[lane] = draws[(Math.Min(lane, count - 1) * stride) + _staged[i]];
            }
        }

        double* cumulative = scratch + ((nint)_staged.Length * padded);
        foreach (StagedCombination combination in _combinations)
        {
            combination.Fill(scratch, padded, cumulative, slots, width);
        }
    }

    private static int Padded(int width) => Math.Max(width, Vector<double>.Count);
}

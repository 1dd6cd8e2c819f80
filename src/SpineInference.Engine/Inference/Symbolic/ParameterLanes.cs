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
    private readonly int[] _combined;

    /// <summary>Prepares for one tape.</summary>
    /// <param name="leaves">The leaves that are its parameters.</param>
    /// <param name="isRead">For each leaf, whether the tape reads it.</param>
    public ParameterLanes(ParameterLeaves leaves, bool[] isRead)
    {
        var entries = new List<int>();
        var parameters = new List<int>();
        var combined = new List<int>();
        for (int leaf = 0; leaf < leaves.Count; leaf++)
        {
            int parameter = leaves.ParameterOf(leaf);
            if (isRead[leaf] && parameter >= 0)
            {
                entries.Add(leaf);
                parameters.Add(parameter);
            }
            else if (isRead[leaf])
            {
                combined.Add(leaf);
            }
        }

        _leaves = [.. entries];
        _parameters = [.. parameters];
        _combined = [.. combined];
        var placeOfParameter = new Dictionary<int, int>();
        CombinationLeaves[] read = leaves.CombinationsRead(isRead);
        _combinations = new StagedCombination[read.Length];
        for (int c = 0; c < read.Length; c++)
        {
            _combinations[c] = read[c].Stage(placeOfParameter);
            _mostRows = Math.Max(_mostRows, _combinations[c].RowCount);
        }

        _staged = new int[placeOfParameter.Count];
        foreach ((int parameter, int place) in placeOfParameter)
        {
            _staged[place] = parameter;
        }
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

    /// <summary>Marks the parameters that some slot hangs on.</summary>
    public void MarkRead(bool[] isRead)
    {
        foreach (int[] read in (int[][])[_parameters, _staged])
        {
            foreach (int parameter in read)
            {
                isRead[parameter] = true;
            }
        }
    }

    /// <summary>The same for some rows alone, which lie side by side in sixteen draws.</summary>
    /// <param name="placeOf">For each parameter its place among the chosen entries; -1 where its row is not chosen.</param>
    /// <returns>How they come into lanes. A combination is computed where all its live rows are chosen.</returns>
    public ChosenLanes Choose(int[] placeOf)
    {
        var leaves = new List<int>();
        var places = new List<int>();
        var others = new List<int>(_combined);
        for (int i = 0; i < _leaves.Length; i++)
        {
            int place = placeOf[_parameters[i]];
            if (place < 0)
            {
                others.Add(_leaves[i]);
                continue;
            }

            leaves.Add(_leaves[i]);
            places.Add(place);
        }

        var staged = new int[_staged.Length];
        for (int i = 0; i < staged.Length; i++)
        {
            staged[i] = placeOf[_staged[i]];
        }

        return new ChosenLanes([.. leaves], [.. places], staged, Array.FindAll(_combinations, c => c.IsAmong(staged)), [.. others]);
    }

    /// <summary>How many lanes a staged entry has.</summary>
    /// <param name="width">How many lanes a slot has.</param>
    public static int Padded(int width) => Math.Max(width, Vector<double>.Count);
}

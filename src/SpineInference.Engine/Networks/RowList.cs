using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SpineInference.Engine.Networks;

/// <summary>Rows as a builder is given them: their numbers one behind the other, and who they belong to. What stands for a row outside is made of it only
/// when somebody asks, since few ever do.</summary>
/// <remarks>A row has an id of its own, or it is that of one configuration in the table of a variable.</remarks>
internal sealed class RowList
{
    private readonly List<int> _starts = [];
    private readonly List<Run> _runs = [];
    private double[] _numbers = [];
    private int _length;
    private bool _hasIds;

    public int Count => _starts.Count;

    /// <summary>Whether any row has an id of its own.</summary>
    public bool HasIds => _hasIds;

    /// <summary>How many numbers all rows have together.</summary>
    public int Length => _length;

    /// <summary>Makes room at once for what is to come.</summary>
    public void Reserve(int rows, int numbers)
    {
        _starts.EnsureCapacity(rows);
        Array.Resize(ref _numbers, Math.Max(_length, numbers));
    }

    /// <summary>Adds a row with an id, and returns its index.</summary>
    public int Add(string id, ReadOnlySpan<double> probabilities, double effectiveSampleSize)
    {
        _hasIds = true;
        _runs.Add(new Run(id, Count, effectiveSampleSize));
        _starts.Add(_length);
        Append(probabilities);
        return Count - 1;
    }

    /// <summary>Adds the rows of a variable's table, and returns the index of the first.</summary>
    public int Add(Variable variable, ReadOnlySpan<double> table, double effectiveSampleSize)
    {
        int first = Count;
        _runs.Add(new Run(variable, first, effectiveSampleSize));
        for (int start = 0; start < table.Length; start += variable.StateCount)
        {
            _starts.Add(_length + start);
        }

        Append(table);
        return first;
    }

    public int LengthOf(int row) => (row + 1 < Count ? _starts[row + 1] : _length) - _starts[row];

    public string IdOf(int row)
    {
        Run run = RunOf(row);
        return run.Owner as string ?? RowLayout.IdOf((Variable)run.Owner, row - run.First);
    }

    /// <summary>Checks every row, and divides by their sums those that are a little off.</summary>
    public void Check(List<NetworkProblem> problems)
    {
        for (int k = 0; k < _runs.Count; k++)
        {
            int end = k + 1 < _runs.Count ? _runs[k + 1].First : Count;
            double effectiveSampleSize = _runs[k].EffectiveSampleSize;
            for (int r = _runs[k].First; r < end; r++)
            {
                Span<double> row = _numbers.AsSpan(_starts[r], LengthOf(r));
                if (!(effectiveSampleSize > 0) || !RowChecks.IsExact(row))
                {
                    RowChecks.Check(IdOf(r), [.. row], effectiveSampleSize, problems).AsSpan().CopyTo(row);
                }
            }
        }
    }

    /// <summary>All numbers; no row may be added after.</summary>
    public double[] Freeze()
    {
        if (_numbers.Length > _length)
        {
            Array.Resize(ref _numbers, _length);
        }

        return _numbers;
    }

    public ImmutableArray<RowLayout> ToLayouts()
    {
        var layouts = new RowLayout[Count];
        for (int k = 0; k < _runs.Count; k++)
        {
            Run run = _runs[k];
            int end = k + 1 < _runs.Count ? _runs[k + 1].First : Count;
            for (int r = run.First; r < end; r++)
            {
                layouts[r] = run.Owner is Variable variable
                    ? new RowLayout(r, _starts[r], variable, r - run.First, LengthOf(r))
                    : new RowLayout(r, _starts[r], (string)run.Owner, LengthOf(r));
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(layouts);
    }

    public ImmutableArray<ProbabilityRow> ToRows(ImmutableArray<RowLayout> layouts)
    {
        var rows = new ProbabilityRow[Count];
        for (int k = 0; k < _runs.Count; k++)
        {
            int end = k + 1 < _runs.Count ? _runs[k + 1].First : Count;
            for (int r = _runs[k].First; r < end; r++)
            {
                rows[r] = new ProbabilityRow(layouts[r], [.. _numbers.AsSpan(_starts[r], layouts[r].Length)], _runs[k].EffectiveSampleSize);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(rows);
    }

    private void Append(ReadOnlySpan<double> numbers)
    {
        if (_length + numbers.Length > _numbers.Length)
        {
            Array.Resize(ref _numbers, Math.Max(_length + numbers.Length, 2 * _length));
        }

        numbers.CopyTo(_numbers.AsSpan(_length));
        _length += numbers.Length;
    }

    // The last run that begins no later.
    private Run RunOf(int row)
    {
        int low = 0;
        int high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _runs[middle].First <= row ? (middle, high) : (low, middle - 1);
        }

        return _runs[low];
    }

    // Rows that follow each other: the one of an id, or those of a variable's table.
    private readonly record struct Run(object Owner, int First, double EffectiveSampleSize);
}

using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>The faults of one column: how many, and some that differ.</summary>
internal sealed class FaultGroup(string column)
{
    private const int MostExamples = 3;

    private readonly List<Fault> _examples = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a fault of this column.</summary>
    public void Add(Fault fault)
    {
        Count++;
        if (_examples.Count < MostExamples && !_examples.Exists(e => e.Message == fault.Message))
        {
            _examples.Add(fault);
        }
    }

    /// <summary>What a message says of them: each, where all are shown; else how many, and those that differ.</summary>
    public IEnumerable<string> Lines() => Count == _examples.Count
        ? _examples.Select(static e => e.ToString())
        : _examples.Select(static e => $"  {(e.Row == 0 ? "" : $"row {e.Row}: ")}{e.Message}")
            .Prepend(column.Length == 0 ? $"{Count} rows, such as" : $"column '{FaultText.Shorten(column)}': {Count} faults, such as");
}

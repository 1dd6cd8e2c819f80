namespace SpineInference.Learning;

/// <summary>The faults of one column: how many, and some that differ.</summary>
internal sealed class FaultGroup(string column)
{
    private const int MostExamples = 3;

    private readonly List<CohortFault> _examples = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Groups faults by their column, in the order of their first.</summary>
    public static IEnumerable<FaultGroup> Of(IEnumerable<CohortFault> faults)
    {
        var groups = new Dictionary<string, FaultGroup>(StringComparer.Ordinal);
        var order = new List<FaultGroup>();
        foreach (CohortFault fault in faults)
        {
            if (!groups.TryGetValue(fault.Column, out FaultGroup? group))
            {
                groups[fault.Column] = group = new FaultGroup(fault.Column);
                order.Add(group);
            }

            group.Add(fault);
        }

        return order;
    }

    /// <summary>Counts a fault of this column.</summary>
    public void Add(CohortFault fault)
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
        : _examples.Select(static e => $"  {(e.Line == 0 ? "" : $"row {e.Line}: ")}{e.Message}")
            .Prepend(column.Length == 0 ? $"{Count} rows, such as" : $"column '{FaultText.Shorten(column)}': {Count} faults, such as");
}

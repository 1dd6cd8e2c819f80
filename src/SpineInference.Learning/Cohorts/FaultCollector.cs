namespace SpineInference.Learning;

/// <summary>Collects faults: counts all, keeps the first of them, and some of each column.</summary>
internal sealed class FaultCollector
{
    private const int MostColumns = 1000;

    private readonly List<CohortFault> _faults = [];
    private readonly Dictionary<string, FaultGroup> _groups = new(StringComparer.Ordinal);
    private readonly List<FaultGroup> _order = [];

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Whether one more would still be listed, so that its words are worth making.</summary>
    public bool IsListing => _faults.Count < CohortReader.MostFaultsListed;

    public void Add(long row, string column, string message)
    {
        Count++;
        var fault = new CohortFault(row, column, message);
        if (IsListing)
        {
            _faults.Add(fault);
        }

        if (!_groups.TryGetValue(column, out FaultGroup? group) && _groups.Count < MostColumns)
        {
            _groups[column] = group = new FaultGroup(column);
            _order.Add(group);
        }

        group?.Add(fault);
    }

    /// <summary>Throws those found, if there are any.</summary>
    public void ThrowIfAny(string path)
    {
        if (Count > 0)
        {
            throw new CohortFormatException(path, [.. _faults], Count, [.. _order]);
        }
    }
}

using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Collects faults of a table: counts all, keeps the first of them, and some of each column.</summary>
internal sealed class FaultCollector
{
    private const int MostColumns = 1000;

    private readonly List<(long Row, string Header, string Message)> _faults = [];
    private readonly FaultGroups _groups = new(MostColumns);

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Whether one more would still be listed, so that its words are worth making.</summary>
    public bool IsListing => _faults.Count < CohortReader.MostFaultsListed;

    public void Add(long row, string header, string message)
    {
        Count++;
        if (IsListing)
        {
            _faults.Add((row, header, message));
        }

        _groups.Add(Fault.OfTable("", row, header, message));
    }

    /// <summary>Throws those found, if there are any.</summary>
    public void ThrowIfAny(string path)
    {
        if (Count > 0)
        {
            throw new CohortFormatException(path, [.. _faults.Select(f => Fault.OfTable(path, f.Row, f.Header, f.Message))], Count, [.. _groups.InOrder]);
        }
    }
}

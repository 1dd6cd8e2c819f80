using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Cohort data, or a column map, cannot be taken as it stands: every fault found is in <see cref="Faults"/>.</summary>
/// <remarks>The message tells them by column: how many a column has, and up to three that differ.</remarks>
public sealed class CohortFormatException : Exception
{
    private const int MostColumnsShown = 50;

    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="path">The file or source, as it was named to the reader.</param>
    /// <param name="faults">The faults in the order of the data; at least one.</param>
    /// <param name="faultCount">How many there were; more than are listed where the list was cut.</param>
    public CohortFormatException(string path, ImmutableArray<Fault> faults, long faultCount)
        : this(path, faults, faultCount, [.. FaultGroups.Of(faults)])
    {
    }

    internal CohortFormatException(string path, ImmutableArray<Fault> faults, long faultCount, ImmutableArray<FaultGroup> groups)
        : base(Describe(path, groups, faultCount))
    {
        Path = path;
        Faults = faults;
        FaultCount = faultCount;
    }

    /// <summary>The file or source.</summary>
    public string Path { get; }

    /// <summary>The faults in the order of the data, with row and header; those of a column map with line and column. The first <see cref="CohortReader.MostFaultsListed"/> where there are more.</summary>
    public ImmutableArray<Fault> Faults { get; }

    /// <summary>How many faults there were.</summary>
    public long FaultCount { get; }

    // By column: a column that is read wrongly is one thing to mend, however many rows it has.
    private static string Describe(string path, ImmutableArray<FaultGroup> groups, long faultCount)
    {
        ImmutableArray<FaultGroup> shown = [.. groups.Take(MostColumnsShown)];
        long rest = faultCount - shown.Sum(static g => g.Count);
        string more = rest > 0 ? $"{Environment.NewLine}… and {rest} more." : "";
        return $"{path} has {faultCount} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, shown.SelectMany(static g => g.Lines()))}{more}";
    }
}

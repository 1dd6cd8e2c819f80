using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Cohort data, or a column map, cannot be taken as it stands: every fault found is in <see cref="Faults"/>.</summary>
public sealed class CohortFormatException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="path">The file or source, as it was named to the reader.</param>
    /// <param name="faults">The faults in the order of the data; at least one.</param>
    /// <param name="faultCount">How many there were; more than are listed where the list was cut.</param>
    public CohortFormatException(string path, ImmutableArray<Fault> faults, long faultCount)
        : base(Describe(path, faults, faultCount))
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

    private static string Describe(string path, ImmutableArray<Fault> faults, long faultCount)
    {
        string more = faultCount > faults.Length ? $"{Environment.NewLine}… and {faultCount - faults.Length} more." : "";
        return $"{path} has {faultCount} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}{more}";
    }
}

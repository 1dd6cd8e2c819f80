using System.Collections.Immutable;

namespace SpineInference.Engine.Formats;

/// <summary>A file holds no valid network: every fault found is in <see cref="Faults"/>.</summary>
/// <remarks>The only exception a reader throws on account of a file's content. A file that cannot be opened gives an
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> as usual.</remarks>
public sealed class NetworkFormatException : Exception
{
    /// <summary>Creates the exception from the faults found.</summary>
    /// <param name="path">The file, as its reader was given it.</param>
    /// <param name="faults">The faults in the order of the file; at least one.</param>
    public NetworkFormatException(string path, ImmutableArray<Fault> faults)
        : base(Describe(path, faults))
    {
        Path = path;
        Faults = faults;
    }

    /// <summary>The file, as its reader was given it.</summary>
    public string Path { get; }

    /// <summary>The faults in the order of the file. A file with very many lists the first of them only, the last saying so.</summary>
    public ImmutableArray<Fault> Faults { get; }

    private static string Describe(string path, ImmutableArray<Fault> faults) =>
        faults.Length == 1
            ? $"{path}, {faults[0]}"
            : $"{path} has {faults.Length} faults:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}";
}

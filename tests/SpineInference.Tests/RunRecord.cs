using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Tests;

/// <summary>A record of runs as CSV: a header, then a line for every model that differs from the one before, begun by its date.</summary>
internal sealed class RunRecord
{
    private readonly string _path;

    public RunRecord(string path, string header)
    {
        _path = path;
        Header = header;
        Lines = File.Exists(path) ? [.. File.ReadAllLines(path)] : [header];
    }

    public string Header { get; }

    /// <summary>The lines, the header first.</summary>
    public ImmutableArray<string> Lines { get; private set; }

    /// <summary>Whether the header is the one expected and the last line is this run.</summary>
    /// <param name="run">The columns of the run without its date.</param>
    public bool IsCurrent(string run) => Lines[0] == Header && Lines[^1].EndsWith($",{run}", StringComparison.Ordinal);

    /// <summary>Adds the run with today's date, unless it is the last one already.</summary>
    /// <param name="run">The columns of the run without its date.</param>
    public void Add(string run)
    {
        if (!IsCurrent(run))
        {
            Lines = Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd},{run}"));
            File.WriteAllText(_path, string.Join('\n', Lines) + "\n");
        }
    }
}

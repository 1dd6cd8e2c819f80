using System.Globalization;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>Progress of a fit on standard error, rewritten in place; silent where nobody is watching.</summary>
internal sealed class FitProgressLine(CliStreams streams) : IProgress<FitProgress>, IDisposable
{
    private bool _any;

    public void Report(FitProgress value)
    {
        if (!streams.IsErrorTerminal)
        {
            return;
        }

        _any = true;
        string left = value.Remaining is { } time ? string.Create(CultureInfo.InvariantCulture, $", about {time.TotalSeconds:F0} s left") : "";
        streams.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"\riteration {value.Iteration}, bound {value.Bound:F3}, +{value.Change:G3}{left}      "));
    }

    public void Dispose()
    {
        if (_any)
        {
            streams.Error.WriteLine();
        }
    }
}

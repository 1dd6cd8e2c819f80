using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>A line of progress on standard error, rewritten in place; silent where nobody is watching.</summary>
internal sealed class ProgressLine(CliStreams streams, string unit) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _shown;
    private bool _any;

    public void Report(long done)
    {
        if (!streams.IsErrorTerminal || Stopwatch.GetElapsedTime(_shown) < Interval)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        _any = true;
        double rate = done / Math.Max(Stopwatch.GetElapsedTime(_start).TotalSeconds, 1e-3);
        streams.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done:N0} {unit}, {rate:N0}/s   "));
    }

    public void Dispose()
    {
        if (_any)
        {
            streams.Error.Write($"\r{new string(' ', 60)}\r");
        }
    }
}

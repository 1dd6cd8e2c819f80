using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>A line of progress on standard error, rewritten in place: a bar where the length of the input is known, the count and the
/// rate; silent where nobody is watching.</summary>
/// <param name="streams">Receives the line.</param>
/// <param name="unit">What is counted.</param>
/// <param name="share">How much of the input was read, from 0 to 1; <see langword="null"/> where that is unknown.</param>
internal sealed class ProgressLine(CliStreams streams, string unit, Func<double>? share = null) : IDisposable
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _shown;
    private int _longest;

    /// <summary>How much of a file was read; <see langword="null"/> for a stream of which the length is unknown.</summary>
    public static Func<double>? ShareOf(Stream stream) =>
        stream is FileStream { CanSeek: true, Length: > 0 and var length } ? () => Math.Min(1, (double)stream.Position / length) : null;

    public void Report(long done)
    {
        if (!streams.IsErrorTerminal || Stopwatch.GetElapsedTime(_shown) < Interval)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        double rate = done / Math.Max(elapsed.TotalSeconds, 1e-3);
        string text = string.Create(CultureInfo.InvariantCulture, $"{Bar(elapsed)}{done:N0} {unit}, {rate:N0}/s");
        streams.Progress.Write($"\r{text.PadRight(_longest)}");
        _longest = Math.Max(_longest, text.Length);
    }

    public void Dispose()
    {
        if (_longest > 0)
        {
            streams.Progress.Write($"\r{new string(' ', _longest)}\r");
        }
    }

    private string Bar(TimeSpan elapsed)
    {
        if (share?.Invoke() is not { } part)
        {
            return "";
        }

        int full = (int)(part * BarWidth);
        string left = part is > 0.02 and < 1 ? string.Create(CultureInfo.InvariantCulture, $", {elapsed.TotalSeconds * (1 - part) / part:N0} s left") : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', BarWidth - full)}] {part * 100:N0} %{left}, ");
    }
}

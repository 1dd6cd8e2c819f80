using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>A bar with the time left on standard error, rewritten in place; silent where nobody is watching.</summary>
internal sealed class ProgressBar(CliStreams streams) : IDisposable
{
    private const int Width = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private long _shown;
    private int _longest;

    /// <summary>Shows where things stand, at most ten times a second.</summary>
    /// <param name="done">The share done, from 0 to 1; <see langword="null"/> while that cannot be told.</param>
    /// <param name="left">The time left, or <see langword="null"/>.</param>
    /// <param name="words">What is being done.</param>
    public void Show(double? done, TimeSpan? left, string words)
    {
        if (!streams.IsErrorTerminal || (_longest > 0 && Stopwatch.GetElapsedTime(_shown) < Interval))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        int filled = (int)Math.Round(Width * Math.Clamp(done ?? 0, 0, 1));
        string share = done is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known,3:F0} %") : "  ? %";
        string line = $"[{new string('#', filled)}{new string('.', Width - filled)}] {share}  {words}{(left is { } time ? $", about {Text(time)} left" : "")}";
        streams.Progress.Write($"\r{line.PadRight(_longest)}");
        _longest = Math.Max(_longest, line.Length);
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_longest > 0)
        {
            streams.Progress.Write($"\r{new string(' ', _longest)}\r");
        }
    }

    private static string Text(TimeSpan time) => time.TotalMinutes < 1.5
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):F0} s")
        : time.TotalHours < 1.5
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h");
}

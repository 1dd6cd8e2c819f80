using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>The line of progress on standard error, rewritten in place, at most 80 columns wide: a bar that never goes back, with the time left, where
/// the length is known, and words; silent where nobody is watching.</summary>
internal sealed class ProgressBar(CliStreams streams, TimeSpan? interval = null) : IDisposable
{
    private const int Width = 24;

    private const int MostColumns = 79;

    private readonly TimeSpan _interval = interval ?? TimeSpan.FromMilliseconds(100);

    private long _shown;
    private int _longest;
    private double _furthest;

    /// <summary>Shows where things stand, at most ten times a second.</summary>
    /// <param name="done">The share done, from 0 to 1; <see langword="null"/> while that cannot be told: then there is no bar yet.</param>
    /// <param name="left">The time left, or <see langword="null"/>.</param>
    /// <param name="words">What is being done.</param>
    public void Show(double? done, TimeSpan? left, string words)
    {
        _furthest = Math.Max(_furthest, Math.Clamp(done ?? 0, 0, 1));
        if (!streams.IsErrorTerminal || (_longest > 0 && Stopwatch.GetElapsedTime(_shown) < _interval))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        int filled = (int)Math.Round(Width * _furthest);
        string bar = done is null && _furthest == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {100 * _furthest,3:F0}%  ");
        string line = $"{bar}{words}{(left is { } time ? $", about {Text(time)} left" : "")}";
        line = line.Length <= MostColumns ? line : string.Concat(line.AsSpan(0, MostColumns - 1), "…");
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

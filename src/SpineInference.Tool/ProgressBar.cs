using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace SpineInference.Tool;

/// <summary>A bar with the time left on standard error, at most 80 columns wide, which never goes back; silent where nobody is watching.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int MostColumns = 80;
    private const int BarColumns = 20;

    // Bar, share and the blanks between columns.
    private const int BesideWords = BarColumns + 10;

    private readonly CliStreams _streams;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _interval;
    private Task? _shown;
    private ProgressContext? _context;
    private long _drawn;
    private ProgressTask? _task;
    private double _furthest;

    /// <summary>Shows nothing yet.</summary>
    /// <param name="streams">Receives the bar.</param>
    /// <param name="interval">The least time between two drawings; a tenth of a second unless given.</param>
    public ProgressBar(CliStreams streams, TimeSpan? interval = null)
    {
        _streams = streams;
        _interval = interval ?? TimeSpan.FromMilliseconds(100);
    }

    /// <summary>Shows where things stand.</summary>
    /// <param name="done">The share done, from 0 to 1, an estimate that may turn out to be too high; <see langword="null"/> while that cannot be told.</param>
    /// <param name="left">The time left, or <see langword="null"/>.</param>
    /// <param name="words">What is being done.</param>
    public void Show(double? done, TimeSpan? left, string words)
    {
        if (!_streams.IsErrorTerminal)
        {
            return;
        }

        _shown ??= Start();
        string line = left is { } time ? $"{words}, {Text(time)} left" : words;
        _furthest = Math.Max(_furthest, Math.Clamp(done ?? 0, 0, 1));
        if (_task is { } task)
        {
            task.Description = Markup.Escape(line.Length <= MostColumns - BesideWords ? line : string.Concat(line.AsSpan(0, MostColumns - BesideWords - 1), "…"));
            task.IsIndeterminate = done is null && _furthest == 0;
            task.Value = _furthest;
            if (_drawn == 0 || Stopwatch.GetElapsedTime(_drawn) >= _interval)
            {
                _drawn = Stopwatch.GetTimestamp();
                _context!.Refresh();
            }
        }
    }

    /// <summary>Clears the bar.</summary>
    public void Dispose()
    {
        _ended.TrySetResult();
        _shown?.Wait();
    }

    private Task Start()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = _streams.UsesColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_streams.Progress),
        });
        console.Profile.Width = MostColumns;
        using var begun = new ManualResetEventSlim();
        Task running = Task.Run(() => console.Progress()
            .AutoClear(true)
            .AutoRefresh(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarColumns }, new PercentageColumn())
            .StartAsync(async context =>
            {
                _context = context;
                _task = context.AddTask("", maxValue: 1);
                begun.Set();
                await _ended.Task;
            }));
        begun.Wait();
        return running;
    }

    private static string Text(TimeSpan time) => time.TotalMinutes < 1.5
        ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(time.TotalSeconds):F0} s")
        : time.TotalHours < 1.5
            ? string.Create(CultureInfo.InvariantCulture, $"about {time.TotalMinutes:F0} min")
            : string.Create(CultureInfo.InvariantCulture, $"about {time.TotalHours:F1} h");
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SpineInference.DependencyInjection.Tests;

/// <summary>Keeps every log entry of every level, with all values it carries.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, string[] Keys)> _entries = new();

    /// <summary>Level, text (message, values and exception), and the names of the values.</summary>
    public IReadOnlyCollection<(LogLevel Level, string Text, string[] Keys)> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        KeyValuePair<string, object?>[] values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? [.. pairs] : [];
        _entries.Enqueue((logLevel, $"{formatter(state, exception)} {string.Join(", ", values)} {exception}", [.. values.Select(static v => v.Key)]));
    }

    public void Dispose()
    {
    }
}

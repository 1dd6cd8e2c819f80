using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Progress of what is counted on standard error, rewritten in place: the count, the rate, and a bar where the length of the input is
/// known; silent where nobody is watching.</summary>
/// <param name="streams">Receives the line.</param>
/// <param name="unit">What is counted.</param>
/// <param name="share">How much of the input was read, from 0 to 1; <see langword="null"/> where that is unknown.</param>
internal sealed class CountProgressLine(CliStreams streams, string unit, Func<double>? share = null) : IDisposable
{
    private const double EnoughToForetell = 0.02;

    private readonly ProgressBar _bar = new(streams);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>How much of a file was read; <see langword="null"/> for a stream of which the length is unknown.</summary>
    public static Func<double>? ShareOf(Stream stream) =>
        stream is FileStream { CanSeek: true, Length: > 0 and var length } ? () => Math.Min(1, (double)stream.Position / length) : null;

    public void Report(long done)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        double? part = share?.Invoke();
        TimeSpan? left = part is > EnoughToForetell and < 1 and var read ? elapsed * ((1 - read) / read) : null;
        _bar.Show(part, left, string.Create(CultureInfo.InvariantCulture, $"{done:N0} {unit}, {done / Math.Max(elapsed.TotalSeconds, 1e-3):N0}/s"));
    }

    public void Dispose() => _bar.Dispose();
}

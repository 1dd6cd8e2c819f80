using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Tool;

/// <summary>Progress of a cross-validation on standard error, rewritten in place; silent where nobody is watching.</summary>
internal sealed class FoldProgressLine(CliStreams streams, int folds) : IProgress<int>, IDisposable
{
    private readonly ProgressBar _bar = new(streams);
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Report(int value)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        _bar.Show((double)value / folds, elapsed / value * (folds - value), string.Create(CultureInfo.InvariantCulture, $"fold {value} of {folds}"));
    }

    public void Dispose() => _bar.Dispose();
}

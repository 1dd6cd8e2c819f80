using System.Globalization;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>Progress of a fit on standard error, rewritten in place; silent where nobody is watching.</summary>
internal sealed class FitProgressLine(CliStreams streams, FitState state) : IProgress<FitProgress>, IDisposable
{
    private readonly ProgressBar _bar = new(streams);

    public void Report(FitProgress value)
    {
        state.Iterated();
        double elapsed = value.Elapsed.TotalSeconds;
        double? done = value.Remaining is { } left ? elapsed / Math.Max(1e-9, elapsed + left.TotalSeconds) : null;
        _bar.Show(done, value.Remaining, string.Create(
            CultureInfo.InvariantCulture, $"iteration {value.Iteration}, bound {value.Bound:F2}{(double.IsNaN(value.Change) ? "" : $" (+{value.Change:G3})")}"));
    }

    public void Dispose() => _bar.Dispose();
}

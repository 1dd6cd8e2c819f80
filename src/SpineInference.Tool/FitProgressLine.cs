using System.Globalization;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>Progress of a fit on standard error, rewritten in place; silent where nobody is watching.</summary>
/// <remarks>After the second iteration it says for good how long one takes: how many there will be, nobody knows at the start.</remarks>
internal sealed class FitProgressLine(CliStreams streams, FitState state) : IProgress<FitProgress>, IDisposable
{
    private readonly ProgressBar _bar = new(streams);
    private TimeSpan _before = TimeSpan.Zero;
    private bool _isTold;

    public void Report(FitProgress value)
    {
        state.Iterated();
        if (streams.IsErrorTerminal && !_isTold && value.Iteration > 1)
        {
            _isTold = true;
            streams.Progress.Write(string.Create(
                CultureInfo.InvariantCulture, $"An iteration takes about {(value.Elapsed - _before).TotalSeconds:G2} s. Complete data need two; with gaps it is tens to hundreds (--tolerance 1e-6 for fewer).{Environment.NewLine}"));
        }

        _before = value.Elapsed;
        if (_isTold)
        {
            double elapsed = value.Elapsed.TotalSeconds;
            double? done = value.Remaining is { } left ? elapsed / Math.Max(1e-9, elapsed + left.TotalSeconds) : null;
            _bar.Show(done, value.Remaining, string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration}, bound {value.Bound:F2}"));
        }
    }

    public void Dispose() => _bar.Dispose();
}

using System.Diagnostics;

namespace SpineInference.Learning.Benchmarks;

/// <summary>The processor time between reports of iterations: it does not count what else the machine is doing.</summary>
internal sealed class EStepTimes : IProgress<FitProgress>
{
    private double _last = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    public List<double> Seconds { get; } = [];

    public void Report(FitProgress value)
    {
        double now = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Seconds.Add(now - _last);
        _last = now;
    }
}

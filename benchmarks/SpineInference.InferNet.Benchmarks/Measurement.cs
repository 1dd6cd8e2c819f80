using System.Diagnostics;
using System.Globalization;

namespace SpineInference.InferNet.Benchmarks;

/// <summary>Wall and processor time of a job. Where other work shares the machine, the processor time is the one to compare.</summary>
internal readonly record struct Measurement(TimeSpan Wall, TimeSpan Processor)
{
    public static Measurement Of(Action job)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        job();
        watch.Stop();
        return new Measurement(watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - before);
    }

    public static Measurement Each(int count, Action<int> job)
    {
        Measurement all = Of(() =>
        {
            for (int i = 0; i < count; i++)
            {
                job(i);
            }
        });
        return new Measurement(all.Wall / count, all.Processor / count);
    }

    public override string ToString() => $"{Text(Processor)} ({Text(Wall)})";

    private static string Text(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : time.TotalMilliseconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F1} µs");
}

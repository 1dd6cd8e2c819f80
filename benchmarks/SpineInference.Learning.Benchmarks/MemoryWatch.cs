using System.Diagnostics;

namespace SpineInference.Learning.Benchmarks;

/// <summary>What the process holds after each iteration.</summary>
internal sealed class MemoryWatch : IProgress<FitProgress>
{
    public List<long> Heap { get; } = [];

    public long LargestResident { get; private set; }

    public void Report(FitProgress value)
    {
        using var process = Process.GetCurrentProcess();
        LargestResident = Math.Max(LargestResident, process.WorkingSet64);
        Heap.Add(GC.GetTotalMemory(forceFullCollection: true));
    }
}

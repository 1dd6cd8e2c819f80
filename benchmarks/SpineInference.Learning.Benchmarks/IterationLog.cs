using System.Globalization;

namespace SpineInference.Learning.Benchmarks;

/// <summary>Tells standard error of every tenth iteration.</summary>
internal sealed class IterationLog : IProgress<FitProgress>
{
    public void Report(FitProgress value)
    {
        if (value.Iteration % 10 == 0)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"iteration {value.Iteration}, bound {value.Bound:F1} (+{value.Change:G3}), {value.Elapsed.TotalSeconds:F0} s"));
        }
    }
}

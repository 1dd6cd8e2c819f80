namespace SpineInference.Benchmarks;

/// <summary>Processor time of this process, in user mode and in the kernel, all threads together: what a busy machine disturbs least.</summary>
internal static class ProcessorTime
{
    /// <summary>What an action takes, in microseconds.</summary>
    public static double Of(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
    }

    /// <summary>The medians of some actions, measured in turns so that all meet the same machine; each is warmed up first.</summary>
    /// <param name="rounds">How many times each is measured.</param>
    /// <param name="microseconds">How long a measurement lasts at least; short actions are repeated.</param>
    /// <param name="actions">What is measured.</param>
    /// <returns>For each action the median of what one call takes, in microseconds.</returns>
    public static double[] InTurns(int rounds, double microseconds, params Action[] actions)
    {
        int[] repeats = [.. actions.Select(a => Repeats(a, microseconds))];
        double[][] times = [.. actions.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                times[i][round] = Of(actions[i], repeats[i]) / repeats[i];
            }
        }

        return [.. times.Select(Median)];
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // What so many calls take together.
    private static double Of(Action action, int calls) => Of(() =>
    {
        for (int k = 0; k < calls; k++)
        {
            action();
        }
    });

    // The calls are also the warm-up.
    private static int Repeats(Action action, double microseconds)
    {
        for (int count = 1; ; count *= 2)
        {
            double taken = Of(action, count);
            if (taken >= microseconds)
            {
                return Math.Max(1, (int)(count * microseconds / taken));
            }
        }
    }
}

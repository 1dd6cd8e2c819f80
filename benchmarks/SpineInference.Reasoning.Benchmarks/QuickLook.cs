using System.Globalization;

namespace SpineInference.Reasoning.Benchmarks;

/// <summary>The questions of <see cref="DiagnosisBenchmarks"/> by processor time of all threads, in turns, so that all meet the same machine.</summary>
internal static class QuickLook
{
    private const int WarmUp = 15;

    /// <summary>Measures, and writes a line for each question.</summary>
    /// <param name="arguments">How many rounds; 21 unless said.</param>
    public static void Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 21;
        var questions = new DiagnosisBenchmarks();
        questions.Setup();
        (string Name, Func<object> Ask)[] asked =
        [
            ("one query", questions.OneQuery),
            ("explain a root", questions.ExplainRoot),
            ("next findings for root and cause", questions.NextFindingsForRootAndCause),
            ("set of three findings for the cause", questions.SetOfThreeForTheCause),
            ("decide", questions.Decide),
        ];
        double[][] times = [.. asked.Select(_ => new double[rounds])];
        for (int round = -WarmUp; round < rounds; round++)
        {
            for (int i = 0; i < asked.Length; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                GC.KeepAlive(asked[i].Ask());
                if (round >= 0)
                {
                    times[i][round] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
                }
            }
        }

        Console.WriteLine("| question | median ms | least ms |");
        Console.WriteLine("|---|---|---|");
        for (int i = 0; i < asked.Length; i++)
        {
            Array.Sort(times[i]);
            Console.WriteLine($"| {asked[i].Name} | {times[i][rounds / 2]:G3} | {times[i][0]:G3} |");
        }
    }
}

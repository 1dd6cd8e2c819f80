using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Benchmarks;

/// <summary>Starts programs over and over, in turns, and says how long a process lives and when it has its answer.</summary>
/// <remarks>Each program gets, after its own arguments, the count of the system's monotonic clock just before it is started; samples/NativeAot
/// says in its last line how long after that it had its answer, and how much processor time that took, which other work on the machine
/// disturbs least. Nothing is subtracted: finding and loading the runtime is part of it.</remarks>
internal static class ProcessStart
{
    // What samples/NativeAot writes: "12.34 ms from start to answer, 5.67 ms of processor time".
    private const string Middle = " ms from start to answer, ";
    private const string Ending = " ms of processor time";

    /// <summary>Measures programs.</summary>
    /// <param name="arguments">How many rounds, then the programs, each as one argument: a file, a space, its own arguments.</param>
    /// <returns>The exit code: 0, or 2 where the arguments are wrong or a program fails.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 2 || !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) || rounds < 1)
        {
            Console.Error.WriteLine("Usage: start ROUNDS PROGRAM …   (a program with arguments is one argument: \"dotnet app.dll\")");
            return 2;
        }

        string[] programs = arguments[1..];
        List<Sample>[] samples = [.. programs.Select(static _ => new List<Sample>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int p = 0; p < programs.Length; p++)
            {
                if (Start(programs[p]) is not { } sample)
                {
                    Console.Error.WriteLine($"'{programs[p]}' failed.");
                    return 2;
                }

                // The first round brings the files into the system's cache.
                if (round >= 0)
                {
                    samples[p].Add(sample);
                }
            }
        }

        Console.WriteLine("| program | start to answer ms, median (least) | of that, processor time ms | whole process ms |");
        Console.WriteLine("|---|---|---|---|");
        for (int p = 0; p < programs.Length; p++)
        {
            Console.WriteLine(
                $"| `{programs[p]}` | {Text(samples[p], static s => s.Answer)} | {Text(samples[p], static s => s.Processor)} | {Text(samples[p], static s => s.Whole)} |");
        }

        return 0;
    }

    private static Sample? Start(string program)
    {
        int space = program.IndexOf(' ', StringComparison.Ordinal);
        (string file, string own) = space < 0 ? (program, "") : (program[..space], program[space..]);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(file) { RedirectStandardOutput = true, UseShellExecute = false },
        };
        long started = Stopwatch.GetTimestamp();
        process.StartInfo.Arguments = string.Create(CultureInfo.InvariantCulture, $"{own} {started}").Trim();
        process.Start();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double whole = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (process.ExitCode != 0)
        {
            return null;
        }

        string last = output.TrimEnd().Split('\n')[^1];
        int middle = last.IndexOf(Middle, StringComparison.Ordinal);
        return middle >= 0 && last.EndsWith(Ending, StringComparison.Ordinal)
            ? new Sample(whole, Number(last[..middle]), Number(last[(middle + Middle.Length)..^Ending.Length]))
            : new Sample(whole, null, null);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(List<Sample> samples, Func<Sample, double?> of)
    {
        double[] sorted = [.. samples.Select(of).OfType<double>().Order()];
        return sorted.Length == 0
            ? "–"
            : string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0.0} ({sorted[0]:0.0})");
    }

    private readonly record struct Sample(double Whole, double? Answer, double? Processor);
}

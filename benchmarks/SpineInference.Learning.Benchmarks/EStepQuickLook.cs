using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Benchmarks;

/// <summary>One line for each network: how long one iteration of a fit takes on one thread.</summary>
internal static class EStepQuickLook
{
    // Processor seconds an iteration over 10,000 cases with 30 % of the cells missing, as published for libDAI's expectation maximisation.
    private static readonly Dictionary<string, double> LibDai = new(StringComparer.Ordinal) { ["child"] = 3.8, ["alarm"] = 7 };

    public static void Run(string[] args)
    {
        int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        Console.WriteLine("| network | records | first, s (survey, compile, two E-steps) | iteration, s | records/s | expected counts/s | libDAI ÷ this, a record |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in LearningCohorts.Names)
        {
            BayesianNetwork network = LearningCohorts.Load(name);
            Cohort cohort = LearningCohorts.Draw(name, network, records);
            var times = new EStepTimes();
            Fit.Run(network, cohort, new FitOptions
            {
                MaxIterations = 8,
                Tolerance = 0,
                MaxDegreeOfParallelism = 1,
                CorrectSampleSizes = false,
                Progress = times,

                // As the tool does: the model knows a good order.
                EliminationOrder = name == "spine"
                    ? [.. ((ExactEngine)SpineModel.Default.Engine).EliminationOrder.Select(static v => v.Name)]
                    : null,
            });
            double best = times.Seconds.Skip(1).Min();
            string ratio = LibDai.TryGetValue(Path.GetFileName(name).Split('.')[0], out double seconds)
                ? (seconds / 10_000 / (best / records)).ToString("F0", CultureInfo.InvariantCulture)
                : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(name)} | {records:N0} | {times.Seconds[0]:F2} | {best:F3} | {records / best:N0} | {network.Parameters.Length * (double)records / best:N0} | {ratio} |"));
        }
    }
}

using System.CommandLine;
using System.Globalization;
using SpineInference.Learning;
using SpineInference.Networks;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine fit</c>: fits the rows of a network to a cohort and writes the model.</summary>
internal static class FitCommand
{
    private const int MostRowsShown = 20;

    public static Command Create(CliStreams streams)
    {
        Argument<string> data = CohortLoading.DataArgument();
        Option<string?> map = CohortLoading.MapOption();
        Option<string?> network = CohortLoading.NetworkOption();
        var output = new Option<string>("--out") { Description = "The model file to write, whole or not at all.", Required = true };
        var tables = new Option<string[]>("--table")
        {
            Description = "A variable whose distribution is learned; may be given more than once. All unless given.",
        };
        var freeze = new Option<string[]>("--freeze") { Description = "The id of a row that stays as it is; may be given more than once." };
        var strength = new Option<double>("--prior-strength")
        {
            Description = "What the priors' effective sample sizes are multiplied by.",
            DefaultValueFactory = static _ => 1,
        };
        strength.MustBePositive();
        var method = new Option<string>("--method")
        {
            Description = "variational-bayes or maximum-posterior.",
            DefaultValueFactory = static _ => "variational-bayes",
        };
        method.AcceptOnlyFromAmong("variational-bayes", "maximum-posterior");
        var iterations = new Option<int>("--max-iterations") { Description = "The largest number of iterations.", DefaultValueFactory = static _ => 1000 };
        iterations.MustBePositive();
        var threads = new Option<int?>("--threads") { Description = "How many threads; one for each core unless given. The result does not depend on it." };
        threads.MustBePositive();
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "A file that receives the state of the fit now and then; where it exists, the fit goes on from it.",
        };
        var leaveOut = new Option<bool>("--leave-out-impossible") { Description = "Leave out rows that are impossible under the network, rather than refuse." };
        var command = new Command("fit", "Fits a network's probabilities to a cohort, by variational Bayes with exact inference.")
        {
            data, map, network, output, tables, freeze, strength, method, iterations, threads, checkpoint, leaveOut,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(CohortLoading.Guard(() =>
        {
            BayesianNetwork prior = CohortLoading.Model(parsed.GetValue(network), streams).Network;
            Cohort cohort = CohortLoading.Read(prior, parsed.GetValue(data)!, parsed.GetValue(map)).Aggregate();
            string? checkpointPath = parsed.GetValue(checkpoint);
            using var progress = new FitProgressLine(streams);
            FitResult result = Fit.Run(prior, cohort, new FitOptions
            {
                Method = parsed.GetValue(method) == "maximum-posterior" ? FitMethod.MaximumPosterior : FitMethod.VariationalBayes,
                PriorStrength = parsed.GetValue(strength),
                Tables = parsed.GetValue(tables) is { Length: > 0 } names ? [.. names] : null,
                FrozenRows = [.. parsed.GetValue(freeze) ?? []],
                MaxIterations = parsed.GetValue(iterations),
                MaxDegreeOfParallelism = parsed.GetValue(threads) ?? -1,
                CheckpointPath = checkpointPath,
                Resume = checkpointPath is not null && File.Exists(checkpointPath) ? FitCheckpoint.Read(checkpointPath) : null,
                LeaveOutImpossibleRows = parsed.GetValue(leaveOut),
                Progress = progress,
                CancellationToken = cancellationToken,
            });
            result.Save(parsed.GetValue(output)!);
            using StreamWriter report = streams.NewOutputWriter();
            Write(result, parsed.GetValue(output)!, report);
            return result.Status == FitStatus.Cancelled ? ExitCode.Cancelled : ExitCode.Done;
        })));
        return command;
    }

    private static void Write(FitResult result, string path, TextWriter report)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        report.WriteLine(string.Create(
            invariant, $"{result.TotalWeight:G} patients in {result.RowCount} patterns; {result.Status} after {result.Iterations} iterations; bound {result.Bound:F3}"));
        foreach (FitWarning warning in result.Warnings)
        {
            report.WriteLine($"warning: {warning}");
        }

        RowReport[] moved = [.. result.Rows.Where(static r => r.IsVisited).OrderByDescending(static r => r.Information)];
        report.WriteLine($"{moved.Length} of {result.Rows.Count(static r => r.IsLearned)} learned rows were informed by the data; those that learned most:");
        foreach (RowReport row in moved.Take(MostRowsShown))
        {
            report.WriteLine(string.Create(
                invariant, $"  {row.Id}: {Numbers(row.Before)} -> {Numbers(row.After)}; sample size {row.SampleSizeBefore:F1} -> {row.SampleSizeAfter:F1}"));
        }

        report.WriteLine($"written: {path}");
    }

    private static string Numbers(IEnumerable<double> numbers) =>
        $"({string.Join(", ", numbers.Select(static n => n.ToString("F3", CultureInfo.InvariantCulture)))})";
}

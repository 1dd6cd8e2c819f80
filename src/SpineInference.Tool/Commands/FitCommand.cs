using System.CommandLine;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine fit</c>: fits the rows of a network to a cohort and writes the model.</summary>
internal static class FitCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> data = CohortLoading.DataArgument();
        var table = new TableSettings();
        Option<string?> network = CohortLoading.NetworkOption();
        var output = new Option<string>("--out") { Description = "The model file to write, whole or not at all.", Required = true };
        var settings = new FitSettings();
        var restarts = new Option<int>("--restarts")
        {
            Description = "How many random starts are made where a measurement's parent is not always known; the best is kept.",
            DefaultValueFactory = static _ => 1,
        };
        restarts.MustBePositive();
        var seed = new Option<int>("--seed") { Description = "Seed of the random starts.", DefaultValueFactory = static _ => 1 };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "A file that receives the state of the fit now and then; where it exists, the fit goes on from it.",
        };
        var leaveOut = new Option<bool>("--leave-out-impossible") { Description = "Leave out rows that are impossible under the network, rather than refuse." };
        var stream = new Option<bool>("--stream")
        {
            Description = "Read the file anew in each iteration, a block of rows at a time: for data larger than memory.",
        };
        var report = new Option<string?>("--report") { Description = "An HTML file that receives the whole report, with charts." };
        var command = new Command("fit", "Fits a network's probabilities to a cohort, by variational Bayes with exact inference.")
        {
            data, network, output, restarts, seed, checkpoint, leaveOut, stream, report,
        };
        table.AddTo(command);
        settings.AddTo(command);

        // On a thread of its own: the wait for a key that stops it begins only when the action has been started.
        command.SetAction((parsed, cancellationToken) => Task.Run(() => CohortLoading.Guard(() =>
        {
            BayesianNetwork prior = settings.Tied(parsed, CohortLoading.Model(parsed.GetValue(network), streams).Network);
            FitOptions chosen = settings.Read(parsed, prior);
            ICohortSource cohort = Open(prior, parsed.GetValue(data)!, table.Read(parsed, prior, chosen.Measurements.Select(static m => m.Name)), parsed.GetValue(stream));
            string? checkpointPath = parsed.GetValue(checkpoint);
            FitResult result;
            using (var progress = new FitProgressLine(streams))
            {
                result = Fit.Run(prior, cohort, chosen with
                {
                    Restarts = parsed.GetValue(restarts),
                    Seed = parsed.GetValue(seed),
                    CheckpointPath = checkpointPath,
                    Resume = checkpointPath is not null && File.Exists(checkpointPath) ? FitCheckpoint.Read(checkpointPath) : null,
                    LeaveOutImpossibleRows = parsed.GetValue(leaveOut),
                    Progress = progress,
                    CancellationToken = cancellationToken,
                });
            }

            result.Save(parsed.GetValue(output)!);
            using StreamWriter writer = streams.NewOutputWriter();
            FitReport.Write(result, writer);
            if (parsed.GetValue(report) is { } path)
            {
                FitReport.Save(result, parsed.GetValue(data)!, path);
                writer.WriteLine($"report: {path}");
            }

            writer.WriteLine($"written: {parsed.GetValue(output)}");
            return result.Status == FitStatus.Cancelled ? ExitCode.Cancelled : ExitCode.Done;
        }), CancellationToken.None));
        return command;
    }

    private static ICohortSource Open(BayesianNetwork prior, string path, ColumnMap columns, bool isStreamed) => isStreamed
        ? CohortLoading.Stream(prior, path, columns)
        : CohortLoading.ReadPatterns(prior, path, columns);
}

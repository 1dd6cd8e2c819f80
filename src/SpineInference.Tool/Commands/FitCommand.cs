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

        command.SetAction((parsed, cancellationToken) =>
        {
            // Once an iteration is complete there is something to save, and the run ends by itself.
            var state = new FitState();
            return StoppableAction.RunAsync(() => CohortLoading.Guard(() => Run(parsed, state, cancellationToken), hasMap: table.MapPath(parsed) is not null), () => !state.HasIterated, cancellationToken);
        });
        return command;

        int Run(ParseResult parsed, FitState state, CancellationToken cancellationToken)
        {
            string source = parsed.GetValue(data)!;
            string target = parsed.GetValue(output)!;
            string? checkpointPath = parsed.GetValue(checkpoint);
            string? reportPath = parsed.GetValue(report);
            OutputFile.ThrowIfUnwritable("--out", target, ("the data", source), ("the column map", table.MapPath(parsed)));
            OutputFile.ThrowIfUnwritable(
                "--checkpoint", checkpointPath, ("the data", source), ("the column map", table.MapPath(parsed)), ("the network", parsed.GetValue(network)), ("--out", target));
            OutputFile.ThrowIfUnwritable(
                "--report", reportPath, ("the data", source), ("the column map", table.MapPath(parsed)), ("the network", parsed.GetValue(network)), ("--out", target), ("--checkpoint", checkpointPath));
            BayesianNetwork prior = settings.Tied(parsed, CohortLoading.Model(parsed.GetValue(network), streams).Network);
            FitOptions chosen = settings.Read(parsed, prior);
            MappedTable mapped = CohortLoading.WithNative(() => table.Open(parsed, source, prior, chosen.Measurements.Select(static m => m.Name), streams));
            ICohortSource cohort = parsed.GetValue(stream) ? CohortLoading.Stream(prior, mapped) : CohortLoading.ReadPatterns(prior, mapped);
            FitCheckpoint? resume = checkpointPath is not null && File.Exists(checkpointPath) ? FitCheckpoint.Read(checkpointPath) : null;
            if (resume is not null)
            {
                state.Iterated();
            }

            FitResult result;
            using (var progress = new FitProgressLine(streams, state))
            {
                FitOptions options = chosen with
                {
                    Restarts = parsed.GetValue(restarts),
                    Seed = parsed.GetValue(seed),
                    CheckpointPath = checkpointPath,
                    Resume = resume,
                    LeaveOutImpossibleRows = parsed.GetValue(leaveOut),
                    Progress = progress,
                };
                result = Fit.Run(prior, cohort, options, cancellationToken);
            }

            if (result.Bounds.IsEmpty)
            {
                throw new StoppedException($"stopped before the first iteration was complete; nothing was written, and '{target}' is as it was.");
            }

            result.Save(target);
            using TextWriter writer = streams.NewOutputWriter();
            FitReport.Write(result, writer);
            if (reportPath is not null)
            {
                FitReport.Save(result, source, reportPath);
                writer.WriteLine($"report: {reportPath}");
            }

            writer.WriteLine($"written: {target}");
            return result.Status == FitStatus.Cancelled ? ExitCode.Cancelled : ExitCode.Done;
        }
    }
}

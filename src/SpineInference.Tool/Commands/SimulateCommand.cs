using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine simulate</c>: a cohort drawn from a model, as CSV or as patients.</summary>
internal static class SimulateCommand
{
    public static Command Create(CliStreams streams)
    {
        var count = new Option<int>("--count") { Description = "How many patients.", Required = true };
        count.MustBePositive();
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same cohort everywhere.", Required = true };
        var missing = new Option<double>("--missing") { Description = "The share of cells left empty at random, from 0 to 1; none unless given." };
        missing.MustBeBetween(0, 1);
        var latent = new Option<bool>("--latent") { Description = "Show what cannot be observed, too: causes, roots, places." };
        Option<string?> network = CohortLoading.NetworkOption();
        var format = new Option<string>("--format") { Description = "csv, or jsonl: patients as 'spine diagnose' reads them, one a line.", DefaultValueFactory = static _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        Option<string?> output = OutputFile.Option();
        var command = new Command("simulate", "Draws a cohort from a model: CSV with one column a variable, named by its id; or patients as JSON Lines.")
        {
            count, seed, missing, latent, format, network, output,
        };
        command.SetStoppableAction((parsed, cancellationToken) => CohortLoading.Guard(() =>
        {
            BayesianNetwork model = CohortLoading.Model(parsed.GetValue(network), streams).Network;
            ImmutableArray<string>? shown = parsed.GetValue(latent) ? null : Observable(model);
            IEnumerable<Cohort> blocks = Simulator.DrawBlocks(model, parsed.GetValue(count), parsed.GetValue(seed), new SimulationOptions
            {
                Shown = shown,
                MissingRate = parsed.GetValue(missing),
            });
            Variable[] columns = [.. model.Variables.Where(v => shown is not { } names || names.Contains(v.Name))];
            string? path = parsed.GetValue(output);
            PatientLines? patients = parsed.GetValue(format) == "jsonl" ? new PatientLines(model) : null;
            if (patients is not null && parsed.GetValue(latent))
            {
                throw new CliException("--latent: a patient of --format jsonl states findings and context alone. Leave one of the two out.");
            }

            return OutputFile.Write(
                path,
                streams,
                stream =>
                {
                    if (patients is not null)
                    {
                        WritePatients(patients, blocks.Select(Checked), stream);
                        return ExitCode.Done;
                    }

                    using TextWriter writer = path is null ? streams.NewDataWriter() : CliStreams.NewWriter(stream);
                    CohortCsv.Write(blocks.Select(Checked), writer, columns);
                    return ExitCode.Done;
                },
                cancellationToken);

            Cohort Checked(Cohort block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return block;
            }
        }));
        return command;
    }

    private static void WritePatients(PatientLines patients, IEnumerable<Cohort> blocks, Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        long first = 1;
        foreach (Cohort block in blocks)
        {
            patients.Write(block, first, buffered);
            first += block.Count;
        }

        // The stream beneath is not ours to close.
        buffered.Flush();
    }

    // Only of the library's own model it is known which of its variables can be observed; of another network all are shown.
    private static ImmutableArray<string>? Observable(BayesianNetwork network)
    {
        PredictionEvidence evidence = SpineModel.EvidenceOf(network);
        return evidence.IsEverything ? null : [.. network.Variables.Select(static v => v.Name).Where(evidence.Includes)];
    }
}

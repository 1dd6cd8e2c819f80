using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine synthesize</c>: lets tables learn from published studies.</summary>
internal static class SynthesizeCommand
{
    public static Command Create(CliStreams streams)
    {
        var tables = new Argument<string>("TABLES") { Description = "The folder of tables (.json), such as 'spine tables' writes; their targets are studies, too." };
        var studies = new Argument<string>("STUDIES") { Description = "A study file (.csv, .tsv, .jsonl, .json), or a folder of them with an optional left-out.csv." };
        var iterations = new Option<int>("--iterations") { Description = "The largest number of steps.", DefaultValueFactory = static _ => SynthesisOptions.Default.MaxIterations };
        iterations.MustBeBetween(1, 10_000);
        var report = new Option<string?>("--report") { Description = "The page (.html) to write: every rate before, after, and as all other studies expect it." };
        var numbers = new Option<string?>("--numbers") { Description = $"The file to write with where the numbers moved; as {KnowledgeSynthesis.FileName} beside the tables it makes 'spine build' and the library follow.", HelpName = "FILE" };
        Option<string?> output = OutputFile.Option();
        var command = new Command("synthesize", "Lets the numbers of tables learn from published studies, and writes the model.") { tables, studies, iterations, report, numbers, output };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            string? page = parsed.GetValue(report);
            string? moved = parsed.GetValue(numbers);
            OutputFile.ThrowIfUnwritable("--report", page, ("the model", parsed.GetValue(output)));
            OutputFile.ThrowIfUnwritable("--numbers", moved, ("the model", parsed.GetValue(output)), ("the report", page));
            KnowledgeNetwork knowledge = KnowledgeNetwork.Assemble(BuildCommand.Read(parsed.GetValue(tables)!));
            try
            {
                KnowledgeStudies read = Read(knowledge, parsed.GetValue(studies)!);
                using var progress = new CountProgressLine(streams, "steps");
                SynthesisResult result = StudiedBelief.Synthesize(
                    knowledge,
                    read,
                    SynthesisOptions.Default with
                    {
                        MaxIterations = parsed.GetValue(iterations),
                        EliminationOrder = OrderFor(knowledge.Network),
                        Progress = new Steps(progress),
                    },
                    cancellationToken);
                if (moved is not null)
                {
                    string fingerprint = KnowledgeSynthesis.FingerprintOf(parsed.GetValue(tables)!, parsed.GetValue(studies));
                    KnowledgeSynthesis synthesis = KnowledgeSynthesis.Of(knowledge.WithOwnNumbers(), result.Network, fingerprint);
                    AtomicFile.WriteText(moved, synthesis.Write);
                    streams.Error.WriteLine($"spine: {synthesis.Count} rows moved.");
                }

                return Write(streams, parsed.GetValue(output), page, knowledge, read, result, cancellationToken);
            }
            catch (CohortFormatException fault)
            {
                throw new CliException(fault.Message);
            }
            catch (ArgumentException fault)
            {
                throw new CliException(NetworkLoading.WithoutParameter(fault));
            }
        });
        return command;
    }

    /// <summary>The order kept for the library's own structure, where it serves.</summary>
    public static ImmutableArray<Variable>? OrderFor(BayesianNetwork network) =>
        SpineModel.EliminationOrderFor(network) is { } names ? [.. names.Select(n => network[n])] : null;

    private static KnowledgeStudies Read(KnowledgeNetwork knowledge, string path) =>
        File.Exists(path) || Directory.Exists(path)
            ? KnowledgeStudies.Of(knowledge.Knowledge, path)
            : throw new CliException($"'{path}' is neither a file nor a folder. Give a study file, or a folder of them.");

    private static int Write(
        CliStreams streams, string? output, string? page, KnowledgeNetwork knowledge, KnowledgeStudies studies, SynthesisResult result, CancellationToken cancellationToken)
    {
        int predicted = result.Rates.Count(static r => r.IsPredicted);
        streams.Error.WriteLine(FormattableString.Invariant(
            $"spine: {studies.Studies}, {studies.LeftOut.Count} left out; {result.Iterations} steps{(result.HasConverged ? "" : ", not converged")}; {predicted} of {result.Rates.Length} rates within the 90 % interval that all others expect; mean error left out {result.Rates.Average(static r => r.ErrorLeftOut):0.000}, of the tables' numbers {result.Rates.Average(static r => r.ErrorBefore):0.000} (log-odds)."));
        int code = OutputFile.Write(
            output,
            streams,
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                JsonModel model = knowledge.ToModel();
                new JsonModel(
                    result.Network,
                    model.Provenance.Add("studies", studies.Studies.ToString()),
                    model.RowBases).Write(writer);
                return ExitCode.Done;
            },
            cancellationToken);
        if (page is not null)
        {
            SynthesisPage.Of(studies, result).Save(page);
        }

        return code;
    }

    private sealed class Steps(CountProgressLine line) : IProgress<SynthesisProgress>
    {
        public void Report(SynthesisProgress value) => line.Report(value.Iteration);
    }
}

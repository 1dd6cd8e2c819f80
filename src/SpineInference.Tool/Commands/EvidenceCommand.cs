using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine evidence</c>: which numbers of tables answers hang on, and what each rests on.</summary>
internal static class EvidenceCommand
{
    private const int MostPeople = 100_000;

    private static readonly string[] Asked = ["root-level", "cause"];

    public static Command Create(CliStreams streams)
    {
        var tables = new Argument<string?>("TABLES") { Description = "The folder of tables (.json), with studies in its folder 'Studies'; the library's own unless given.", Arity = ArgumentArity.ZeroOrOne };
        var patient = new Option<string?>("--patient") { Description = "One patient (JSON), '-' for standard input; simulated people unless given.", HelpName = "FILE" };
        var people = new Option<int>("--people") { Description = "How many people are simulated.", DefaultValueFactory = static _ => 150 };
        people.MustBeBetween(1, MostPeople);
        var count = new Option<int>("--rows") { Description = "How many rows to list.", DefaultValueFactory = static _ => 50 };
        count.MustBePositive();
        Option<string?> output = OutputFile.Option();
        var command = new Command("evidence", "Tells which numbers the answers hang on, what each rests on, and how large a study would narrow it.") { tables, patient, people, count, output };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            string? folder = parsed.GetValue(tables);
            string? path = parsed.GetValue(patient);
            SpineModel? model = folder is null ? SpineModel.Default : path is null ? null : SpineModel.FromKnowledge(BuildCommand.Read(folder));
            KnowledgeNetwork knowledge = model?.Description ?? KnowledgeNetwork.Assemble(BuildCommand.Read(folder!));
            ParameterAnalysis analysis = folder is null ? ModelUncertainty.For(SpineModel.Default, cancellationToken).Analysis : AnalysisOf(knowledge, folder, cancellationToken);
            ImmutableArray<Variable> targets = TargetsOf(analysis.Network);
            EvidenceMap map;
            if (path is not null)
            {
                using var input = PatientInput.Open(path, isLines: false, streams);
                (_, Diagnosis diagnosis) = PatientAnswers.OfDocument(model!, input);
                map = EvidenceMap.Of(knowledge, analysis, targets, [diagnosis.Evidence], cancellationToken: cancellationToken);
            }
            else
            {
                Variable? by = analysis.Network.TryGetVariable("setting", out Variable? setting) ? setting : null;
                map = EvidenceMap.OfSimulated(knowledge, analysis, targets, parsed.GetValue(people), by, cancellationToken: cancellationToken);
            }

            string? file = parsed.GetValue(output);
            return OutputFile.Write(file, streams, stream =>
            {
                Write(new TextPage(streams, stream, isFile: file is not null), map, parsed.GetValue(count));
                return ExitCode.Done;
            }, cancellationToken);
        });
        return command;
    }

    private static ParameterAnalysis AnalysisOf(KnowledgeNetwork knowledge, string folder, CancellationToken cancellationToken)
    {
        ImmutableArray<Variable>? order = SynthesizeCommand.OrderFor(knowledge.Network);
        try
        {
            LogOddsBelief belief = StudiedBelief.Of(knowledge, Path.Combine(folder, StudiedBelief.Folder), order, cancellationToken);
            return IntervalProgram.Compile(knowledge, Questions.All.Select(static q => q.Id), order, belief);
        }
        catch (CohortFormatException fault)
        {
            throw new CliException(fault.Message);
        }
        catch (ArgumentException fault)
        {
            throw new CliException(NetworkLoading.WithoutParameter(fault));
        }
    }

    private static ImmutableArray<Variable> TargetsOf(BayesianNetwork network)
    {
        ImmutableArray<Variable> asked = [.. Asked.Where(n => network.TryGetVariable(n, out _)).Select(n => network[n])];
        return asked.IsEmpty ? [.. network.Variables.Take(1)] : asked;
    }

    private static void Write(TextPage page, EvidenceMap map, int count)
    {
        page.Line(FormattableString.Invariant(
            $"{map.AnswerCount} answers; median 90 % interval of the first {map.MedianWidth:0.00} wide. Judgement carries {100 * map.JudgementShare:0} % of the variance, the errors of synthesised studies {100 * map.StudyShare:0} %."));
        PageTable table = new("row", "rests on", "share", "cumulated", "worth knowing", "odds, 90 %", "study of");
        double sum = 0;
        foreach (EvidenceMapRow row in map.Rows.Take(count))
        {
            sum += row.Share;
            string basis = row.Source?.Basis.ToString().ToLowerInvariant() ?? "";
            string sources = row.Source is null || row.Source.Sources.IsEmpty ? "" : $" ({string.Join(", ", row.Source.Sources)})";
            string[] cells =
            [
                row.Row.Id,
                basis + sources,
                Percent(row.Share),
                Percent(sum),
                row.ValueOfKnowing.ToString("0.0000", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"× or ÷ {Math.Exp(1.645 * row.LogOddsDeviation):0.0}"),
                row.StudySize.ToString("N0", CultureInfo.InvariantCulture),
            ];
            table.AddRow(cells.Select(static c => TextPage.Cell(c)));
        }

        page.Write(table);
        page.Flush();
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}

using System.CommandLine;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine diff</c>: what tells two models apart: rows whose numbers differ, and patients whose answers do.</summary>
internal static class DiffCommand
{
    private const double SmallestTold = 0.005;

    public static Command Create(CliStreams streams)
    {
        var first = new Argument<string>("A") { Description = "A model file, or a folder of tables." };
        var second = new Argument<string?>("B") { Description = "Another; the library's own model unless given.", Arity = ArgumentArity.ZeroOrOne };
        var rows = new Option<int>("--rows") { Description = "How many rows to list, those that differ most first.", DefaultValueFactory = static _ => 20 };
        rows.MustNotBeNegative();
        var patients = new Option<string?>("--patients") { Description = "Patients (JSON Lines) to ask both models; eight textbook pictures unless given." };
        Option<string?> output = OutputFile.Option();
        var command = new Command("diff", "Tells two models apart: rows that changed, and answers that moved.") { first, second, rows, patients, output };
        command.SetStoppableAction((parsed, cancellationToken) => CohortLoading.Guard(() =>
        {
            string names = $"{parsed.GetValue(first)} and {parsed.GetValue(second) ?? "the library's own model"}";
            SpineModel a = ModelLoading.Load(parsed.GetValue(first));
            SpineModel b = ModelLoading.Load(parsed.GetValue(second));
            string? path = parsed.GetValue(output);
            return OutputFile.Write(path, streams, stream =>
            {
                var page = new TextPage(streams, stream, isFile: path is not null);
                WriteRows(page, names, a.Network, b.Network, parsed.GetValue(rows));
                WriteAnswers(page, a, b, Patients(parsed.GetValue(patients), streams), cancellationToken);
                page.Flush();
                return ExitCode.Done;
            }, cancellationToken);
        }));
        return command;
    }

    private static void WriteRows(TextPage page, string names, BayesianNetwork a, BayesianNetwork b, int most)
    {
        Dictionary<string, (ProbabilityRow Row, Variable Variable)> own = RowsOf(a);
        Dictionary<string, (ProbabilityRow Row, Variable Variable)> other = RowsOf(b);
        string[] common = [.. own.Keys.Where(id => other.TryGetValue(id, out var there) && there.Row.Probabilities.Length == own[id].Row.Probabilities.Length)];
        (string Id, double Change)[] changed =
        [
            .. common.Select(id => (Id: id, Change: RowWords.Largest(own[id].Row.Probabilities, other[id].Row.Probabilities)))
                .Where(static c => c.Change > 0)
                .OrderByDescending(static c => c.Change)
                .ThenBy(static c => c.Id, StringComparer.Ordinal),
        ];
        int sizes = common.Count(id => own[id].Row.EffectiveSampleSize != other[id].Row.EffectiveSampleSize);
        page.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{names}: {changed.Length} of {common.Length} common rows have other probabilities, {sizes} another sample size; {own.Count - common.Length} rows are in the first alone, {other.Count - common.Length} in the second."));
        if (changed.Length > 0 && most > 0)
        {
            var table = new PageTable("row", "first → second", "patients");
            foreach ((string id, _) in changed.Take(most))
            {
                table.AddRow(
                    TextPage.Cell(id),
                    TextPage.Cell(RowWords.Changes(own[id].Variable.States, own[id].Row.Probabilities, other[id].Row.Probabilities)),
                    TextPage.Cell(string.Create(CultureInfo.InvariantCulture, $"{own[id].Row.EffectiveSampleSize:G4} → {other[id].Row.EffectiveSampleSize:G4}")));
            }

            page.Write(table);
        }
    }

    private static void WriteAnswers(TextPage page, SpineModel a, SpineModel b, List<InputLine> patients, CancellationToken cancellationToken)
    {
        page.Heading("Answers");
        var table = new PageTable("patient", "question", "first → second");
        int moved = 0;
        foreach (InputLine line in patients)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string? id, Diagnosis before) = PatientAnswers.OfLine(a, line);
            Diagnosis after = PatientAnswers.OfLine(b, line).Diagnosis;
            string name = id ?? $"line {line.Number}";
            bool isFirst = true;
            foreach (Question question in Questions.Principal)
            {
                (Answer answer, double change) = question.Answers.Select(x => (x, Change: Math.Abs(after.Ask(question)[x] - before.Ask(question)[x]))).MaxBy(static x => x.Change);
                if (change >= SmallestTold)
                {
                    string best = before.Ask(question).RankedOutcomes[0].Answer.Name is var was && after.Ask(question).RankedOutcomes[0].Answer.Name is var now && was == now
                        ? $"{was} stays first" : $"first was {was}, is {now}";
                    table.AddRow(
                        TextPage.Cell(isFirst ? name : ""),
                        TextPage.Cell(question.Label),
                        TextPage.Cell($"{answer.Name} {PlainText.Percent(before.Ask(question)[answer])} → {PlainText.Percent(after.Ask(question)[answer])}; {best}"));
                    moved += isFirst ? 1 : 0;
                    isFirst = false;
                }
            }
        }

        page.Line(string.Create(CultureInfo.InvariantCulture, $"{moved} of {patients.Count} patients have an answer that moved by half a percent or more."));
        if (moved > 0)
        {
            page.Write(table);
        }
    }

    private static List<InputLine> Patients(string? path, CliStreams streams)
    {
        if (path is null)
        {
            using Stream own = typeof(DiffCommand).Assembly.GetManifestResourceStream("Prototypes.jsonl")!;
            return [.. All(new NumberedLines(own, PatientJson.MaximumLength))];
        }

        using var input = PatientInput.Open(path, true, streams);
        return [.. All(input.Lines)];

        static IEnumerable<InputLine> All(NumberedLines lines)
        {
            while (lines.Next() is { } line)
            {
                yield return line;
            }
        }
    }

    private static Dictionary<string, (ProbabilityRow Row, Variable Variable)> RowsOf(BayesianNetwork network)
    {
        var rows = new Dictionary<string, (ProbabilityRow, Variable)>(StringComparer.Ordinal);
        foreach (Variable variable in network.Variables)
        {
            foreach (ProbabilityRow row in network.DistributionOf(variable).Rows)
            {
                rows.TryAdd(row.Id, (row, variable));
            }
        }

        return rows;
    }
}

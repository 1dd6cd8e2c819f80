using System.CommandLine;
using System.Text;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine diagnose</c>: which root is injured, where, and by what, for one patient or many.</summary>
internal static class DiagnoseCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string?> patients = PatientArgument("The patient (JSON), or many as JSON Lines; '-' for standard input. Not needed where the patient is told by options.");
        var told = new PatientSwitches();
        var lines = new Option<bool>("--lines") { Description = "The input is JSON Lines, whatever its name." };
        var format = new Option<string?>("--format") { Description = "table, json, jsonl or csv (a row for each patient); table for one patient and jsonl for many unless given." };
        format.AcceptOnlyFromAmong("table", "json", "jsonl", "csv");
        Option<int> digits = DigitText.Option();
        Option<double?> interval = AnswerSwitches.IntervalOption();
        var explain = new Option<bool>("--explain") { Description = "Adds what speaks for and against the most probable root and cause." };
        Option<int> next = AnswerSwitches.NextOption(otherwise: 0);
        Option<bool> questions = AnswerSwitches.QuestionsOption();
        Option<string?> model = ModelLoading.Option();
        var threads = new Option<int?>("--threads") { Description = "How many patients are worked on at a time; one for each core unless given." };
        threads.MustBePositive();
        Option<string?> output = OutputFile.Option();
        Option<string?> report = PatientPage.Option();
        var command = new Command("diagnose", "Says which root is injured, where, and by what.")
        {
            patients, lines, format, digits, interval, explain, next, questions, model, threads, output, report,
        };
        told.AddTo(command);
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            var options = new AnswerOptions { IntervalMass = parsed.GetValue(interval), Explains = parsed.GetValue(explain), NextCount = parsed.GetValue(next) };
            string? form = parsed.GetValue(format);
            var rows = RowForm.Of(form, parsed.GetValue(digits));
            if (form == "csv" && (options.Explains || options.NextCount > 0 || options.IntervalMass is not null))
            {
                throw new CliException("--format csv: a row holds probabilities alone. Leave out --interval, --explain and --next, or take --format jsonl.");
            }

            SpineModel asked = ModelLoading.Load(parsed.GetValue(model));
            OutputFile.ThrowIfUnwritable("--report", parsed.GetValue(report), ("the patient", parsed.GetValue(patients)), ("the output", parsed.GetValue(output)));
            if (told.Instead(parsed, parsed.GetValue(patients)))
            {
                return One(PatientAnswers.Of(told.Read(asked, parsed)), options, rows, form ?? "table", parsed.GetValue(output), parsed.GetValue(report), parsed.GetValue(questions), streams, cancellationToken);
            }

            using var input = PatientInput.Open(parsed.GetValue(patients)!, parsed.GetValue(lines), streams);
            if (input.IsLines && parsed.GetValue(report) is not null)
            {
                throw new CliException($"--report: {input.Name} holds several patients; a page is of one. Give one of them.");
            }

            int degree = parsed.GetValue(threads) ?? Environment.ProcessorCount;
            return input.IsLines
                ? OutputFile.Write(parsed.GetValue(output), streams, stream => Many(asked, input, options, rows, degree, stream, streams, cancellationToken), cancellationToken)
                : One(PatientAnswers.OfDocument(asked, input), options, rows, form ?? "table", parsed.GetValue(output), parsed.GetValue(report), parsed.GetValue(questions), streams, cancellationToken);
        });
        return command;
    }

    /// <summary>The argument that names the patients.</summary>
    public static Argument<string?> PatientArgument(string description) =>
        new("PATIENTS") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static int Many(
        SpineModel model, PatientInput input, AnswerOptions options, RowForm? rows, int threads, Stream output, CliStreams streams, CancellationToken cancellationToken)
    {
        if (rows is not null)
        {
            output.Write(Encoding.UTF8.GetBytes(rows.Header + "\n"));
        }

        using var progress = new CountProgressLine(streams, "patients", input.Share);
        var protocol = new ProtocolWatch(model);
        return new LineRun(threads, () => new DiagnoseWorker(protocol, options, rows).Answer, options.IsPlain ? protocol.CountTo : null)
            .Run(input.Lines, output, progress, cancellationToken);
    }

    private static int One(
        (string? Id, Diagnosis Diagnosis) answered, AnswerOptions options, RowForm? rows, string format, string? path, string? report, bool withQuestions, CliStreams streams, CancellationToken cancellationToken)
    {
        (string? id, Diagnosis diagnosis) = answered;
        if (report is not null)
        {
            PatientPage.Save(report, diagnosis, id, options.IntervalMass ?? PatientPage.UsualMass);
        }

        return OutputFile.Write(path, streams, stream =>
        {
            if (format == "csv")
            {
                stream.Write(Encoding.UTF8.GetBytes($"{rows!.Header}\n{rows.Row(id, diagnosis)}\n"));
            }
            else if (format == "table")
            {
                DiagnosisTable.Write(new TextPage(streams, stream, isFile: path is not null), diagnosis, id, options, withQuestions);
            }
            else
            {
                JsonOutput.Write(stream, isIndented: format == "json", writer => AnswerJson.Write(writer, diagnosis, id, options));
            }

            return ExitCode.Done;
        }, cancellationToken);
    }
}

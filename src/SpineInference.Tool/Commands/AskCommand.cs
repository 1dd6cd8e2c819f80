using System.CommandLine;
using Spectre.Console;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;
using SpineInference.Tool.Asking;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine ask</c>: an interview on the terminal, with the report at its end.</summary>
internal static class AskCommand
{
    private const int NextCount = 3;

    public static Command Create(CliStreams streams)
    {
        var file = new Argument<string?>("PATIENT")
        {
            Description = "The file (JSON) in which the patient is kept after each answer; where it exists, the interview goes on from it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var upTo = new Option<string>("--up-to")
        {
            Description = "The most demanding way of looking that is asked for: history, examination, laboratory, imaging or electrodiagnosis.",
            DefaultValueFactory = static _ => FindingCategory.Examination.Id,
        };
        upTo.AcceptOnlyFromAmong([.. FindingCategories.All.Select(static c => c.Id)]);
        Option<bool> questions = AnswerSwitches.QuestionsOption();
        Option<string?> model = ModelLoading.Option();
        Option<string?> report = PatientPage.Option();
        var command = new Command("ask", "Asks about one patient: red flags first, then whichever question tells most; the report at the end.") { file, upTo, questions, model, report };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            if (streams.Terminal is not { } source)
            {
                throw new CliException("'ask' needs a terminal to ask at: neither standard input nor output may be a pipe or a file. Give a written patient to 'spine diagnose'.");
            }

            SpineModel asked = ModelLoading.Load(parsed.GetValue(model));
            string? path = parsed.GetValue(file);
            OutputFile.ThrowIfUnwritable("PATIENT", path);
            OutputFile.ThrowIfUnwritable("--report", parsed.GetValue(report), ("the patient", path));
            (string? id, Patient patient) = Resumed(asked, path, streams);
            FindingCategory mostDemanding = FindingCategories.All.First(c => c.Id == parsed.GetValue(upTo));
            var interview = new Interview(patient, new NextFindingsOptions { MostDemanding = mostDemanding });
            IAnsiConsole terminal = source.Open();
            new InterviewConsole(terminal, interview, p => Save(path, p, id)).Run(cancellationToken);
            terminal.WriteLine();
            if (parsed.GetValue(report) is { } page)
            {
                PatientPage.Save(page, interview.Diagnosis, id, PatientPage.UsualMass);
            }

            DiagnosisTable.Write(new TextPage(streams, streams.Output, isFile: false), interview.Diagnosis, id, new AnswerOptions { NextCount = NextCount }, parsed.GetValue(questions));
            return ExitCode.Done;
        });
        return command;
    }

    private static (string? Id, Patient Patient) Resumed(SpineModel model, string? path, CliStreams streams)
    {
        if (path is null || !File.Exists(path))
        {
            return (null, model.Patient());
        }

        using var input = PatientInput.Open(path, isLines: false, streams);
        (string? id, Diagnosis diagnosis) = PatientAnswers.OfDocument(model, input);
        return (id, diagnosis.Patient);
    }

    private static void Save(string? path, Patient patient, string? id)
    {
        if (path is not null)
        {
            AtomicFile.Write(path, stream => JsonOutput.Write(stream, isIndented: true, writer => PatientJson.Write(writer, patient, id)));
        }
    }
}

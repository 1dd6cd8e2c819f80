using System.Collections.Immutable;
using System.CommandLine;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine explain</c>: the reasons for the diagnosis of one patient.</summary>
internal static class ExplainCommand
{
    private const int MostSimulations = 1_000_000;

    public static Command Create(CliStreams streams)
    {
        Argument<string?> patient = DiagnoseCommand.PatientArgument("The patient (JSON); '-' for standard input. Not needed where the patient is told by options.");
        var told = new PatientSwitches();
        var of = new Option<string[]>("--of")
        {
            Description = "What to explain: a root, cause, site, disc level such as L5 or cause=prolapsed-disc; may be given more than once. The most probable root and cause unless given.",
            HelpName = "ANSWER",
        };
        of.CompletionSources.Add(static _ => Questions.AnswerIds.Select(static id => new System.CommandLine.Completions.CompletionItem(id)));
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        Option<int> next = AnswerSwitches.NextOption(otherwise: 5);
        Option<bool> questions = AnswerSwitches.QuestionsOption();
        var count = new Option<int>("--numbers") { Description = "How many numbers of the model to name that each answer hangs on.", DefaultValueFactory = static _ => 5 };
        count.MustBePositive();
        var simulations = new Option<int>("--simulations") { Description = "How many patients are simulated to judge how unusual the findings are.", DefaultValueFactory = static _ => 500 };
        simulations.MustBeBetween(1, MostSimulations);
        var seed = new Option<int>("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = static _ => 1 };
        Option<string?> model = ModelLoading.Option();
        Option<string?> output = OutputFile.Option();
        Option<string?> page = PatientPage.Option();
        var command = new Command("explain", "Tells the reasons for the diagnosis of one patient: weights of evidence, what-if, conflict, sensitivity, next findings.")
        {
            patient, of, format, next, questions, count, simulations, seed, model, output, page,
        };
        told.AddTo(command);
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            SpineModel asked = ModelLoading.Load(parsed.GetValue(model));
            OutputFile.ThrowIfUnwritable("--report", parsed.GetValue(page), ("the patient", parsed.GetValue(patient)), ("the output", parsed.GetValue(output)));
            (string? id, Diagnosis diagnosis) = told.Instead(parsed, parsed.GetValue(patient))
                ? PatientAnswers.Of(told.Read(asked, parsed))
                : OfFile(asked, parsed.GetValue(patient)!, streams);
            ImmutableArray<Answer> answers = parsed.GetValue(of) is { Length: > 0 } named ? [.. named.Select(Named)] : diagnosis.PrincipalAnswers;
            foreach (Answer answer in answers)
            {
                if (diagnosis.Ask(answer.Question)[answer] == 0)
                {
                    throw new CliException($"--of: {answer.Question.Id} = {answer.Id} is impossible in this patient: there is nothing to weigh. Ask for another answer.");
                }
            }

            var report = new ExplainReport(
                id, diagnosis, answers, parsed.GetValue(next), parsed.GetValue(count), diagnosis.CheckCoherence(parsed.GetValue(simulations), parsed.GetValue(seed)));
            if (parsed.GetValue(page) is { } saved)
            {
                PatientPage.Save(saved, diagnosis, id, PatientPage.UsualMass);
            }

            string? path = parsed.GetValue(output);
            return OutputFile.Write(path, streams, stream =>
            {
                if (parsed.GetValue(format) == "json")
                {
                    JsonOutput.Write(stream, isIndented: true, report.WriteTo);
                }
                else
                {
                    report.WriteTo(new TextPage(streams, stream, isFile: path is not null), parsed.GetValue(questions));
                }

                return ExitCode.Done;
            }, cancellationToken);
        });
        return command;
    }

    private static (string? Id, Diagnosis Diagnosis) OfFile(SpineModel model, string path, CliStreams streams)
    {
        using var input = PatientInput.Open(path, isLines: false, streams);
        return input.IsLines
            ? throw new CliException($"{input.Name} holds several patients; 'explain' takes one. Give one of them, or 'spine diagnose --explain' for all.")
            : PatientAnswers.OfDocument(model, input);
    }

    private static Answer Named(string name)
    {
        try
        {
            return Questions.Parse(name);
        }
        catch (ArgumentException fault)
        {
            throw new CliException($"--of: {NetworkLoading.WithoutParameter(fault)}");
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using SpineInference.Fhir;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine fhir</c>: the findings of a health record, what of it was not understood, and the answer as a RiskAssessment.</summary>
internal static class FhirCommand
{
    public static Command Create(CliStreams streams)
    {
        var bundle = new Argument<string?>("BUNDLE")
        {
            Description = "The record of one patient, a FHIR R4 Bundle (JSON); '-' for standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var map = new Option<string?>("--map") { Description = "A FHIR R4 ConceptMap (JSON) from your codes to those of the library." };
        var date = new Option<string?>("--date") { Description = "The day at which the patient's age counts, 2026-11-28; that of the newest finding unless given." };
        var setting = new Option<string?>("--setting") { Description = "Where the patient is seen." };
        setting.AcceptOnlyFromAmong([.. Settings.All.Select(static s => s.Id)]);
        var complaint = new Option<string?>("--complaint") { Description = "What the patient comes for." };
        complaint.AcceptOnlyFromAmong([.. Complaints.All.Select(static c => c.Id)]);
        var questionnaire = new Option<bool>("--questionnaire") { Description = "Writes the findings as a FHIR Questionnaire, in place of reading a record." };
        Option<bool> questions = AnswerSwitches.QuestionsOption();
        Option<string?> model = ModelLoading.Option();
        var output = new Option<string?>("--out") { Description = "The file for the RiskAssessment, or the Questionnaire (JSON), written whole or not at all." };
        var command = new Command("fhir", "Reads a health record (FHIR R4): what was understood, what not, the answer; writes a RiskAssessment.") { bundle, map, date, setting, complaint, questionnaire, questions, model, output };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            SpineModel asked = ModelLoading.Load(parsed.GetValue(model));
            (string? record, string? mapped, string? path) = (parsed.GetValue(bundle), parsed.GetValue(map), parsed.GetValue(output));
            if (parsed.GetValue(questionnaire))
            {
                return record is null && mapped is null
                    ? OutputFile.Write(path, streams, stream => Write(stream, FhirQuestionnaire.Of(asked)), cancellationToken)
                    : throw new CliException("--questionnaire reads no record. Leave BUNDLE and --map out.");
            }

            if (record is null)
            {
                throw new CliException("No record is given. Give a FHIR Bundle (JSON), or '-' for standard input; '--questionnaire' needs none.");
            }

            OutputFile.ThrowIfUnwritable("--out", path, ("the record", record), ("the map", mapped));
            FhirConceptMap? codes = mapped is null ? null : FhirRecord.ReadMap(mapped, asked, streams);
            var options = new FhirReadOptions
            {
                ReferenceDate = parsed.GetValue(date) is { } day ? ReadDate(day) : null,
                Setting = parsed.GetValue(setting) is { } place ? Settings.Parse(place) : Setting.Unknown,
                Complaint = parsed.GetValue(complaint) is { } reason ? Complaints.Parse(reason) : Complaint.Unknown,
                Names = FhirRecord.Names,
            };
            var read = FhirRecord.Read(record, asked, options, codes, streams);
            if (path is not null)
            {
                // Written before the page: whoever sees the page finds the file.
                OutputFile.Write(path, streams, stream => Write(stream, read.Assess(TimeProvider.System.GetUtcNow())), cancellationToken);
            }

            read.WriteTo(new TextPage(streams, streams.Output, isFile: false), parsed.GetValue(questions));
            return ExitCode.Done;
        });
        return command;
    }

    private static DateOnly ReadDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        ? day
        : throw new CliException($"--date: '{PlainText.OfLine(text)}' is no day. Give it as year, month and day: 2026-11-28.");

    private static int Write(Stream stream, Hl7.Fhir.Model.Resource resource)
    {
        stream.Write(Encoding.UTF8.GetBytes($"{FhirJson.Write(resource, isIndented: true).ReplaceLineEndings("\n")}\n"));
        return ExitCode.Done;
    }
}

using System.Collections.Immutable;
using System.Text;
using SpineInference.Fhir;

namespace SpineInference.Tool;

/// <summary>A health record that was read and answered, with what of it was not understood.</summary>
internal sealed class FhirRecord
{
    // A hostile record can hold a fault a byte; a terminal need not.
    private const int MostTold = 200;

    /// <summary>What a remedy calls what one types.</summary>
    public static readonly FhirOptionNames Names = new()
    {
        ReferenceDate = "--date",
        Setting = "--setting",
        Codes = "by --map",
        Legs = "by --map",
        MaximumEntries = "",
        NotUnderstood = "",
    };

    private readonly string _name;
    private readonly FhirReading _reading;
    private readonly Diagnosis _diagnosis;
    private readonly FhirConceptMap? _map;

    private FhirRecord(string name, FhirReading reading, Diagnosis diagnosis, FhirConceptMap? map)
    {
        _name = name;
        _reading = reading;
        _diagnosis = diagnosis;
        _map = map;
    }

    /// <summary>Reads a concept map.</summary>
    /// <exception cref="CliException">It is none, or faulty; all faults.</exception>
    public static FhirConceptMap ReadMap(string path, SpineModel model, CliStreams streams)
    {
        try
        {
            return FhirConceptMap.ReadJson(Bytes(path, streams), model);
        }
        catch (FhirFormatException faulty)
        {
            throw new CliException(Refusal($"--map: {path} cannot be used", faulty));
        }
    }

    /// <summary>Reads a record and answers.</summary>
    /// <exception cref="CliException">There is no answer: all faults, and what else of the record was not understood.</exception>
    public static FhirRecord Read(string path, SpineModel model, FhirReadOptions options, FhirConceptMap? map, CliStreams streams)
    {
        string name = path == "-" ? "standard input" : path;
        FhirReading reading;
        try
        {
            reading = FhirPatientReader.ReadJson(Bytes(path, streams), model, map?.AddTo(options) ?? options);
        }
        catch (FhirFormatException faulty)
        {
            throw new CliException(Refusal($"{name} gives no answer, and no red flag was looked for", faulty));
        }

        try
        {
            var record = new FhirRecord(name, reading, PatientAnswers.Diagnose(reading.Patient), map);
            return FhirRiskAssessment.HasReason(record._diagnosis) ? record : throw new CliException(
                "nothing that was stated speaks of back, leg or foot: no complaint, and no symptom or sign that is there. Whatever the model answers is what it thinks of anybody.");
        }
        catch (CliException refusal)
        {
            IEnumerable<string> flags = reading.Patient.RedFlags.Select(static f => $"RED FLAG {f}");
            throw new CliException(Lines([.. flags, $"{name}: {refusal.Message}", .. Unused(reading.NotUnderstood)]));
        }
    }

    /// <summary>The RiskAssessment.</summary>
    /// <exception cref="CliException">Nothing can refer to the patient.</exception>
    public Hl7.Fhir.Model.RiskAssessment Assess(DateTimeOffset now)
    {
        try
        {
            return FhirRiskAssessment.From(_diagnosis, _reading, now);
        }
        catch (ArgumentException refusal)
        {
            throw new CliException($"--out: {NetworkLoading.WithoutParameter(refusal)}");
        }
    }

    /// <summary>Writes everything for people: red flags first.</summary>
    public void WriteTo(TextPage page, bool withQuestions)
    {
        DiagnosisTable.WriteAnswer(page, _diagnosis, _reading.Subject, new AnswerOptions(), withQuestions);
        page.Heading($"Understood: {Count(_reading.Understood.Length, "statement")} of {_name}");
        foreach (MappedResource used in _reading.Understood)
        {
            page.Line(used.ToString());
        }

        page.Heading(_reading.NotUnderstood.IsEmpty ? "Not understood: nothing" : $"Not understood: {Count(_reading.NotUnderstood.Length, "part")} of {_name}, unknown to the answer");
        foreach (NotUnderstood unused in _reading.NotUnderstood)
        {
            page.Line(unused.ToString());
        }

        if (_map is { NotUsed.IsEmpty: false } map)
        {
            page.Heading($"Of the map, {Count(map.NotUsed.Length, "part")} not used");
            foreach (NotUnderstood unused in map.NotUsed)
            {
                page.Line(unused.ToString());
            }
        }

        page.Gap();
        DiagnosisTable.Close(page, _diagnosis);
    }

    private static byte[] Bytes(string path, CliStreams streams)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new CliException($"'{path}' names no file. Give a FHIR resource (JSON), or '-' for standard input.");
        }

        using Stream? file = path == "-" ? null : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Stream source = file ?? streams.Input;
        using var memory = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > FhirPatientReader.MaximumBytes)
            {
                throw new CliException($"{(path == "-" ? "standard input" : path)} is longer than {FhirPatientReader.MaximumBytes} bytes, the limit. Give one patient at a time.");
            }
        }

        byte[] bytes = memory.ToArray();
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    private static string Refusal(string what, FhirFormatException faulty) => Lines(
    [
        $"{what}: {Count(faulty.Faults.Length, "fault")}.",
        .. faulty.Faults.Take(MostTold).Select(static f => f.ToString()),
        .. faulty.Faults.Length > MostTold ? [$"… and {faulty.Faults.Length - MostTold} faults more."] : Array.Empty<string>(),
        .. Unused(faulty.NotUnderstood),
    ]);

    private static IEnumerable<string> Unused(ImmutableArray<NotUnderstood> unused) =>
        unused.Take(MostTold).Select(static n => $"Not understood: {n}")
            .Concat(unused.Length > MostTold ? [$"… and {unused.Length - MostTold} parts more that were not understood."] : []);

    private static string Lines(string[] lines) => string.Join('\n', lines);

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}

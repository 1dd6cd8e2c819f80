using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference;

/// <summary>Reads and writes a patient as JSON.</summary>
/// <remarks>
/// <code>
/// {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg",
///  "complaintSide": "left", "literal": false, "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}, "right": {},
///  "present": ["leg-pain-worse-than-back-pain"], "absent": [],
///  "values": {"left.achilles-reflex": "reduced", "left.tibialis-anterior-strength": 3, "ankle-brachial-index": 0.95},
///  "uncertain": {"left.heel-walk-impaired": 3},
///  "measured": {"slip-percentage": 22},
///  "examination": {"over-reports": false, "left.doubtful-strength": true}}
/// </code>
/// Every field may be left out: what is not stated is unknown, never absent. <c>complaintSide</c> is that of what the patient comes for;
/// <c>literal</c> says whether the note is taken literally (<see cref="Patient.Literally"/>). <c>values</c> holds graded findings (a state, or a list of
/// the states that are possible) and numbers that tell a finding (the strength of a muscle in MRC grades 0 to 5, an index); <c>uncertain</c> a likelihood ratio for each finding, or an object from
/// state to likelihood ratio; <c>measured</c> the measurements that the model was fitted with; <c>examination</c> what a researcher knows of how the patient was examined
/// (<see cref="Patient.ReadTooMuch"/>, <see cref="Patient.StrengthDoubtful"/>). Stateless and safe for concurrent use.
/// </remarks>
/// <example><code>
/// PatientRecord record = PatientJson.Read(model, File.ReadAllBytes("patient.json"), "patient.json");
/// Diagnosis read = record.Patient.Diagnose();
/// </code></example>
public static partial class PatientJson
{
    /// <summary>The longest text read, in bytes: some five times that of a patient of whom everything is stated. It bounds time and memory,
    /// whatever the text holds.</summary>
    public const int MaximumLength = 1 << 16;

    private const string AnkleBrachialIndex = "ankle-brachial-index";

    /// <summary>Reads one patient.</summary>
    /// <param name="model">The model whose findings the patient is described by.</param>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="source">Name of the file or stream, for messages.</param>
    /// <returns>The patient with the id the text gives.</returns>
    /// <exception cref="PatientFormatException">Something is wrong; all faults are listed.</exception>
    public static PatientRecord Read(SpineModel model, ReadOnlySpan<byte> utf8, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        if (utf8.Length > MaximumLength)
        {
            throw new PatientFormatException(source, [new Fault(source, 1, 1, $"The text has {utf8.Length} bytes; expected one patient, of at most {MaximumLength}.")]);
        }

        var faults = new List<Fault>();
        var reader = new StrictJsonReader(source, utf8.ToArray(), faults.Add);
        var record = reader.Parse() is { } root ? new Parser(model, reader).Read(root) : null;
        return faults.Count == 0 && record is not null
            ? record
            : throw new PatientFormatException(source, [.. faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column)]);
    }

    /// <summary>The first <c>id</c> of the outermost object that is a text, so that a faulty line can be told by it.</summary>
    /// <param name="utf8">The line, of JSON or not.</param>
    /// <returns>The id; <see langword="null"/> where there is none before the line ceases to be JSON.</returns>
    public static string? FindId(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON from here on, or a text that is no Unicode: there is no id to be had.
            return null;
        }

        return null;
    }

    private sealed partial class Parser(SpineModel model, StrictJsonReader reader)
    {
        public PatientRecord Read(LocatedJson root)
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(
                root, "a patient", "id", "age", "sex", "setting", "complaint", "complaintSide", "literal", "left", "right", "present", "absent", "values", "uncertain", "measured", "examination");
            Patient patient = ReadContext(fields);
            ReadStatements(fields, null, ref patient);
            foreach (Leg leg in Legs.All)
            {
                if (fields.TryGetValue(leg.Id, out LocatedJson? value))
                {
                    ReadStatements(reader.ReadFields(value, $"the {leg.Id} leg", "present", "absent"), leg, ref patient);
                }
            }

            ReadPairs(fields, "values", ReadValue, ref patient);
            ReadPairs(fields, "uncertain", ReadUncertain, ref patient);
            ReadPairs(fields, "measured", ReadMeasured, ref patient);
            ReadPairs(fields, "examination", ReadExamination, ref patient);
            CheckConsistency(patient);
            return new PatientRecord(reader.ReadOptionalText(fields, "id"), patient);
        }

        private Patient ReadContext(Dictionary<string, LocatedJson> fields)
        {
            Sex sex = Choice(fields, "sex", Sex.Unknown, [.. Sexes.All.Select(static s => (s.Id, s))]);
            Setting setting = Choice(fields, "setting", Setting.Unknown, [.. Settings.All.Select(static s => (s.Id, s))]);
            Complaint complaint = Choice(fields, "complaint", Complaint.Unknown, [.. Complaints.All.Select(static c => (c.Id, c))]);
            Side? side = Choice<Side?>(fields, "complaintSide", null, [.. Sides.All.Select(static s => (s.Id, (Side?)s))]);
            bool isLiteral = reader.ReadFlag(fields, "literal");
            int? age = null;
            if (fields.TryGetValue("age", out LocatedJson? value))
            {
                double years = reader.ReadNumber(value, "age");
                age = double.IsNaN(years) ? null : (int)Math.Floor(Math.Clamp(years, -1, 1000));
            }

            try
            {
                Patient patient = model.Patient(age, sex, setting, complaint, side);
                return isLiteral ? patient.Literally() : patient;
            }
            catch (ArgumentOutOfRangeException refusal)
            {
                // Reading goes on without the age, so that other faults are found too.
                reader.AddFault(value!, Sentence(refusal));
                return model.Patient(null, sex, setting, complaint, side);
            }
        }

        private void ReadStatements(Dictionary<string, LocatedJson> fields, Leg? leg, ref Patient patient)
        {
            foreach ((string name, ObservationKind kind) in (ReadOnlySpan<(string, ObservationKind)>)
                [("present", ObservationKind.Present), ("absent", ObservationKind.Absent)])
            {
                foreach (LocatedJson value in reader.ReadList(fields, name))
                {
                    string id = reader.ReadText(value, name);
                    if (value.Kind == JsonValueKind.String)
                    {
                        Add(value, id, leg, null, kind, 1, ref patient);
                    }
                }
            }
        }

        // An id may carry its leg: "left.achilles-reflex".
        private void Add(LocatedJson where, string id, Leg? leg, string? state, ObservationKind kind, double ratio, ref Patient patient)
        {
            // Within a leg the leg may be named again, but no other.
            (Leg? named, string bare) = Legs.Split(id);
            if (named is not null && leg is not null && named != leg)
            {
                reader.AddFault(where, $"'{id}' is of the {named.Value.Id} leg and stands under '{leg.Value.Id}'. Put it under '{named.Value.Id}', or write '{bare}'.");
                return;
            }

            (leg, id) = (leg ?? named, bare);

            try
            {
                Observation observation = Observation.Of(model.GetFinding(id, state), leg, kind, ratio);
                patient = patient.With(observation);
                _stated.Add((observation, where));
            }
            catch (ArgumentException refusal)
            {
                reader.AddFault(where, Sentence(refusal) + RemedyOf(id, state, kind));
            }
        }

        private T Choice<T>(Dictionary<string, LocatedJson> fields, string name, T otherwise, params ReadOnlySpan<(string Text, T Value)> choices)
        {
            if (!fields.TryGetValue(name, out LocatedJson? value))
            {
                return otherwise;
            }

            string text = reader.ReadText(value, name);
            foreach ((string candidate, T choice) in choices)
            {
                if (candidate == text)
                {
                    return choice;
                }
            }

            if (value.Kind != JsonValueKind.String)
            {
                return otherwise;
            }

            reader.AddFault(value, $"Field '{name}': got '{text}'; expected {string.Join(" or ", choices.ToArray().Select(static c => $"'{c.Text}'"))}, or leave it out.");
            return otherwise;
        }

        // The message alone, without the "(Parameter 'x')" that the runtime appends.
        private static string Sentence(ArgumentException refusal)
        {
            int end = refusal.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
            return end < 0 ? refusal.Message : refusal.Message[..end];
        }
    }
}

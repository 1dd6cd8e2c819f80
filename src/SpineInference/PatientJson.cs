using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Reads a patient written as JSON.</summary>
/// <remarks>
/// <code>
/// {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg",
///  "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}, "right": {},
///  "present": ["leg-pain-worse-than-back-pain"], "absent": [],
///  "values": {"left.achilles-reflex": "reduced", "ankle-brachial-index": 0.95},
///  "uncertain": {"left.heel-walk-impaired": 3},
///  "measured": {"slip-percentage": 22}}
/// </code>
/// Every field may be left out: what is not stated is unknown, never absent. <c>values</c> holds graded findings (a state) and
/// numbers that tell a finding; <c>uncertain</c> a likelihood ratio for each finding; <c>measured</c> the measurements that the model was
/// fitted with. Stateless and safe for concurrent use.
/// </remarks>
public static class PatientJson
{
    private const string AnkleBrachialIndex = "ankle-brachial-index";

    /// <summary>Reads one patient.</summary>
    /// <param name="model">The model whose findings the patient is described by.</param>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="source">Name of the file or stream, for messages.</param>
    /// <exception cref="PatientFormatException">Something is wrong; all faults are listed.</exception>
    public static PatientRecord Read(SpineModel model, ReadOnlySpan<byte> utf8, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        var faults = new List<KnowledgeFault>();
        var reader = new KnowledgeReader(source, utf8.ToArray(), faults);
        var record = reader.Parse() is { } root ? new Parser(model, reader).Read(root) : null;
        return faults.Count == 0 && record is not null
            ? record
            : throw new PatientFormatException(source, [.. faults
                .OrderBy(static f => f.Line).ThenBy(static f => f.Column).Select(static f => new FormatFault(f.Line, f.Column, f.Message))]);
    }

    private sealed class Parser(SpineModel model, KnowledgeReader reader)
    {
        public PatientRecord Read(LocatedJson root)
        {
            Dictionary<string, LocatedJson> fields = reader.Fields(
                root, "a patient", "id", "age", "sex", "setting", "complaint", "left", "right", "present", "absent", "values", "uncertain", "measured");
            Patient patient = ReadContext(fields);
            ReadStatements(fields, null, ref patient);
            foreach (Leg leg in Legs.All)
            {
                if (fields.TryGetValue(leg.Id, out LocatedJson? value))
                {
                    ReadStatements(reader.Fields(value, $"the {leg.Id} leg", "present", "absent"), leg, ref patient);
                }
            }

            ReadPairs(fields, "values", ReadValue, ref patient);
            ReadPairs(fields, "uncertain", ReadUncertain, ref patient);
            ReadPairs(fields, "measured", ReadMeasured, ref patient);
            return new PatientRecord(reader.OptionalText(fields, "id"), patient);
        }

        private Patient ReadContext(Dictionary<string, LocatedJson> fields)
        {
            Sex sex = Choice(fields, "sex", Sex.Unknown, ("male", Sex.Male), ("female", Sex.Female));
            Setting setting = Choice(fields, "setting", Setting.Unknown, ("primary-care", Setting.PrimaryCare), ("spine-clinic", Setting.SpineClinic));
            Complaint complaint = Choice(fields, "complaint", Complaint.Unknown, ("leg", Complaint.Leg), ("foot-only", Complaint.FootOnly), ("back-only", Complaint.BackOnly));
            int? age = null;
            if (fields.TryGetValue("age", out LocatedJson? value))
            {
                double years = reader.Number(value, "age");
                age = double.IsNaN(years) ? null : (int)Math.Floor(Math.Clamp(years, -1, 1000));
            }

            try
            {
                return model.Patient(age, sex, setting, complaint);
            }
            catch (ArgumentOutOfRangeException refusal)
            {
                // Reading goes on without the age, so that other faults are found too.
                reader.Fault(value!, Sentence(refusal));
                return model.Patient(null, sex, setting, complaint);
            }
        }

        private void ReadStatements(Dictionary<string, LocatedJson> fields, Leg? leg, ref Patient patient)
        {
            foreach ((string name, ObservationKind kind) in (ReadOnlySpan<(string, ObservationKind)>)
                [("present", ObservationKind.Present), ("absent", ObservationKind.Absent)])
            {
                foreach (LocatedJson value in reader.List(fields, name))
                {
                    string id = reader.Text(value, name);
                    if (value.Kind == JsonValueKind.String)
                    {
                        Add(value, id, leg, null, kind, 1, ref patient);
                    }
                }
            }
        }

        private delegate void PairReader(string id, LocatedJson value, ref Patient patient);

        private void ReadPairs(Dictionary<string, LocatedJson> fields, string name, PairReader read, ref Patient patient)
        {
            if (!fields.TryGetValue(name, out LocatedJson? pairs))
            {
                return;
            }

            if (pairs.Kind != JsonValueKind.Object)
            {
                reader.Fault(pairs, $"Field '{name}': expected an object from finding to value.");
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach ((string id, LocatedJson value) in pairs.Members)
            {
                if (!seen.Add(id))
                {
                    reader.Fault(value, $"'{id}' stands twice in '{name}'.");
                    continue;
                }

                read(id, value, ref patient);
            }
        }

        private void ReadValue(string id, LocatedJson value, ref Patient patient)
        {
            if (id == AnkleBrachialIndex)
            {
                double index = reader.Number(value, id);
                if (double.IsNaN(index))
                {
                    return;
                }

                try
                {
                    Finding finding = Findings.AnkleBrachialIndex(index);
                    Add(value, finding.Id, null, finding.State, ObservationKind.Present, 1, ref patient);
                }
                catch (ArgumentOutOfRangeException refusal)
                {
                    reader.Fault(value, Sentence(refusal));
                }

                return;
            }

            string state = reader.Text(value, id);
            if (value.Kind == JsonValueKind.String)
            {
                Add(value, id, null, state, ObservationKind.Present, 1, ref patient);
            }
        }

        private void ReadUncertain(string id, LocatedJson value, ref Patient patient)
        {
            double ratio = reader.Number(value, id);
            if (!double.IsNaN(ratio))
            {
                Add(value, id, null, null, ObservationKind.Uncertain, ratio, ref patient);
            }
        }

        private void ReadMeasured(string id, LocatedJson value, ref Patient patient)
        {
            double number = reader.Number(value, id);
            if (double.IsNaN(number))
            {
                return;
            }

            try
            {
                patient = patient.WithMeasurement(id, number);
            }
            catch (ArgumentException refusal)
            {
                reader.Fault(value, Sentence(refusal));
            }
        }

        // An id may carry its leg: "left.achilles-reflex".
        private void Add(LocatedJson where, string id, Leg? leg, string? state, ObservationKind kind, double ratio, ref Patient patient)
        {
            int dot = id.IndexOf('.', StringComparison.Ordinal);
            if (leg is null && dot > 0 && Legs.TryParse(id[..dot], out Leg named))
            {
                leg = named;
                id = id[(dot + 1)..];
            }

            try
            {
                Finding finding = model.Finding(id, state);
                patient = (leg, kind) switch
                {
                    ({ } l, ObservationKind.Present) => patient.Present(l, finding),
                    ({ } l, ObservationKind.Absent) => patient.Absent(l, finding),
                    ({ } l, _) => patient.Uncertain(l, finding, ratio),
                    (null, ObservationKind.Present) => patient.Present(finding),
                    (null, ObservationKind.Absent) => patient.Absent(finding),
                    _ => patient.Uncertain(finding, ratio),
                };
            }
            catch (ArgumentException refusal)
            {
                reader.Fault(where, Sentence(refusal));
            }
        }

        private T Choice<T>(Dictionary<string, LocatedJson> fields, string name, T otherwise, params ReadOnlySpan<(string Text, T Value)> choices)
        {
            if (!fields.TryGetValue(name, out LocatedJson? value))
            {
                return otherwise;
            }

            string text = reader.Text(value, name);
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

            reader.Fault(value, $"Field '{name}': got '{text}'; expected {string.Join(" or ", choices.ToArray().Select(static c => $"'{c.Text}'"))}, or leave it out.");
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

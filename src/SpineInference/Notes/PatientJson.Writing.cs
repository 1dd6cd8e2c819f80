using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference;

public static partial class PatientJson
{
    /// <summary>Writes one patient as an object, in the form that <see cref="Read"/> takes.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">Statements leave a graded finding no possible state: the form cannot hold that.</exception>
    /// <remarks>Read back, the patient carries the same evidence; the order of the statements is that of the form.</remarks>
    public static void Write(Utf8JsonWriter writer, Patient patient, string? id)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(patient);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        if (patient.Age is { } age)
        {
            writer.WriteNumber("age", age);
        }

        WriteContext(writer, patient);
        foreach (Leg leg in Legs.All.Where(l => patient.Observations.Any(o => o.Leg == l && IsListed(patient, o))))
        {
            writer.WriteStartObject(leg.Id);
            WriteLists(writer, patient, leg);
            writer.WriteEndObject();
        }

        WriteLists(writer, patient, null);
        WriteValues(writer, patient);
        WriteUncertain(writer, patient);
        WriteMeasured(writer, patient);
        WriteExamination(writer, patient);
        writer.WriteEndObject();
    }

    private static void WriteExamination(Utf8JsonWriter writer, Patient patient)
    {
        if (patient.Examination.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("examination");
        foreach ((string variable, bool isSo) in patient.Examination)
        {
            writer.WriteBoolean(variable, isSo);
        }

        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, Patient patient)
    {
        if (patient.Sex != Sex.Unknown)
        {
            writer.WriteString("sex", patient.Sex.Id);
        }

        if (patient.Setting != Setting.Unknown)
        {
            writer.WriteString("setting", patient.Setting.Id);
        }

        if (patient.Complaint != Complaint.Unknown)
        {
            writer.WriteString("complaint", patient.Complaint.Id);
        }

        if (patient.ComplaintSide is { } side)
        {
            writer.WriteString("complaintSide", side.Id);
        }

        if (patient.IsLiteral)
        {
            writer.WriteBoolean("literal", true);
        }
    }

    private static void WriteLists(Utf8JsonWriter writer, Patient patient, Leg? leg)
    {
        foreach (bool isPresent in (ReadOnlySpan<bool>)[true, false])
        {
            string[] ids = [.. patient.Observations
                .Where(o => o.Leg == leg && IsListed(patient, o) && (o.Kind == ObservationKind.Present == (o.Finding.State == "present")) == isPresent)
                .Select(static o => o.Finding.Id)
                .Distinct(StringComparer.Ordinal)];
            if (ids.Length == 0)
            {
                continue;
            }

            writer.WriteStartArray(isPresent ? "present" : "absent");
            foreach (string finding in ids)
            {
                writer.WriteStringValue(finding);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, Patient patient)
    {
        IGrouping<string, Observation>[] graded = [.. patient.Observations
            .Where(o => o.Kind != ObservationKind.Uncertain && !IsListed(patient, o)).GroupBy(NameOf)];
        if (graded.Length == 0)
        {
            return;
        }

        writer.WriteStartObject("values");
        foreach (IGrouping<string, Observation> group in graded)
        {
            ImmutableArray<string> states = patient.Model.StatesOf(group.First().Finding);
            string[] possible = [.. states.Where(s => group.All(o => o.Kind == ObservationKind.Present == (o.Finding.State == s)))];
            if (possible.Length == 0)
            {
                throw new ArgumentException(
                    $"These statements contradict each other and cannot be written: {string.Join(", ", group)}. Keep one of them.", nameof(patient));
            }

            if (group.Any(static o => o.Kind == ObservationKind.Present))
            {
                writer.WriteString(group.Key, possible[0]);
                continue;
            }

            writer.WriteStartArray(group.Key);
            foreach (string state in possible)
            {
                writer.WriteStringValue(state);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteUncertain(Utf8JsonWriter writer, Patient patient)
    {
        IGrouping<string, Observation>[] uncertain = [.. patient.Observations.Where(static o => o.Kind == ObservationKind.Uncertain).GroupBy(NameOf)];
        if (uncertain.Length == 0)
        {
            return;
        }

        writer.WriteStartObject("uncertain");
        foreach (IGrouping<string, Observation> group in uncertain)
        {
            (string State, double Ratio)[] ratios = [.. group
                .GroupBy(static o => o.Finding.State, StringComparer.Ordinal)
                .Select(static g => (g.Key, g.Aggregate(1.0, static (product, o) => product * o.LikelihoodRatio)))];
            if (ratios is [("present", double ratio)])
            {
                writer.WriteNumber(group.Key, ratio);
                continue;
            }

            writer.WriteStartObject(group.Key);
            foreach ((string state, double stateRatio) in ratios)
            {
                writer.WriteNumber(state, stateRatio);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMeasured(Utf8JsonWriter writer, Patient patient)
    {
        if (patient.Measured.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("measured");
        foreach ((string measurement, double value) in patient.Measured)
        {
            writer.WriteNumber(measurement, value);
        }

        writer.WriteEndObject();
    }

    // Whether a statement fits 'present' or 'absent': certain, about a finding that is there or not.
    private static bool IsListed(Patient patient, Observation observation) =>
        observation.Kind != ObservationKind.Uncertain && patient.Model.IsBinary(observation.Finding);

    private static string NameOf(Observation observation) =>
        observation.Leg is { } leg ? $"{leg.Id}.{observation.Finding.Id}" : observation.Finding.Id;
}

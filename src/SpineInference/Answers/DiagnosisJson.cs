using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference;

/// <summary>Writes a diagnosis as JSON.</summary>
/// <remarks>Fields: <c>id</c>, one of each of <see cref="Questions.All"/> (<c>rootLevel</c>, <c>cause</c>, …), <c>stenosis</c> (by level),
/// <c>stenosisSyndrome</c>, <c>roots</c> (by leg and root), <c>sciatica</c>, <c>logEvidence</c>, <c>assumptions</c>, <c>doubts</c>,
/// <c>urgency</c>, <c>redFlags</c>, <c>unaskedRedFlags</c>, <c>advice</c>, <c>model</c>. Probabilities are written to the last bit.
/// <see cref="WrittenDiagnosis"/> reads it back, and <see cref="SpineJsonConverter"/> writes it for System.Text.Json. Stateless and safe for
/// concurrent use.</remarks>
public static class DiagnosisJson
{
    /// <summary>Writes one diagnosis as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <param name="more">Writes further fields before the object closes, or <see langword="null"/>.</param>
    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis, string? id, Action<Utf8JsonWriter>? more = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        Write(writer, WrittenDiagnosis.Of(diagnosis, id), more);
    }

    /// <summary>Writes red-flag questions as a list.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="questions">The questions.</param>
    public static void WriteQuestions(Utf8JsonWriter writer, ImmutableArray<RedFlagQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WriteList(writer, questions, WriteQuestion);
    }

    internal static void Write(Utf8JsonWriter writer, WrittenDiagnosis answer, Action<Utf8JsonWriter>? more)
    {
        writer.WriteStartObject();
        if (answer.Id is { } id)
        {
            writer.WriteString("id", id);
        }

        foreach (Distribution distribution in answer.Answers)
        {
            writer.WritePropertyName(distribution.Question.Field);
            distribution.WriteTo(writer);
        }

        writer.WriteStartObject("stenosis");
        foreach ((string level, double probability) in answer.Stenosis)
        {
            writer.WriteNumber(level, probability);
        }

        writer.WriteEndObject();
        writer.WriteNumber("stenosisSyndrome", answer.StenosisSyndrome);
        writer.WriteStartObject("roots");
        foreach ((string leg, ImmutableArray<Distribution> roots) in answer.Roots)
        {
            writer.WriteStartObject(leg);
            foreach (Distribution root in roots)
            {
                writer.WritePropertyName(root.Question.Field);
                root.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteNumber("sciatica", answer.SciaticaProbability);
        writer.WriteNumber("logEvidence", answer.LogEvidence);
        writer.WritePropertyName("assumptions");
        WriteList(writer, answer.Assumptions, WriteAssumption);
        writer.WritePropertyName("doubts");
        WriteList(writer, answer.Doubts, WriteDoubt);
        writer.WriteString("urgency", answer.Urgency.Id);
        writer.WritePropertyName("redFlags");
        WriteList(writer, answer.RedFlags, WriteRedFlag);
        writer.WritePropertyName("unaskedRedFlags");
        WriteList(writer, answer.UnaskedRedFlags, WriteQuestion);
        writer.WriteString("advice", answer.Advice);
        writer.WriteStartObject("model");
        writer.WriteString("version", answer.ModelVersion);
        writer.WriteString("hash", answer.ModelHash);
        writer.WriteEndObject();
        foreach ((string field, JsonElement value) in answer.More)
        {
            writer.WritePropertyName(field);
            value.WriteTo(writer);
        }

        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    internal static void WriteAssumption(Utf8JsonWriter writer, Assumption assumption)
    {
        writer.WriteStartObject();
        writer.WriteString("id", assumption.Id);
        writer.WriteString("value", assumption.Value);
        writer.WriteString("text", assumption.Text);
        writer.WriteEndObject();
    }

    internal static void WriteDoubt(Utf8JsonWriter writer, Doubt doubt)
    {
        writer.WriteStartObject();
        writer.WriteString("id", doubt.Id);
        AnswersJson.WriteTexts(writer, "findings", doubt.Findings);
        writer.WriteString("text", doubt.Text);
        writer.WriteEndObject();
    }

    internal static void WriteRedFlag(Utf8JsonWriter writer, RedFlag flag)
    {
        writer.WriteStartObject();
        writer.WriteString("id", flag.Id);
        writer.WriteString("urgency", flag.Urgency.Id);
        AnswersJson.WriteTexts(writer, "findings", flag.Findings);
        writer.WriteString("reason", flag.Reason);
        writer.WriteString("action", flag.Action);
        writer.WriteEndObject();
    }

    internal static void WriteQuestion(Utf8JsonWriter writer, RedFlagQuestion question)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", question.Rule);
        writer.WriteString("urgency", question.Urgency.Id);
        writer.WriteString("question", question.Text);
        AnswersJson.WriteTexts(writer, "findings", question.Findings);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}

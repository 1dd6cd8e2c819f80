using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Writes a diagnosis as JSON.</summary>
/// <remarks>Fields: <c>id</c>, <c>rootLevel</c>, <c>cause</c>, <c>discLevel</c>, <c>zone</c>, <c>side</c>, <c>lesionSite</c>,
/// <c>slipMechanism</c>, <c>slipDirection</c>, <c>stenosis</c> (by level), <c>stenosisSyndrome</c>, <c>roots</c> (by leg and root),
/// <c>sciatica</c>, <c>logEvidence</c>, <c>complaint</c>, <c>assumptions</c>, <c>doubts</c>, <c>urgency</c>, <c>redFlags</c>, <c>unaskedRedFlags</c>, <c>advice</c>, <c>model</c>. Probabilities are written to the last bit.
/// Stateless and safe for concurrent use.</remarks>
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
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        WriteDistribution(writer, "rootLevel", diagnosis.RootLevel);
        WriteDistribution(writer, "cause", diagnosis.Cause);
        WriteDistribution(writer, "discLevel", diagnosis.DiscLevel);
        WriteDistribution(writer, "zone", diagnosis.Zone);
        WriteDistribution(writer, "side", diagnosis.Side);
        WriteDistribution(writer, "lesionSite", diagnosis.LesionSite);
        WriteDistribution(writer, "slipMechanism", diagnosis.SlipMechanism);
        WriteDistribution(writer, "slipDirection", diagnosis.SlipDirection);
        writer.WriteStartObject("stenosis");
        foreach (DiscLevel level in DiscLevels.All)
        {
            writer.WriteNumber(level.Id, diagnosis.StenosisAt(level));
        }

        writer.WriteEndObject();
        writer.WriteNumber("stenosisSyndrome", diagnosis.StenosisSyndrome);
        WriteRoots(writer, diagnosis);
        writer.WriteNumber("sciatica", diagnosis.SciaticaProbability);
        writer.WriteNumber("logEvidence", diagnosis.LogEvidence);
        WriteDistribution(writer, "complaint", diagnosis.Complaint);
        WriteAssumptions(writer, diagnosis);
        WriteDoubts(writer, diagnosis);
        writer.WriteString("urgency", diagnosis.Urgency.Id);
        WriteRedFlags(writer, diagnosis);
        writer.WritePropertyName("unaskedRedFlags");
        WriteQuestions(writer, diagnosis.UnaskedRedFlags);
        writer.WriteString("advice", diagnosis.Advice);
        writer.WriteStartObject("model");
        writer.WriteString("version", diagnosis.ModelVersion);
        writer.WriteString("hash", diagnosis.ModelHash);
        writer.WriteEndObject();
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    private static void WriteRoots(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartObject("roots");
        foreach (Leg leg in Legs.All)
        {
            writer.WriteStartObject(leg.Id);
            foreach (NerveRoot root in NerveRoots.All.Where(static r => r != NerveRoot.L1))
            {
                WriteDistribution(writer, root.Id, diagnosis.Root(leg, root));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteAssumptions(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartArray("assumptions");
        foreach (Assumption assumption in diagnosis.Assumptions)
        {
            writer.WriteStartObject();
            writer.WriteString("id", assumption.Id);
            writer.WriteString("value", assumption.Value);
            writer.WriteString("text", assumption.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDoubts(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartArray("doubts");
        foreach (Doubt doubt in diagnosis.Doubts)
        {
            writer.WriteStartObject();
            writer.WriteString("id", doubt.Id);
            writer.WriteStartArray("findings");
            foreach (string finding in doubt.Findings)
            {
                writer.WriteStringValue(finding);
            }

            writer.WriteEndArray();
            writer.WriteString("text", doubt.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRedFlags(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartArray("redFlags");
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            writer.WriteStartObject();
            writer.WriteString("id", flag.Id);
            writer.WriteString("urgency", flag.Urgency.Id);
            WriteTexts(writer, "findings", flag.Findings);
            writer.WriteString("reason", flag.Reason);
            writer.WriteString("action", flag.Action);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes red-flag questions as a list.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="questions">The questions.</param>
    public static void WriteQuestions(Utf8JsonWriter writer, ImmutableArray<RedFlagQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        foreach (RedFlagQuestion question in questions)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", question.Rule);
            writer.WriteString("urgency", question.Urgency.Id);
            writer.WriteString("question", question.Text);
            WriteTexts(writer, "findings", question.Findings);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteDistribution<T>(Utf8JsonWriter writer, string name, Distribution<T> distribution)
        where T : struct, Enum
    {
        writer.WritePropertyName(name);
        distribution.WriteTo(writer);
    }
}

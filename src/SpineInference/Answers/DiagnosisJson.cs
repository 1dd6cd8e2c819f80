using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Writes a diagnosis as JSON.</summary>
/// <remarks>Fields: <c>id</c>, <c>rootLevel</c>, <c>cause</c>, <c>discLevel</c>, <c>zone</c>, <c>side</c>, <c>lesionSite</c>,
/// <c>slipMechanism</c>, <c>slipDirection</c>, <c>stenosis</c> (by level), <c>stenosisSyndrome</c>, <c>roots</c> (by leg and root),
/// <c>sciatica</c>, <c>logEvidence</c>, <c>redFlags</c>, <c>advice</c>, <c>model</c>. Probabilities are written to the last bit.
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
        WriteRedFlags(writer, diagnosis);
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

    private static void WriteRedFlags(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartArray("redFlags");
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            writer.WriteStartObject();
            writer.WriteString("id", flag.Id);
            writer.WriteString("urgency", flag.Urgency == Urgency.Emergency ? "emergency" : "urgent");
            writer.WriteString("finding", flag.Finding);
            writer.WriteString("reason", flag.Reason);
            writer.WriteEndObject();
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

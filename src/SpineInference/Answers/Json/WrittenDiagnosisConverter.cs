using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Writes and reads a written answer.</summary>
internal sealed class WrittenDiagnosisConverter : JsonConverter<WrittenDiagnosis>
{
    public override WrittenDiagnosis Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return WrittenDiagnosisReader.Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, WrittenDiagnosis value, JsonSerializerOptions options) => value.WriteTo(writer);
}

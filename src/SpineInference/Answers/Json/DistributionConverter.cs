using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Writes and reads the distribution of a question.</summary>
internal sealed class DistributionConverter<T>(Question<T> question) : JsonConverter<Distribution<T>>
    where T : struct, Enum
{
    public override Distribution<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return (Distribution<T>)WrittenDistribution.Read(question, document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Distribution<T> value, JsonSerializerOptions options) => value.WriteTo(writer);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Writes values that cannot be made from their text.</summary>
/// <param name="write">Writes one.</param>
/// <param name="remedy">What to read instead, as a sentence.</param>
internal sealed class WriteOnlyConverter<T>(Action<Utf8JsonWriter, T> write, string remedy = "It is written only.") : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} cannot be read back from JSON. {remedy}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
}

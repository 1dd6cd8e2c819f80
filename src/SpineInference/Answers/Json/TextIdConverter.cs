using System.Text.Json;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Writes and reads a member of an enumeration as its text id; a member without one, which says that nothing was stated, as null.</summary>
internal sealed class TextIdConverter<T>(TextIds<T> ids) : JsonConverter<T>
    where T : struct, Enum
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null && ids.IsUnstated(default) ? default : Parse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (ids.IsUnstated(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(ids.IdOf(value));
        }
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(ids.IdOf(value));

    private T Parse(string? id)
    {
        try
        {
            return ids.Parse(id ?? "");
        }
        catch (ArgumentException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }
}

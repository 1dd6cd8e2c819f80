using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>Finds the id of a line that is otherwise faulty, so that the error can be told by it.</summary>
internal static class RawId
{
    /// <summary>The first <c>id</c> of the outermost object as it stands there, a JSON text or number; <see langword="null"/> where there is none
    /// before the line ceases to be JSON.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    reader.Read();

                    // What cannot be decoded cannot be written again either.
                    _ = reader.TokenType == JsonTokenType.String ? reader.GetString() : "";
                    return reader.TokenType is JsonTokenType.String or JsonTokenType.Number
                        ? line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed].ToArray()
                        : null;
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }
}

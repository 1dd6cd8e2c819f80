using System.Text;
using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>A JSON value that knows where it stands, so that a fault can name its line and column.</summary>
/// <remarks>Immutable. Members keep their order, and one that stands twice stands here twice: that is for the reader to judge.</remarks>
public sealed class LocatedJson
{
    private LocatedJson(JsonValueKind kind, int offset)
    {
        Kind = kind;
        Offset = offset;
    }

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Byte offset of the value's first byte in the file.</summary>
    public int Offset { get; }

    /// <summary>The text of a string; empty for every other kind.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The number; 0 for every other kind.</summary>
    public double Number { get; private init; }

    /// <summary>The items of an array, in order; empty for every other kind.</summary>
    public IReadOnlyList<LocatedJson> Items { get; private init; } = [];

    /// <summary>The members of an object, in order; empty for every other kind.</summary>
    public IReadOnlyList<(string Name, LocatedJson Value)> Members { get; private init; } = [];

    /// <summary>Parses a whole file.</summary>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <exception cref="JsonException">The text is not JSON; the exception has line and column.</exception>
    public static LocatedJson Parse(ReadOnlySpan<byte> utf8)
    {
        int start = utf8.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(utf8[start..], new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            reader.Read();
            LocatedJson value = ReadValue(ref reader, start);
            while (reader.Read())
            {
            }

            return value;
        }
        catch (InvalidOperationException)
        {
            // The grammar holds, but a text cannot be decoded.
            (int line, int column) = Locate(utf8, start + (int)reader.TokenStartIndex);
            throw new JsonException("a text holds bytes that are not UTF-8, or half of a surrogate pair.", null, line - 1, column - 1);
        }
    }

    /// <summary>Line and column, both from 1, of a byte offset.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="offset">The offset, from 0.</param>
    public static (int Line, int Column) Locate(ReadOnlySpan<byte> utf8, int offset)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Min(offset, utf8.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static LocatedJson ReadValue(ref Utf8JsonReader reader, int start)
    {
        int offset = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string Name, LocatedJson Value)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!;
                    reader.Read();
                    members.Add((name, ReadValue(ref reader, start)));
                }

                return new LocatedJson(JsonValueKind.Object, offset) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<LocatedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, start));
                }

                return new LocatedJson(JsonValueKind.Array, offset) { Items = items };
            case JsonTokenType.String:
                return new LocatedJson(JsonValueKind.String, offset) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new LocatedJson(JsonValueKind.Number, offset) { Number = reader.GetDouble() };
            case JsonTokenType.True:
                return new LocatedJson(JsonValueKind.True, offset);
            case JsonTokenType.False:
                return new LocatedJson(JsonValueKind.False, offset);
            default:
                return new LocatedJson(JsonValueKind.Null, offset);
        }
    }
}

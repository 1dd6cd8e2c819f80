using System.Text.Json;
using System.Text.Unicode;

namespace SpineInference.Engine.Formats;

/// <summary>A JSON value with its place in the file. A list of numbers is kept as numbers.</summary>
internal sealed class JsonTree
{
    private JsonTree(JsonTokenType kind, TextPosition position)
    {
        Kind = kind;
        Position = position;
    }

    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind { get; }

    public TextPosition Position { get; }

    public string Text { get; private init; } = "";

    public double Number { get; private init; }

    /// <summary>The numbers of a list of nothing but numbers, else null.</summary>
    public List<double>? Numbers { get; private set; }

    public List<JsonTree> Items => field ??= [];

    public List<(string Name, JsonTree Value)> Members => field ??= [];

    public string Show() => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"\"{NetworkAssembler.Shorten(Text)}\"",
        JsonTokenType.Number => FormatNumber.Text(Number),
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Parses a whole file, or reports why not and returns null.</summary>
    public static JsonTree? Parse(byte[] bytes, NetworkAssembler assembler)
    {
        bytes = ByteOrderMark.ToUtf8(bytes);
        if (!Utf8.IsValid(bytes))
        {
            assembler.Faults.Add(TextPosition.Start, "the file is not UTF-8 text; save it in that encoding.");
            return null;
        }

        var parser = new Parser(bytes, assembler);
        try
        {
            return parser.ParseDocument();
        }
        catch (JsonException exception)
        {
            assembler.Faults.Add(PositionOf(bytes, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0), $"the file is not JSON: {exception.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The only text that is valid UTF-8 and no valid string: an escaped half of a surrogate pair.
            assembler.Faults.Add(parser.Position, "a string holds half of a surrogate pair (\\uD800 to \\uDFFF alone); expected whole characters.");
            return null;
        }
    }

    // The framework counts line feeds; lines end at CR LF and at CR alone too.
    private static TextPosition PositionOf(ReadOnlySpan<byte> bytes, long lineFeeds, long inLine)
    {
        int offset = 0;
        for (; lineFeeds > 0; lineFeeds--)
        {
            offset += bytes[offset..].IndexOf((byte)'\n') + 1;
        }

        offset = (int)Math.Min(offset + inLine, bytes.Length);
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++)
        {
            if (EndsLine(bytes, i))
            {
                line++;
                start = i + 1;
            }
        }

        return new TextPosition(line, offset - start + 1);
    }

    private static bool EndsLine(ReadOnlySpan<byte> bytes, int offset) =>
        bytes[offset] == (byte)'\n' || (bytes[offset] == (byte)'\r' && !(offset + 1 < bytes.Length && bytes[offset + 1] == (byte)'\n'));

    private sealed class Parser(byte[] bytes, NetworkAssembler assembler)
    {
        private int _count;
        private int _offset;
        private int _line = 1;
        private int _lineStart;

        public TextPosition Position => new(_line, _offset - _lineStart + 1);

        public JsonTree? ParseDocument()
        {
            var reader = new Utf8JsonReader(
                bytes, new JsonReaderOptions { MaxDepth = assembler.Limits.Depth, CommentHandling = JsonCommentHandling.Disallow });
            reader.Read();
            JsonTree? value = ParseValue(ref reader);

            // Only white space may follow; anything else throws here.
            while (value is not null && reader.Read())
            {
            }

            return value;
        }

        // The depth of this recursion is the reader's, which is limited.
        private JsonTree? ParseValue(ref Utf8JsonReader reader)
        {
            MoveTo((int)reader.TokenStartIndex);
            if (++_count > assembler.Limits.Elements)
            {
                assembler.Faults.Add(Position, $"the file has more than {assembler.Limits.Elements} values, the limit (FormatLimits.Elements).");
                return null;
            }

            TextPosition position = Position;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return ParseObject(ref reader, new JsonTree(JsonTokenType.StartObject, position));
                case JsonTokenType.StartArray:
                    return ParseArray(ref reader, new JsonTree(JsonTokenType.StartArray, position));
                case JsonTokenType.String:
                    return new JsonTree(JsonTokenType.String, position) { Text = reader.GetString()! };
                case JsonTokenType.Number:
                    return new JsonTree(JsonTokenType.Number, position) { Number = ParseNumber(ref reader, position) };
                default:
                    return new JsonTree(reader.TokenType, position);
            }
        }

        private JsonTree? ParseObject(ref Utf8JsonReader reader, JsonTree value)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                MoveTo((int)reader.TokenStartIndex);
                string name = reader.GetString()!;
                reader.Read();
                if (ParseValue(ref reader) is not { } member)
                {
                    return null;
                }

                value.Members.Add((name, member));
            }

            return value;
        }

        private JsonTree? ParseArray(ref Utf8JsonReader reader, JsonTree value)
        {
            value.Numbers = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.Number && value.Numbers is { } numbers)
                {
                    numbers.Add(ParseNumber(ref reader, value.Position));
                    continue;
                }

                // Not a list of numbers after all: what came before becomes items, at the list's own place.
                foreach (double number in value.Numbers ?? [])
                {
                    value.Items.Add(new JsonTree(JsonTokenType.Number, value.Position) { Number = number });
                }

                value.Numbers = null;
                if (ParseValue(ref reader) is not { } item)
                {
                    return null;
                }

                value.Items.Add(item);
            }

            return value;
        }

        private double ParseNumber(ref Utf8JsonReader reader, TextPosition position)
        {
            if (reader.TryGetDouble(out double number) && double.IsFinite(number))
            {
                return number;
            }

            assembler.Faults.Add(position, "a number is too large; expected one within the range of a double.");
            return 0;
        }

        // Places are asked for in the order of the file, so that finding lines costs one pass over it in all.
        private void MoveTo(int offset)
        {
            for (; _offset < offset; _offset++)
            {
                if (EndsLine(bytes, _offset))
                {
                    _line++;
                    _lineStart = _offset + 1;
                }
            }
        }
    }
}

using System.Text;
using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Parses a JSON text into values with their places, within limits.</summary>
/// <param name="utf8">The text, without a byte order mark.</param>
/// <param name="limits">How deep and how long it may be.</param>
/// <param name="keepsNumbersTogether">Whether an array of nothing but numbers becomes <see cref="LocatedJson.Numbers"/>: a table may have millions.</param>
/// <param name="takesComments">Whether comments (<c>//</c> and <c>/* */</c>) and a comma after the last member are passed over.</param>
/// <param name="report">Receives the first fault.</param>
internal sealed class JsonText(byte[] utf8, FormatLimits limits, bool keepsNumbersTogether, bool takesComments, Action<TextPosition, string> report)
{
    private int _count;
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    private TextPosition Position => new(_line, _offset - _lineStart + 1);

    /// <summary>The whole text as one value; null after a fault.</summary>
    public LocatedJson? Parse()
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.Depth, CommentHandling = takesComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow, AllowTrailingCommas = takesComments });
        try
        {
            reader.Read();
            LocatedJson? value = ParseValue(ref reader);

            // Only white space may follow; anything else throws here.
            while (value is not null && reader.Read())
            {
            }

            return value;
        }
        catch (JsonException exception)
        {
            report(PositionOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0), $"Not JSON: {WithoutPlace(exception.Message)}");
        }
        catch (InvalidOperationException)
        {
            // The grammar holds, but a text cannot be decoded.
            MoveTo((int)reader.TokenStartIndex);
            report(Position, "Not JSON: a text holds bytes that are not UTF-8, or half of a surrogate pair.");
        }

        return null;
    }

    // The framework's message ends with a place counted from 0; the fault has its own.
    private static string WithoutPlace(string message)
    {
        int place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place > 0 ? message[..place] : message;
    }

    // The depth of this recursion is the reader's, which is limited.
    private LocatedJson? ParseValue(ref Utf8JsonReader reader)
    {
        MoveTo((int)reader.TokenStartIndex);
        TextPosition position = Position;
        if (++_count > limits.Elements)
        {
            report(position, $"The text has more than {limits.Elements} values, the limit (FormatLimits.Elements).");
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ParseObject(ref reader, position);
            case JsonTokenType.StartArray:
                return ParseArray(ref reader, position);
            case JsonTokenType.String:
                return new LocatedJson(JsonValueKind.String, position) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return ParseNumber(ref reader) is { } number ? new LocatedJson(JsonValueKind.Number, position)
                {
                    Number = number,
                    Text = Encoding.UTF8.GetString(reader.ValueSpan),
                } : null;
            case JsonTokenType.True:
                return new LocatedJson(JsonValueKind.True, position);
            case JsonTokenType.False:
                return new LocatedJson(JsonValueKind.False, position);
            default:
                return new LocatedJson(JsonValueKind.Null, position);
        }
    }

    private LocatedJson? ParseObject(ref Utf8JsonReader reader, TextPosition position)
    {
        var members = new List<(string Name, LocatedJson Value)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (ParseValue(ref reader) is not { } member)
            {
                return null;
            }

            members.Add((name, member));
        }

        return new LocatedJson(JsonValueKind.Object, position) { Members = members };
    }

    private LocatedJson? ParseArray(ref Utf8JsonReader reader, TextPosition position)
    {
        var items = new List<LocatedJson>();
        List<double>? numbers = keepsNumbersTogether ? [] : null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers is not null && reader.TokenType == JsonTokenType.Number)
            {
                MoveTo((int)reader.TokenStartIndex);
                if (ParseNumber(ref reader) is not { } number)
                {
                    return null;
                }

                numbers.Add(number);
                continue;
            }

            // Not a list of numbers after all: what came before becomes items, at the list's own place.
            items.AddRange((numbers ?? []).Select(n => new LocatedJson(JsonValueKind.Number, position) { Number = n }));
            numbers = null;
            if (ParseValue(ref reader) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new LocatedJson(JsonValueKind.Array, position) { Items = items, Numbers = numbers };
    }

    private double? ParseNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return number;
        }

        report(Position, "A number is too large; expected one within the range of a double.");
        return null;
    }

    // Places are asked for in the order of the text, so that finding lines costs one pass over it in all.
    private void MoveTo(int offset)
    {
        for (; _offset < offset; _offset++)
        {
            if (EndsLine(_offset))
            {
                _line++;
                _lineStart = _offset + 1;
            }
        }
    }

    // The framework counts line feeds; lines end at CR LF and at CR alone too.
    private TextPosition PositionOf(long lineFeeds, long inLine)
    {
        int offset = 0;
        for (; lineFeeds > 0; lineFeeds--)
        {
            offset += utf8.AsSpan(offset).IndexOf((byte)'\n') + 1;
        }

        (_offset, _line, _lineStart) = (0, 1, 0);
        MoveTo((int)Math.Min(offset + inLine, utf8.Length));
        return Position;
    }

    private bool EndsLine(int offset) =>
        utf8[offset] == (byte)'\n' || (utf8[offset] == (byte)'\r' && !(offset + 1 < utf8.Length && utf8[offset + 1] == (byte)'\n'));
}

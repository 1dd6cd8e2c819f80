using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>The rows of JSON Lines: an object a line, each value as the text that is written.</summary>
internal sealed class JsonLinesRows(Stream stream, string path, TableOptions options)
{
    private const int LongestLine = 16 << 20;

    private readonly LineReader _lines = new(stream, LongestLine);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _row;

    private delegate void FieldReader(string name, string? value);

    /// <summary>The names of all fields, in the order of their first appearance.</summary>
    /// <exception cref="CohortFormatException">A line is no object, or there is none.</exception>
    public ImmutableArray<string> ReadHeaders()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<string>.Builder headers = ImmutableArray.CreateBuilder<string>();
        while (ReadLine((name, _) =>
        {
            if (known.Add(name))
            {
                headers.Add(name);
            }
        }))
        {
            if (headers.Count > options.MostColumns)
            {
                throw Fault("", $"the lines so far have {headers.Count} fields of different names; expected at most {options.MostColumns}, the limit.");
            }
        }

        return _row > 0 ? headers.ToImmutable() : throw Fault("", "the file is empty; expected a JSON object in each line.");
    }

    /// <summary>The rows: one cell for each header.</summary>
    public IEnumerable<IReadOnlyList<string?>> Read(ImmutableArray<string> headers)
    {
        Dictionary<string, int> columnOf = headers.Select(static (h, i) => KeyValuePair.Create(h, i)).ToDictionary(StringComparer.Ordinal);
        var cells = new string?[headers.Length];
        var filled = new List<int>();
        while (ReadLine((name, value) =>
        {
            if (!columnOf.TryGetValue(name, out int column))
            {
                throw Fault(name, "the file did not have this field when it was opened; it must not change while it is read.");
            }

            cells[column] = value;
            filled.Add(column);
        }))
        {
            yield return cells;

            // Only what was filled is emptied: a table of many sparse columns stays linear in its length.
            filled.ForEach(column => cells[column] = null);
            filled.Clear();
        }
    }

    private bool ReadLine(FieldReader field)
    {
        while (_lines.ReadNext() is { } line)
        {
            if (line.IsTooLong)
            {
                _row++;
                throw Fault("", $"the line is longer than {LongestLine} bytes, the limit.");
            }

            if (line.Bytes.AsSpan().ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                _row++;
                ReadObject(line.Bytes, field);
                return true;
            }
        }

        return false;
    }

    private void ReadObject(byte[] line, FieldReader field)
    {
        if (!Utf8.IsValid(line))
        {
            throw Fault("", $"the line is not UTF-8 from byte {ValidLength(line) + 1} on; save the table in that encoding.");
        }

        string name = "";
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                throw Fault("", "the line is not a JSON object; expected {\"column\": value, …}.");
            }

            _seen.Clear();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                name = json.GetString()!;
                json.Read();
                if (!_seen.Add(name))
                {
                    throw Fault(name, "the field stands twice in the line.");
                }

                field(name, Value(ref json, line, name));
            }

            name = "";

            // Nothing but white space may follow; anything else throws here.
            json.Read();
        }
        catch (JsonException fault)
        {
            throw Fault(name, $"the line is not JSON at its byte {fault.BytePositionInLine + 1}: {Sentence(fault.Message)}");
        }
        catch (InvalidOperationException)
        {
            throw Fault(name, "a text of the line holds half of a surrogate pair, which is no character.");
        }
    }

    private string? Value(ref Utf8JsonReader json, byte[] line, string name)
    {
        int start = (int)json.TokenStartIndex;
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            json.Skip();
        }

        string? value = json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => json.GetString(),
            _ => Encoding.UTF8.GetString(line.AsSpan(start, (int)json.BytesConsumed - start)),
        };
        return value is null || value.Length <= options.LongestCell
            ? value
            : throw Fault(name, $"the value has {value.Length} characters; expected at most {options.LongestCell}, the limit.");
    }

    private static int ValidLength(byte[] line)
    {
        Utf8.ToUtf16(line, new char[line.Length], out int read, out _, replaceInvalidSequences: false);
        return read;
    }

    // The parser's own place is in bytes and lines from 0, of one line: ours is better.
    private static string Sentence(string message)
    {
        int place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return FaultText.Shorten(place > 0 ? message[..place] : message);
    }

    private CohortFormatException Fault(string column, string message) => new(path, [Engine.Formats.Fault.OfTable(path, _row, column, message)], 1);
}

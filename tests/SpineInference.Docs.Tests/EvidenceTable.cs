using System.Collections.Immutable;
using System.Text;

namespace SpineInference.Docs.Tests;

/// <summary>The published rates of docs/evidence, read strictly by RFC 4180.</summary>
internal static class EvidenceTable
{
    /// <summary>The columns of the file, in order.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "id", "topic", "study", "citation", "citation_gaps", "address", "read", "population", "setting", "study_n", "age", "design",
        "reference_standard", "event", "condition", "measure", "k", "n", "value", "low", "high", "interval", "network_event", "network_given",
        "date_read", "note",
    ];

    /// <summary>Every rate of the file by column.</summary>
    public static ImmutableArray<ImmutableDictionary<string, string>> Rates { get; } = Read(File.ReadAllText(PathOfRates));

    /// <summary>The file of rates.</summary>
    public static string PathOfRates =>
        Path.Combine(Repository.Root ?? throw new InvalidOperationException("The rates are not above the test assembly."), "docs", "evidence", "rates.csv");

    /// <summary>The records of a text, each with as many fields as the first, which names the columns.</summary>
    /// <exception cref="InvalidDataException">A quotation mark stands where none may, a quoted field never ends, or a record has too few or too many fields.</exception>
    public static ImmutableArray<ImmutableDictionary<string, string>> Read(string text)
    {
        List<ImmutableArray<string>> records = Records(text);
        ImmutableArray<string> names = records[0];
        return [.. records.Skip(1).Index().Select(r => r.Item.Length == names.Length
            ? names.Zip(r.Item).ToImmutableDictionary(static f => f.First, static f => f.Second, StringComparer.Ordinal)
            : throw new InvalidDataException($"Record {r.Index + 1} has {r.Item.Length} fields; the columns are {names.Length}."))];
    }

    private static List<ImmutableArray<string>> Records(string text)
    {
        List<ImmutableArray<string>> records = [];
        List<string> fields = [];
        int i = 0;
        while (i < text.Length)
        {
            fields.Add(Field(text, ref i));
            if (i < text.Length && text[i] == ',')
            {
                i++;
                continue;
            }

            i += i + 1 < text.Length && text[i] == '\r' && text[i + 1] == '\n' ? 2 : 1;
            records.Add([.. fields]);
            fields.Clear();
        }

        return fields.Count == 0 ? records : throw new InvalidDataException("The last record ends with a comma.");
    }

    private static string Field(string text, ref int i)
    {
        if (i >= text.Length || text[i] != '"')
        {
            int start = i;
            i = text.AsSpan(i).IndexOfAny(",\r\n\"") is int length and >= 0 ? start + length : text.Length;
            return i < text.Length && text[i] == '"'
                ? throw new InvalidDataException($"A quotation mark inside the plain field \"{text[start..i]}\".")
                : text[start..i];
        }

        StringBuilder field = new();
        for (i++; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                field.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else
            {
                i++;
                return i == text.Length || text[i] is ',' or '\r' or '\n'
                    ? field.ToString()
                    : throw new InvalidDataException($"Text after the quoted field \"{field}\".");
            }
        }

        throw new InvalidDataException($"The quoted field \"{field}\" never ends.");
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Reads the JSON of a column map strictly: every fault with its line and column, all together.</summary>
internal sealed class ColumnMapReader
{
    private readonly byte[] _bytes;
    private readonly List<CohortFault> _faults = [];
    private readonly Dictionary<string, string> _columnOfMeasurement = new(StringComparer.Ordinal);
    private long _faultCount;

    private ColumnMapReader(byte[] bytes) => _bytes = bytes;

    public static ColumnMap Read(byte[] bytes, string path)
    {
        var reader = new ColumnMapReader(ByteOrderMark.ToUtf8(bytes));
        ColumnMap? map = null;
        try
        {
            map = reader.ReadDocument();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var json = exception as JsonException;
            reader._faultCount++;
            reader._faults.Add(new CohortFault(
                (json?.LineNumber ?? 0) + 1, Text((json?.BytePositionInLine ?? 0) + 1), $"the file is not JSON: {exception.Message}"));
        }

        return map is not null && reader._faultCount == 0
            ? map
            : throw new CohortFormatException(path, [.. reader._faults], reader._faultCount);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private ColumnMap? ReadDocument()
    {
        var json = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = 16 });
        json.Read();
        string? format = null;
        double version = 0;
        string? weight = null;
        List<string>? missing = null;
        List<string>? ignored = null;
        var table = new TableOptions();
        ImmutableDictionary<string, ColumnMapping>.Builder? columns = null;
        bool isObject = ReadObject(ref json, "the map", (ref Utf8JsonReader r, string field) =>
        {
            switch (field)
            {
                case "format":
                    format = ReadString(ref r, field);
                    return true;
                case "version":
                    version = ReadNumber(ref r, field);
                    return true;
                case "weight":
                    weight = ReadString(ref r, field);
                    return true;
                case "missing":
                    missing = ReadStrings(ref r, field);
                    return true;
                case "ignore":
                    ignored = ReadStrings(ref r, field);
                    return true;
                case "separator":
                    table = table with { Separator = ReadCharacter(ref r, field) };
                    return true;
                case "encoding":
                    table = table with { Encoding = ReadString(ref r, field) };
                    return true;
                case "decimal":
                    table = table with { DecimalSign = ReadCharacter(ref r, field) ?? '.' };
                    return true;
                case "columns":
                    columns = ReadColumns(ref r);
                    return true;
                default:
                    return false;
            }
        });
        while (json.Read())
        {
        }

        if (!isObject)
        {
            return null;
        }

        Require(format == ColumnMap.FormatId, $"field 'format' is {FaultText.Shorten(format ?? "missing")}; expected \"{ColumnMap.FormatId}\".");
        Require(version == ColumnMap.FormatVersion, $"field 'version' is {version}; this library reads version {ColumnMap.FormatVersion}.");
        Require(columns is not null, "field 'columns' is missing; expected an object from headers to what the columns hold.");
        Require(table.Check() is null, table.Check() ?? "");
        return columns is null ? null : new ColumnMap(columns.ToImmutable(), weight, missing, ignored, table);
    }

    private ImmutableDictionary<string, ColumnMapping>.Builder ReadColumns(ref Utf8JsonReader json)
    {
        var columns = ImmutableDictionary.CreateBuilder<string, ColumnMapping>(StringComparer.Ordinal);
        ReadObject(ref json, "columns", (ref Utf8JsonReader r, string header) =>
        {
            long start = r.TokenStartIndex;
            var mapping = new ColumnMapping();
            ReadObject(ref r, $"column '{FaultText.Shorten(header)}'", (ref Utf8JsonReader inner, string field) =>
            {
                switch (field)
                {
                    case "variable":
                        mapping = mapping with { Variable = ReadString(ref inner, field) };
                        return true;
                    case "measurement":
                        mapping = mapping with { Measurement = ReadString(ref inner, field) };
                        return true;
                    case "missing":
                        mapping = mapping with { Missing = [.. ReadStrings(ref inner, field)] };
                        return true;
                    case "factor":
                        mapping = mapping with { Factor = ReadNumber(ref inner, field) };
                        return true;
                    case "values":
                        mapping = mapping with { Values = ReadValues(ref inner, header) };
                        return true;
                    default:
                        return false;
                }
            });
            if (mapping.Variable is null == mapping.Measurement is null)
            {
                Fault(start, $"column '{FaultText.Shorten(header)}' names {(mapping.Variable is null ? "neither a variable nor" : "both a variable and")} a measurement; expected one of them.");
            }
            else if (mapping.Measurement is not null && mapping.Values.Count > 0)
            {
                Fault(start, $"column '{FaultText.Shorten(header)}' is a measurement and maps values; only a variable's values are mapped.");
            }
            else if (mapping.Variable is not null && mapping.Factor != 1)
            {
                Fault(start, $"column '{FaultText.Shorten(header)}' holds a variable and has a factor; only a measurement's numbers are multiplied.");
            }

            if (!double.IsFinite(mapping.Factor) || mapping.Factor == 0)
            {
                Fault(start, $"column '{FaultText.Shorten(header)}': the factor is {mapping.Factor}; expected a finite number, not 0.");
            }

            if (mapping.Measurement is { } measurement && !_columnOfMeasurement.TryAdd(measurement, header))
            {
                Fault(start, $"columns '{FaultText.Shorten(_columnOfMeasurement[measurement])}' and '{FaultText.Shorten(header)}' hold the same measurement '{FaultText.Shorten(measurement)}'; ignore one.");
            }

            columns[header] = mapping;
            return true;
        });
        return columns;
    }

    private ImmutableSortedDictionary<string, string> ReadValues(ref Utf8JsonReader json, string header)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        ReadObject(ref json, $"values of column '{FaultText.Shorten(header)}'", (ref Utf8JsonReader r, string value) =>
        {
            values[value] = ReadString(ref r, value) ?? "";
            return true;
        });
        return values.ToImmutable();
    }

    private delegate bool FieldReader(ref Utf8JsonReader json, string field);

    private bool ReadObject(ref Utf8JsonReader json, string what, FieldReader readField)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Fault(json.TokenStartIndex, $"{what}: expected an object.");
            json.Skip();
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            long start = json.TokenStartIndex;
            string field = json.GetString()!;
            json.Read();
            if (!seen.Add(field))
            {
                Fault(start, $"{what}: '{FaultText.Shorten(field)}' stands twice.");
            }

            if (!readField(ref json, field))
            {
                Fault(start, $"{what}: unknown field '{FaultText.Shorten(field)}'.");
                json.Skip();
            }
        }

        return true;
    }

    private string? ReadString(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        Fault(json.TokenStartIndex, $"'{FaultText.Shorten(field)}': expected a string.");
        json.Skip();
        return null;
    }

    private char? ReadCharacter(ref Utf8JsonReader json, string field)
    {
        long start = json.TokenStartIndex;
        string? text = ReadString(ref json, field);
        if (text is null || text.Length == 1)
        {
            return text?[0];
        }

        Fault(start, $"'{field}': got '{FaultText.Shorten(text)}'; expected one character.");
        return null;
    }

    private double ReadNumber(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double number))
        {
            return number;
        }

        Fault(json.TokenStartIndex, $"'{FaultText.Shorten(field)}': expected a number.");
        json.Skip();
        return double.NaN;
    }

    private List<string> ReadStrings(ref Utf8JsonReader json, string field)
    {
        var texts = new List<string>();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Fault(json.TokenStartIndex, $"'{FaultText.Shorten(field)}': expected a list of strings.");
            json.Skip();
            return texts;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadString(ref json, field) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private void Require(bool condition, string message)
    {
        if (!condition)
        {
            Fault(0, message);
        }
    }

    private void Fault(long offset, string message)
    {
        if (++_faultCount > CohortReader.MostFaultsListed)
        {
            return;
        }

        ReadOnlySpan<byte> before = _bytes.AsSpan(0, (int)Math.Min(offset, _bytes.Length));
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        _faults.Add(new CohortFault(before.Count((byte)'\n') + 1, Text(offset - lineStart + 1), message));
    }
}

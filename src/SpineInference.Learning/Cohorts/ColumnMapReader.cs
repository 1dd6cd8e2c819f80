using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Reads the JSON of a column map strictly: every fault with its line and column, all together.</summary>
internal sealed class ColumnMapReader
{
    private readonly StrictJsonReader _reader;
    private readonly Dictionary<string, string> _columnOfMeasurement = new(StringComparer.Ordinal);

    private ColumnMapReader(StrictJsonReader reader) => _reader = reader;

    public static ColumnMap Read(byte[] bytes, string path)
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader(path, bytes, faults.Add, FormatLimits.Default) { TakesComments = true };
        ColumnMap? map = reader.Parse() is { } root ? new ColumnMapReader(reader).ReadMap(root) : null;
        return map is not null && faults.Count == 0
            ? map
            : throw new CohortFormatException(
                path,
                [.. faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column).Take(CohortReader.MostFaultsListed)],
                faults.Count);
    }

    private ColumnMap? ReadMap(LocatedJson root)
    {
        Dictionary<string, LocatedJson> fields = _reader.ReadFields(
            root, "a column map", "format", "version", "weight", "missing", "ignore", "separator", "encoding", "decimal", "quote", "sheet", "columns");
        if (root.Kind != JsonValueKind.Object)
        {
            return null;
        }

        string format = _reader.ReadOptionalText(fields, "format") ?? "missing";
        double version = fields.TryGetValue("version", out LocatedJson? number) ? _reader.ReadNumber(number, "version") : 0;
        Require(root, format == ColumnMap.FormatId, $"field 'format' is {FaultText.Shorten(format)}; expected \"{ColumnMap.FormatId}\".");
        Require(root, version == ColumnMap.FormatVersion, $"field 'version' is {version}; this library reads version {ColumnMap.FormatVersion}.");
        var table = new TableOptions();
        table = table with
        {
            Separator = ReadCharacter(fields, "separator"),
            Encoding = _reader.ReadOptionalText(fields, "encoding") ?? table.Encoding,
            DecimalSign = ReadCharacter(fields, "decimal"),
            Quote = fields.TryGetValue("quote", out LocatedJson? quote) && quote is { Kind: JsonValueKind.String, Text: "none" } ? TableOptions.NoQuote : ReadCharacter(fields, "quote"),
            Sheet = _reader.ReadOptionalText(fields, "sheet"),
        };
        Require(root, table.Check() is null, table.Check() ?? "");
        List<string>? missing = fields.ContainsKey("missing") ? [.. _reader.ReadTexts(fields, "missing")] : null;
        List<string>? ignored = fields.ContainsKey("ignore") ? [.. _reader.ReadTexts(fields, "ignore")] : null;
        string? weight = _reader.ReadOptionalText(fields, "weight");
        if (!fields.TryGetValue("columns", out LocatedJson? columns))
        {
            _reader.AddFault(root, "field 'columns' is missing; expected an object from headers to what the columns hold.");
            return null;
        }

        var mappings = ImmutableDictionary.CreateBuilder<string, ColumnMapping>(StringComparer.Ordinal);
        foreach ((string header, LocatedJson value) in _reader.ReadMembers(columns, "columns"))
        {
            mappings[header] = new ColumnMappingReader(_reader, header, _columnOfMeasurement).Read(value);
        }

        return new ColumnMap(mappings.ToImmutable(), weight, missing, ignored, table);
    }

    private char? ReadCharacter(Dictionary<string, LocatedJson> fields, string name)
    {
        if (_reader.ReadOptionalText(fields, name) is not { } text)
        {
            return null;
        }

        if (text.Length == 1)
        {
            return text[0];
        }

        _reader.AddFault(fields[name], $"'{name}': got '{FaultText.Shorten(text)}'; expected one character.");
        return null;
    }

    private void Require(LocatedJson root, bool condition, string message)
    {
        if (!condition)
        {
            _reader.AddFault(root, message);
        }
    }
}

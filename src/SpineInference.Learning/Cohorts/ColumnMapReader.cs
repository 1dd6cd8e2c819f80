using System.Collections.Immutable;
using System.Globalization;
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
        var reader = new StrictJsonReader(path, bytes, faults.Add, FormatLimits.Default);
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
        Dictionary<string, LocatedJson> fields = _reader.Fields(
            root, "a column map", "format", "version", "weight", "missing", "ignore", "separator", "encoding", "decimal", "columns");
        if (root.Kind != JsonValueKind.Object)
        {
            return null;
        }

        string format = _reader.OptionalText(fields, "format") ?? "missing";
        double version = fields.TryGetValue("version", out LocatedJson? number) ? _reader.Number(number, "version") : 0;
        Require(root, format == ColumnMap.FormatId, $"field 'format' is {FaultText.Shorten(format)}; expected \"{ColumnMap.FormatId}\".");
        Require(root, version == ColumnMap.FormatVersion, $"field 'version' is {version}; this library reads version {ColumnMap.FormatVersion}.");
        var table = new TableOptions();
        table = table with
        {
            Separator = ReadCharacter(fields, "separator"),
            Encoding = _reader.OptionalText(fields, "encoding") ?? table.Encoding,
            DecimalSign = ReadCharacter(fields, "decimal") ?? '.',
        };
        Require(root, table.Check() is null, table.Check() ?? "");
        List<string>? missing = fields.ContainsKey("missing") ? [.. _reader.Texts(fields, "missing")] : null;
        List<string>? ignored = fields.ContainsKey("ignore") ? [.. _reader.Texts(fields, "ignore")] : null;
        string? weight = _reader.OptionalText(fields, "weight");
        if (!fields.TryGetValue("columns", out LocatedJson? columns))
        {
            _reader.Fault(root, "field 'columns' is missing; expected an object from headers to what the columns hold.");
            return null;
        }

        var mappings = ImmutableDictionary.CreateBuilder<string, ColumnMapping>(StringComparer.Ordinal);
        foreach ((string header, LocatedJson value) in _reader.Members(columns, "columns"))
        {
            mappings[header] = ReadColumn(header, value);
        }

        return new ColumnMap(mappings.ToImmutable(), weight, missing, ignored, table);
    }

    private ColumnMapping ReadColumn(string header, LocatedJson value)
    {
        string what = $"column '{FaultText.Shorten(header)}'";
        Dictionary<string, LocatedJson> fields = _reader.Fields(value, what, "variable", "measurement", "missing", "factor", "values");
        var mapping = new ColumnMapping();
        mapping = mapping with
        {
            Variable = _reader.OptionalText(fields, "variable"),
            Measurement = _reader.OptionalText(fields, "measurement"),
            Missing = fields.ContainsKey("missing") ? [.. _reader.Texts(fields, "missing")] : mapping.Missing,
            Factor = fields.TryGetValue("factor", out LocatedJson? factor) ? _reader.Number(factor, "factor") : mapping.Factor,
            Values = fields.TryGetValue("values", out LocatedJson? values) ? ReadValues(values, header) : mapping.Values,
        };
        if (mapping.Variable is null == mapping.Measurement is null)
        {
            _reader.Fault(value, $"{what} names {(mapping.Variable is null ? "neither a variable nor" : "both a variable and")} a measurement; expected one of them.");
        }
        else if (mapping.Measurement is not null && mapping.Values.Count > 0)
        {
            _reader.Fault(value, $"{what} is a measurement and maps values; only a variable's values are mapped.");
        }
        else if (mapping.Variable is not null && mapping.Factor != 1)
        {
            _reader.Fault(value, $"{what} holds a variable and has a factor; only a measurement's numbers are multiplied.");
        }

        if (!double.IsFinite(mapping.Factor) || mapping.Factor == 0)
        {
            _reader.Fault(value, $"{what}: the factor is {mapping.Factor}; expected a finite number, not 0.");
        }

        if (mapping.Measurement is { } measurement && !_columnOfMeasurement.TryAdd(measurement, header))
        {
            _reader.Fault(value, $"columns '{FaultText.Shorten(_columnOfMeasurement[measurement])}' and '{FaultText.Shorten(header)}' hold the same measurement '{FaultText.Shorten(measurement)}'; ignore one.");
        }

        return mapping;
    }

    private ImmutableSortedDictionary<string, string> ReadValues(LocatedJson values, string header) => _reader
        .Members(values, $"values of column '{FaultText.Shorten(header)}'")
        .ToImmutableSortedDictionary(static m => m.Key, m => _reader.Text(m.Value, m.Key), StringComparer.Ordinal);

    private char? ReadCharacter(Dictionary<string, LocatedJson> fields, string name)
    {
        if (_reader.OptionalText(fields, name) is not { } text)
        {
            return null;
        }

        if (text.Length == 1)
        {
            return text[0];
        }

        _reader.Fault(fields[name], $"'{name}': got '{FaultText.Shorten(text)}'; expected one character.");
        return null;
    }

    private void Require(LocatedJson root, bool condition, string message)
    {
        if (!condition)
        {
            _reader.Fault(root, message);
        }
    }
}

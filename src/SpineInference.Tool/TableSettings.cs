using System.CommandLine;
using SpineInference.Cohorts;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>The options that say what a table's columns mean and how it is written.</summary>
internal sealed class TableSettings
{
    private readonly Option<string?> _map = new("--map")
    {
        Description = "What the columns mean (JSON); not needed where headers are names of variables and values names of states. 'spine map --init' begins one.",
    };

    private readonly Option<string?> _separator = new("--separator")
    {
        Description = "What stands between the cells of a row: one character, or 'tab'; found out unless given.",
    };

    private readonly Option<string?> _encoding = new("--encoding") { Description = "The encoding of the table, as windows-1252; found out unless given." };

    private readonly Option<string?> _decimal = new("--decimal") { Description = "What stands before the decimals of a number: '.' or ','; found out unless given." };

    private readonly Option<string?> _quote = new("--quote")
    {
        Description = "What stands around cells that hold separators or line breaks: '\"', \"'\" or none; found out unless given.",
    };

    private readonly Option<string[]> _missing = new("--missing")
    {
        Description = "A text that means unknown, besides the empty one; may be given more than once. The usual ones (NA, k.A., ?) are found unless given.",
    };

    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of an Excel workbook; the first unless given." };

    private readonly Option<string?> _sql = new("--sql")
    {
        Description = "A query whose answer is the table; DATA is then a file of DuckDB, or where Postgres is: postgres://USER@HOST/DATABASE or Host=….",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_map, _separator, _encoding, _decimal, _quote, _missing, _sheet, _sql])
        {
            command.Add(option);
        }
    }

    /// <summary>The file of the column map, or <see langword="null"/>.</summary>
    public string? MapPath(ParseResult parsed) => parsed.GetValue(_map);

    /// <summary>Opens the table, finds out of its writing what was not said, and tells it on standard error.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="source">The file, <c>-</c> for standard input, or the database of <c>--sql</c>.</param>
    /// <param name="network">The network.</param>
    /// <param name="measurements">Names of measurements, which without a map are columns of their name.</param>
    /// <param name="streams">Holds standard input, and receives what was found out.</param>
    /// <exception cref="CliException">An option is none.</exception>
    public MappedTable Open(ParseResult parsed, string source, BayesianNetwork network, IEnumerable<string> measurements, CliStreams streams)
    {
        ColumnMap map = parsed.GetValue(_map) is { } path ? ColumnMap.Read(path) : ColumnMap.ForNames(network, [.. measurements]);
        map = WithOptions(parsed, map).WithSuggestions(name => Suggestions.ForVariable(name, network));
        (TableForm form, Func<TableOptions, PatientTable> open) = parsed.GetValue(_sql) is { } sql
            ? OfQuery(source, sql, map)
            : source == "-" ? OfStandardInput(map, streams)
            : (PatientTable.FindForm(source, map.Table), options => PatientTable.Open(source, options));
        map = map.With(form);
        PatientTable table = open(map.Table);
        Tell(table, form, map, streams);
        return new MappedTable(table, map, form);
    }

    private static (TableForm Form, Func<TableOptions, PatientTable> Open) OfQuery(string source, string sql, ColumnMap map)
    {
        var table = PatientTable.Query(source, sql, map.Table);
        return (map.StatesMissing ? TableForm.OfRows([], map.Table) : TableForm.OfRows(table.ReadRows(), map.Table), _ => table);
    }

    // What was piped is kept: it is read more than once.
    private static (TableForm Form, Func<TableOptions, PatientTable> Open) OfStandardInput(ColumnMap map, CliStreams streams)
    {
        const string Name = "standard input";
        using var kept = new MemoryStream();
        streams.Input.CopyTo(kept);
        byte[] bytes = kept.ToArray();
        if (bytes.AsSpan().StartsWith("PAR1"u8) || bytes.AsSpan().StartsWith("PK"u8))
        {
            throw new CliException("standard input holds Parquet or an Excel workbook; only text is read from it. Give the file by its path.");
        }

        bool isJson = bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8);
        return (TableForm.Of(Name, Open, isJson, map.Table), options => PatientTable.Of(TextTable.Open(Name, Open, isJson, options)));

        Stream Open() => new MemoryStream(bytes, writable: false);
    }

    private static void Tell(PatientTable table, TableForm form, ColumnMap map, CliStreams streams)
    {
        IEnumerable<string> told = form.Assumptions;
        if (!map.StatesMissing && form.Missing.Length > 0)
        {
            told = told.Append($"unknown where a cell says {string.Join(", ", form.Missing.Select(static m => $"'{m}'"))}");
        }

        string assumed = string.Join("; ", told);
        if (assumed.Length > 0)
        {
            streams.Error.WriteLine(PlainText.OfLine($"spine: {table.Name}: assumed {assumed}. Other? Say so in the map or by option."));
        }
    }

    private ColumnMap WithOptions(ParseResult parsed, ColumnMap map)
    {
        TableOptions table = map.Table;
        if (parsed.GetValue(_separator) is { } separator)
        {
            table = table with { Separator = separator.ToLowerInvariant() is "tab" or "\\t" ? '\t' : One(separator, "--separator", "one character, or 'tab'") };
        }

        if (parsed.GetValue(_decimal) is { } sign)
        {
            table = table with { DecimalSign = One(sign, "--decimal", "'.' or ','") };
        }

        if (parsed.GetValue(_quote) is { } quote)
        {
            table = table with { Quote = quote == "none" ? TableOptions.NoQuote : One(quote, "--quote", "'\"', \"'\" or none") };
        }

        table = table with { Encoding = parsed.GetValue(_encoding) ?? table.Encoding, Sheet = parsed.GetValue(_sheet) ?? table.Sheet };
        map = map.With(table);
        return parsed.GetValue(_missing) is { Length: > 0 } missing ? map.WithMissing(missing.Prepend("")) : map;
    }

    private static char One(string text, string option, string expected) =>
        text.Length == 1 ? text[0] : throw new CliException($"{option}: got '{text}'; expected {expected}.");
}

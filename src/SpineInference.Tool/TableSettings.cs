using System.CommandLine;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>The options that say what a table's columns mean and how it is written.</summary>
internal sealed class TableSettings
{
    private readonly Option<string?> _map = new("--map")
    {
        Description = "What the columns mean (JSON); not needed where headers are names of variables and values names of states.",
    };

    private readonly Option<string?> _separator = new("--separator")
    {
        Description = "What stands between the cells of a row: one character, or 'tab'; a comma unless given, and a tab in .tsv.",
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "The encoding of the table, as windows-1252; UTF-8 (UTF-16 with a byte order mark) unless given.",
    };

    private readonly Option<string?> _decimal = new("--decimal")
    {
        Description = "What stands before the decimals of a number: '.' or ','; a point unless given.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_map);
        command.Add(_separator);
        command.Add(_encoding);
        command.Add(_decimal);
    }

    /// <summary>The file of the column map, or <see langword="null"/>.</summary>
    public string? MapPath(ParseResult parsed) => parsed.GetValue(_map);

    /// <summary>The column map: that of the file, or the network's own names; what the command line says of the writing comes first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="measurements">Names of measurements, which without a map are columns of their name.</param>
    /// <exception cref="CliException">An option is none.</exception>
    public ColumnMap Read(ParseResult parsed, BayesianNetwork network, IEnumerable<string> measurements)
    {
        ColumnMap map = parsed.GetValue(_map) is { } path ? ColumnMap.Read(path) : ColumnMap.ForNames(network, [.. measurements]);
        TableOptions table = map.Table;
        if (parsed.GetValue(_separator) is { } separator)
        {
            table = table with { Separator = separator.ToLowerInvariant() is "tab" or "\\t" ? '\t' : One(separator, "--separator", "one character, or 'tab'") };
        }

        if (parsed.GetValue(_encoding) is { } encoding)
        {
            table = table with { Encoding = encoding };
        }

        if (parsed.GetValue(_decimal) is { } sign)
        {
            table = table with { DecimalSign = One(sign, "--decimal", "'.' or ','") };
        }

        return map.With(table);
    }

    private static char One(string text, string option, string expected) =>
        text.Length == 1 ? text[0] : throw new CliException($"{option}: got '{text}'; expected {expected}.");
}

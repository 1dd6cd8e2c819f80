using System.Globalization;

namespace SpineInference.Tool.Maps;

/// <summary>What stands in one column of a table: its texts and how often, whether they are numbers or dates.</summary>
internal sealed class ColumnSurvey(string header)
{
    /// <summary>More different texts than a list of states has.</summary>
    public const int ManyTexts = 40;

    private static readonly string[] DateFormats = ["dd.MM.yyyy", "d.M.yyyy", "dd.MM.yy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd"];

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _formats = [.. DateFormats];

    /// <summary>The header, trimmed.</summary>
    public string Header { get; } = header.Trim();

    /// <summary>How many cells say something.</summary>
    public int Known { get; private set; }

    /// <summary>How many cells mean unknown.</summary>
    public int Unknown { get; private set; }

    /// <summary>How many cells are numbers.</summary>
    public int Numbers { get; private set; }

    /// <summary>The least number.</summary>
    public double Least { get; private set; } = double.PositiveInfinity;

    /// <summary>The greatest number.</summary>
    public double Most { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether there are more different texts than a list of states has.</summary>
    public bool HasManyTexts => _texts.Count > ManyTexts;

    /// <summary>How all cells write dates; <see langword="null"/> where they hold none.</summary>
    public string? DateFormat => Known > 0 && _formats.Count > 0 && Numbers == 0 ? _formats[0].Split(' ')[0] : null;

    /// <summary>Whether every cell that says something is a number.</summary>
    public bool IsNumeric => Known > 0 && Numbers == Known;

    /// <summary>The different texts, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Texts =>
        [.. _texts.OrderByDescending(static t => t.Value).ThenBy(static t => t.Key, StringComparer.Ordinal)];

    /// <summary>Looks through a table.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">How many rows were looked at.</param>
    public static ColumnSurvey[] Of(MappedTable data, out int rows)
    {
        HashSet<string> missing = [.. data.Map.Missing, .. data.Map.StatesMissing ? [] : data.Form.Missing];
        ColumnSurvey[] columns = [.. data.Table.Headers.Select(static h => new ColumnSurvey(h))];
        char sign = data.Map.Table.DecimalSign ?? '.';
        rows = 0;
        foreach (IReadOnlyList<string?> row in data.Table.ReadRows())
        {
            rows++;
            for (int c = 0; c < Math.Min(row.Count, columns.Length); c++)
            {
                columns[c].Add(row[c]?.Trim(), missing, sign);
            }
        }

        return columns;
    }

    /// <summary>What stands in it, in a few words.</summary>
    public string Describe()
    {
        string unknown = Unknown == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {Unknown} unknown");
        return Known == 0 ? $"nothing but unknown ({Unknown})"
            : DateFormat is { } format ? string.Create(CultureInfo.InvariantCulture, $"{Known} dates as {format}{unknown}")
            : IsNumeric && _texts.Count > 6 ? string.Create(CultureInfo.InvariantCulture, $"{Known} numbers from {Least} to {Most}{unknown}")
            : HasManyTexts ? string.Create(CultureInfo.InvariantCulture, $"more than {ManyTexts} different texts{unknown}")
            : string.Join(", ", Texts.Take(8).Select(static t => string.Create(CultureInfo.InvariantCulture, $"{Show(t.Key)} ({t.Value})"))) + (_texts.Count > 8 ? ", …" : "") + unknown;
    }

    private void Add(string? text, HashSet<string> missing, char sign)
    {
        if (text is null || missing.Contains(text))
        {
            Unknown++;
            return;
        }

        Known++;
        if (_texts.Count <= ManyTexts)
        {
            _texts[text] = _texts.GetValueOrDefault(text) + 1;
        }

        _formats.RemoveAll(f => !DateTime.TryParseExact(text, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        if ((sign == '.' || !text.Contains('.', StringComparison.Ordinal))
            && double.TryParse(text.Replace(sign, '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            Numbers++;
            Least = Math.Min(Least, number);
            Most = Math.Max(Most, number);
        }
    }

    private static string Show(string text) => text.Length <= 24 ? text.ReplaceLineEndings(" ") : $"{text.AsSpan(0, 23).ToString().ReplaceLineEndings(" ")}…";
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace SpineInference.Learning;

/// <summary>Finds out how the beginning of a table is written: encoding, separator, quote, decimal sign, texts for <em>unknown</em>.</summary>
internal sealed class TableFormFinder(byte[] bytes, char usualSeparator, TableOptions said)
{
    private const int MostRows = 2000;
    private const string Separators = ",;\t|";

    private readonly List<string> _assumptions = [];

    /// <summary>Looks at everything that was not said.</summary>
    public TableForm Find()
    {
        string? encoding = said.Encoding;
        if (encoding is null && EncodingGuess.Of(bytes) is { } guess)
        {
            encoding = guess.Name;
            _assumptions.Add($"encoding {guess.Name} ({guess.Reason})");
        }

        TableOptions found = said with { Encoding = encoding };
        string text = Decode(found.TextEncoding());
        (char separator, char quote) = FindCells(text);
        if (said.Separator is null && separator != usualSeparator)
        {
            found = found with { Separator = separator };
        }

        if (said.Quote is null && quote != '"')
        {
            found = found with { Quote = quote };
        }

        List<string[]> rows = Split(text, separator, quote, UnknownWords.MostRows);
        if (said.DecimalSign is null && FindDecimal(rows) is { } words)
        {
            found = found with { DecimalSign = ',' };
            _assumptions.Add(words);
        }

        var unknown = new UnknownWords();
        foreach (string[] row in rows.Skip(1))
        {
            unknown.Count(row);
        }

        return new TableForm(found, unknown.Found, [.. _assumptions]);
    }

    private string Decode(Encoding? encoding)
    {
        using var stream = new MemoryStream(bytes);
        using var text = new StrictText(stream, encoding);
        return text.ReadToEnd();
    }

    // The separator by which most rows have as many cells as the header; then the quote that suits it.
    private (char Separator, char Quote) FindCells(string text)
    {
        char quote = said.Quote ?? '"';
        char best = said.Separator ?? usualSeparator;
        (double Share, int Cells) most = Fit(text, best, quote);
        foreach (char candidate in said.Separator is null ? Separators : "")
        {
            (double Share, int Cells) fit = Fit(text, candidate, quote);
            if (fit.Cells > 1 && (most.Cells <= 1 || fit.Share > most.Share || (fit.Share == most.Share && fit.Cells > most.Cells)))
            {
                (best, most) = (candidate, fit);
            }
        }

        if (best != usualSeparator && said.Separator is null)
        {
            string name = best == '\t' ? "tab" : $"'{best}'";
            _assumptions.Add(string.Create(CultureInfo.InvariantCulture, $"separator {name} ({most.Cells} cells in {(most.Share == 1 ? "every row" : $"{most.Share:P0} of the rows")})"));
        }

        if (said.Quote is null && FindQuote(text, best) is { } other)
        {
            quote = other;
            _assumptions.Add(quote == TableOptions.NoQuote
                ? "no quotes (double quotes stand within cells, and none opens a cell)"
                : "quote ' (cells begin and end with it, none with a double quote)");
        }

        return (best, quote);
    }

    private static (double Share, int Cells) Fit(string text, char separator, char quote)
    {
        List<string[]> rows = Split(text, separator, quote, MostRows);
        return rows.Count == 0 ? (0, 0) : (rows.Count(r => r.Length == rows[0].Length) / (double)rows.Count, rows[0].Length);
    }

    private static char? FindQuote(string text, char separator)
    {
        List<string[]> rows = Split(text, separator, TableOptions.NoQuote, MostRows);
        if (rows.Exists(static r => Array.Exists(r, static c => c.StartsWith('"'))))
        {
            return null;
        }

        // A cell with a separator within is split here, so beginnings and ends are counted apart.
        int begins = rows.Sum(static r => r.Count(static c => c.Length > 1 && c[0] == '\''));
        int ends = rows.Sum(static r => r.Count(static c => c.Length > 1 && c[^1] == '\''));
        return begins > 1 && begins == ends ? '\''
            : rows.Exists(static r => Array.Exists(r, static c => c.Contains('"', StringComparison.Ordinal))) ? TableOptions.NoQuote
            : null;
    }

    // A comma is the decimal sign where numbers are written with it, and more of them than with a point.
    private static string? FindDecimal(List<string[]> rows)
    {
        int commas = 0;
        int points = 0;
        string example = "";
        foreach (string[] row in rows.Skip(1))
        {
            for (int c = 0; c < row.Length; c++)
            {
                ReadOnlySpan<char> cell = row[c].AsSpan().Trim();
                if (IsDecimal(cell, ','))
                {
                    commas++;
                    example = example.Length > 0 ? example : $"{FaultText.Shorten(c < rows[0].Length ? rows[0][c].Trim() : "")} {cell}".Trim();
                }
                else if (IsDecimal(cell, '.'))
                {
                    points++;
                }
            }
        }

        return commas <= points ? null
            : $"decimal ',' ({example}{(points == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; but {points} of {points + commas} numbers have a point"))})";
    }

    private static bool IsDecimal(ReadOnlySpan<char> cell, char sign)
    {
        int at = cell.IndexOf(sign);
        ReadOnlySpan<char> whole = at > 0 && cell[0] is '-' or '+' ? cell[1..at] : at > 0 ? cell[..at] : [];
        int decimals = at < 0 ? 0 : cell[(at + 1)..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : cell.Length - at - 1;
        return whole.Length > 0 && decimals > 0 && whole.IndexOfAnyExceptInRange('0', '9') < 0
            && (at + 1 + decimals == cell.Length || cell[at + 1 + decimals] is ' ' or '%');
    }

    private static List<string[]> Split(string text, char separator, char quote, int most)
    {
        var rows = new List<string[]>();
        string source = quote == '\'' ? SwappedQuotes.Swap(text) : text;
        using SepReader reader = Sep.New(separator)
            .Reader(o => o with { HasHeader = false, DisableColCountCheck = true, DisableFastFloat = true, DisableQuotesParsing = quote == TableOptions.NoQuote })
            .FromText(source);
        try
        {
            while (rows.Count < most && reader.MoveNext())
            {
                SepReader.Row row = reader.Current;
                var cells = new string[row.ColCount];
                for (int c = 0; c < cells.Length; c++)
                {
                    string cell = row[c].ToString();
                    cells[c] = quote != TableOptions.NoQuote && cell is ['"', .., '"'] ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
                }

                if (cells is not [""])
                {
                    rows.Add(cells);
                }
            }
        }
        catch (NotSupportedException)
        {
            // A row that never ends: an open quote, for the reader to tell.
        }

        return rows;
    }
}

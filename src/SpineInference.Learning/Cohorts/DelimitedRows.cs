using System.Collections.Immutable;
using System.Globalization;
using nietras.SeparatedValues;

namespace SpineInference.Learning;

/// <summary>The rows of a text of separated cells: Sep finds where cells and rows end; what quotes may do is checked here.</summary>
internal sealed class DelimitedRows
{
    private readonly StrictText _text;
    private readonly string _path;
    private readonly TableOptions _options;
    private readonly IEnumerator<string[]> _rows;
    private long _row;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CohortFormatException">There is none.</exception>
    public DelimitedRows(StrictText text, string path, char separator, TableOptions options)
    {
        _text = text;
        _path = path;
        _options = options;
        _rows = Split(separator).GetEnumerator();
        Headers = MoveNext() ? [.. _rows.Current] : throw Fault("", "the file is empty; expected a header line.");
    }

    /// <summary>The headers, as they stand.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>The rows after the header.</summary>
    public IEnumerable<IReadOnlyList<string?>> Read()
    {
        _row = 1;
        using (_rows)
        {
            while (MoveNext())
            {
                // A line with nothing on it is no row, unless the table has but one column.
                if (_rows.Current is not [""] || Headers.Length == 1)
                {
                    yield return _rows.Current;
                    _row++;
                }
            }
        }
    }

    private bool MoveNext()
    {
        try
        {
            return _rows.MoveNext();
        }
        catch (NotSupportedException)
        {
            throw Fault("", "the row goes on for more than 16 million characters, the limit. Is a double quote not closed?");
        }
    }

    private IEnumerable<string[]> Split(char separator)
    {
        using SepReader reader = Sep.New(separator)
            .Reader(o => o with { HasHeader = false, DisableColCountCheck = true, DisableFastFloat = true, DisableQuotesParsing = _options.Quote == TableOptions.NoQuote })
            .From(IsSwapped ? new SwappedQuotes(_text) : _text);
        string[] cells = [];
        while (reader.MoveNext())
        {
            SepReader.Row row = reader.Current;
            if (cells.Length != row.ColCount)
            {
                cells = row.ColCount <= _options.MostColumns
                    ? new string[row.ColCount]
                    : throw Fault("", $"the row has {row.ColCount} cells; expected at most {_options.MostColumns}, the limit.");
            }

            for (int c = 0; c < cells.Length; c++)
            {
                ReadOnlySpan<char> cell = row[c].Span;
                cells[c] = Own(cell.Length <= _options.LongestCell && cell.IndexOfAny('"', '\0', StrictText.Mark) < 0 ? cell.ToString() : Special(cell, c));
            }

            yield return cells;
        }
    }

    private string Special(ReadOnlySpan<char> cell, int column)
    {
        if (cell.Contains(StrictText.Mark))
        {
            throw Fault(Name(column), _text.Fault ?? "the cell holds U+FFFF, which is no character.");
        }

        if (cell.Length > _options.LongestCell)
        {
            throw Fault(Name(column), $"the cell has {cell.Length} characters; expected at most {_options.LongestCell}, the limit.{(cell[0] == '"' ? " Is its quote not closed?" : "")}");
        }

        if (cell.Contains('\0'))
        {
            throw Fault(Name(column), "the cell holds the character U+0000. Is the file UTF-16 without a byte order mark? Then say so (\"encoding\": \"utf-16\" in the column map; --encoding).");
        }

        if (_options.Quote == TableOptions.NoQuote)
        {
            return cell.ToString();
        }

        if (cell[0] != '"')
        {
            throw Fault(Name(column), $"a {QuoteName} stands within the cell '{Own(FaultText.Shorten(cell.ToString()))}', which does not begin with one. Put the cell in {QuoteName}s, and write those within it twice; where no cell is quoted, say so (\"quote\": \"none\" in the column map; --quote none).");
        }

        string inner = cell[1..].ToString().Replace("\"\"", "\0", StringComparison.Ordinal);
        int close = inner.IndexOf('"', StringComparison.Ordinal);
        if (close < 0)
        {
            throw Fault(Name(column), $"the {QuoteName} that opens the cell is not closed before the end of the file.");
        }

        return close == inner.Length - 1
            ? inner[..close].Replace('\0', '"')
            : throw Fault(Name(column), $"after the closing {QuoteName} stands '{Own(FaultText.Shorten(inner[(close + 1)..].Replace("\0", "\"\"", StringComparison.Ordinal)))}'; expected the separator or the end of the line.");
    }

    // Sep knows double quotes: single ones change places with them on the way in and back.
    private bool IsSwapped => _options.Quote == '\'';

    private string QuoteName => IsSwapped ? "single quote" : "double quote";

    private string Own(string cell) => IsSwapped && cell.AsSpan().ContainsAny('"', '\'') ? SwappedQuotes.Swap(cell) : cell;

    private string Name(int column) => !Headers.IsDefault && column < Headers.Length ? Headers[column] : (column + 1).ToString(CultureInfo.InvariantCulture);

    private CohortFormatException Fault(string column, string message) =>
        new(_path, [Engine.Formats.Fault.OfTable(_path, _row, column, _row == 0 ? $"header: {message}" : message)], 1);
}

using System.Collections.Immutable;
using System.Text;

namespace SpineInference.Learning;

/// <summary>CSV as in RFC 4180, read row by row: commas, double quotes, a header, line ends of any kind.</summary>
internal sealed class CsvText
{
    private readonly TextReader _text;
    private readonly string _path;
    private readonly List<string?> _cells = [];
    private readonly StringBuilder _cell = new();
    private long _row;

    public CsvText(TextReader text, string path)
    {
        _text = text;
        _path = path;
        Headers = ReadRow() ? [.. _cells.Select(static c => c!.Trim())] : throw Fault("the file is empty; expected a header line.");
    }

    public ImmutableArray<string> Headers { get; }

    public IEnumerable<IReadOnlyList<string?>> Rows()
    {
        while (ReadRow())
        {
            _row++;

            // A line with nothing on it is the end of the last line, unless the table has but one column.
            if (_cells.Count > 1 || Headers.Length == 1 || _cells[0] is { Length: > 0 })
            {
                yield return _cells;
            }
        }
    }

    private bool ReadRow()
    {
        if (_text.Peek() < 0)
        {
            return false;
        }

        _cells.Clear();
        while (true)
        {
            bool isLast = ReadCell();
            _cells.Add(_cell.ToString());
            if (isLast)
            {
                return true;
            }
        }
    }

    private bool ReadCell()
    {
        _cell.Clear();
        if (_text.Peek() == '"')
        {
            _text.Read();
            ReadQuoted();
        }

        while (true)
        {
            int character = _text.Read();
            switch (character)
            {
                case -1 or '\n':
                    return true;
                case ',':
                    return false;
                case '\r':
                    if (_text.Peek() == '\n')
                    {
                        _text.Read();
                    }

                    return true;
                default:
                    _cell.Append((char)character);
                    break;
            }
        }
    }

    private void ReadQuoted()
    {
        while (true)
        {
            int character = _text.Read();
            if (character < 0)
            {
                throw Fault("a double quote is not closed before the end of the file.");
            }

            if (character != '"')
            {
                _cell.Append((char)character);
            }
            else if (_text.Peek() == '"')
            {
                _text.Read();
                _cell.Append('"');
            }
            else
            {
                return;
            }
        }
    }

    private CohortFormatException Fault(string message) => new(_path, [new CohortFault(_row + 1, "", message)], 1);
}

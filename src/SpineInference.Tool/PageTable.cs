using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpineInference.Tool;

/// <summary>A table without frame that never breaks a word: an id is copied whole, or it is of no use.</summary>
/// <remarks>Where the page is too narrow for the columns, cells are wrapped between words; where even the longest words do not fit beside each other, what
/// only pictures a number is left out, and at last each row is written as a paragraph with its headings.</remarks>
internal sealed class PageTable
{
    // The library puts a blank on both sides of a cell and a character between columns and at both ends.
    private const int AroundCell = 3;
    private const int AtEnds = 1;

    // So short a cell is one thing, such as "20% to >99%".
    private const int OneThing = 14;

    private readonly string[] _headings;
    private readonly List<PageCell[]> _rows = [];

    public PageTable(params ReadOnlySpan<string> headings) => _headings = headings.ToArray();

    /// <summary>The column that only pictures what another says, and may be left out; none unless given.</summary>
    public int? Picture { get; init; }

    /// <summary>Adds a row, one cell a column.</summary>
    public void AddRow(params IEnumerable<PageCell> cells) => _rows.Add([.. cells]);

    /// <summary>The table for a page of a width.</summary>
    public IRenderable ToRenderable(int width)
    {
        int[] columns = [.. Enumerable.Range(0, _headings.Length)];
        if (Widths(columns, width, static t => t.Length) is null && Picture is { } picture)
        {
            columns = [.. columns.Where(c => c != picture)];
        }

        int[]? widths = Widths(columns, width, static t => t.Length) ?? Widths(columns, width, static t => t.Length <= OneThing ? t.Length : LongestWord(t)) ?? Widths(columns, width, LongestWord);
        return widths is null ? AsParagraphs(columns, width) : AsTable(columns, widths);
    }

    private Table AsTable(int[] columns, int[] widths)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        for (int i = 0; i < columns.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(_headings[columns[i]], new Style(decoration: Decoration.Bold))) { Width = widths[i] });
        }

        foreach (PageCell[] row in _rows)
        {
            table.AddRow(columns.Select(c => Render(row[c])));
        }

        return table;
    }

    private Rows AsParagraphs(int[] columns, int width)
    {
        var lines = new List<IRenderable>();
        foreach (PageCell[] row in _rows)
        {
            foreach (int c in columns.Where(c => row[c].Text.Length > 0))
            {
                bool isFirst = c == columns[0];
                string label = isFirst || _headings[c].Length == 0 ? "" : $"{_headings[c]}: ";
                int indent = isFirst ? 2 : Math.Min(4, width - 1);
                string text = LongWords.Fit($"{label}{row[c].Text}", width - indent);
                lines.Add(new Padder(new Text(text, row[c].Colour is { } colour ? new Style(colour) : Style.Plain), new Padding(indent, 0, 0, 0)));
            }
        }

        return new Rows(lines);
    }

    // The width of each column, or null where they do not fit: as wide as the least that each cell takes, and what is left over.
    private int[]? Widths(int[] columns, int width, Func<string, int> least)
    {
        int[] longest = [.. columns.Select(c => Cells(c).Max(static t => t.Length))];
        int[] widths = [.. columns.Select(c => Cells(c).Max(least))];
        int left = width - AtEnds - (AroundCell * columns.Length) - widths.Sum();
        if (left < 0)
        {
            return null;
        }

        // One after the other to whichever column lacks most.
        while (left > 0)
        {
            int neediest = Enumerable.Range(0, widths.Length).MaxBy(i => longest[i] - widths[i]);
            if (longest[neediest] <= widths[neediest])
            {
                break;
            }

            widths[neediest]++;
            left--;
        }

        return widths;
    }

    private static int LongestWord(string text) => text.Split(' ').Max(static w => w.Length);

    private IEnumerable<string> Cells(int column) => _rows.Select(r => r[column].Text).Prepend(_headings[column]);

    private static Text Render(PageCell cell) => new(cell.Text, cell.Colour is { } colour ? new Style(colour) : Style.Plain);
}

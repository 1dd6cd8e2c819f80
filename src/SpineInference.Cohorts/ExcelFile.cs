using System.Collections.Immutable;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>One sheet of an Excel workbook (.xlsx): its first row that holds anything is the header, and rows of nothing are none.</summary>
internal static class ExcelFile
{
    // The library asks for a code page of old workbooks even where it reads new ones.
    static ExcelFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The headers, up to the last that says something.</summary>
    public static ImmutableArray<string> Headers(string path, TableOptions options)
    {
        using FileStream file = Open(path);
        using IExcelDataReader reader = Guard(path, () => ToSheet(file, path, options.Sheet));
        return Guard(path, () => ReadHeaders(reader))
            ?? throw Fault(path, 0, "the sheet is empty; expected a row of headers.");
    }

    /// <summary>The rows below the header, every cell as text.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(string path, TableOptions options)
    {
        using FileStream file = Open(path);
        using IExcelDataReader reader = Guard(path, () => ToSheet(file, path, options.Sheet));
        int width = Guard(path, () => ReadHeaders(reader))?.Length ?? 0;
        while (Guard(path, reader.Read))
        {
            string?[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(c => Cell(reader, c, options.DecimalSign ?? '.'))];
            int filled = Array.FindLastIndex(cells, static c => c is not null) + 1;
            if (filled > 0)
            {
                // Cells beyond the last header are kept where they hold something: the row is then told to be too long.
                Array.Resize(ref cells, Math.Max(width, filled));
                yield return cells;
            }
        }
    }

    private static ImmutableArray<string>? ReadHeaders(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(c => Cell(reader, c, '.') ?? "")];
            int filled = Array.FindLastIndex(cells, static c => c.Trim().Length > 0) + 1;
            if (filled > 0)
            {
                return [.. cells.AsSpan(0, filled)];
            }
        }

        return null;
    }

    private static IExcelDataReader ToSheet(FileStream file, string path, string? sheet)
    {
        IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        if (sheet is null || reader.Name == sheet)
        {
            return reader;
        }

        List<string> names = [reader.Name];
        while (reader.NextResult())
        {
            if (reader.Name == sheet)
            {
                return reader;
            }

            names.Add(reader.Name);
        }

        reader.Dispose();
        throw Fault(path, 0, $"the workbook has no sheet '{sheet}'; its sheets are {string.Join(", ", names.Select(static n => $"'{n}'"))}. Say one (\"sheet\" in the column map; --sheet).");
    }

    // What a formula could not compute (#N/A, #DIV/0!) has no value, and so is unknown.
    private static string? Cell(IExcelDataReader reader, int column, char decimalSign) => CellText.Of(reader.GetValue(column), decimalSign);

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is ExcelReaderException or InvalidDataException or XmlException or ArgumentException or FormatException or NullReferenceException or KeyNotFoundException)
        {
            throw Fault(path, 0, $"the file cannot be read as an Excel workbook (.xlsx): {fault.Message.Split('\n')[0].Trim()} Save it anew, without a password, or as CSV.");
        }
    }

    private static CohortFormatException Fault(string path, long row, string message) => new(path, [Engine.Formats.Fault.OfTable(path, row, "", message)], 1);
}

using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>A table of text in a file: CSV, tab-separated or JSON Lines, plain or compressed with gzip.</summary>
/// <remarks>
/// <para>Every cell is text, as it stands: no type, no comment, no line to skip is guessed. The same content gives the same rows, whether
/// it is read at once or as a stream, compressed or not.</para>
/// <para>CSV is that of RFC 4180: a header line; cells in double quotes may hold separators, line breaks and doubled quotes; lines end in
/// LF, CR LF or CR. A double quote elsewhere, or text after a closing one, is a fault. A line with nothing on it is no row, unless the table
/// has one column only, whose cell is then empty.</para>
/// <para>JSON Lines holds an object a line; the columns are the names of all fields, in the order of their first appearance. A number,
/// <c>true</c> or <c>false</c> is the text it is written as; <c>null</c> or no field means unknown; a list or an object is its JSON.</para>
/// <para>The file is read anew by each call of <see cref="ReadRows"/>; it must not change meanwhile. Immutable and safe for concurrent
/// use.</para>
/// </remarks>
public sealed class TextTable
{
    private readonly Func<Stream> _open;
    private readonly TableOptions _options;
    private readonly bool _isJson;

    private TextTable(string path, Func<Stream> open, TableOptions options, bool isJson)
    {
        _open = open;
        if (options.Check() is { } fault)
        {
            throw new ArgumentException($"{path}: {fault}", nameof(options));
        }

        Path = path;
        _options = options;
        _isJson = isJson;
        Headers = Guard(() =>
        {
            using Stream stream = OpenStream();
            if (isJson)
            {
                return new JsonLinesRows(stream, path, options).ReadHeaders();
            }

            using var text = new StrictText(stream, options.TextEncoding());
            return new DelimitedRows(text, path, Separator, options).Headers;
        });
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The headers of the columns, as they stand.</summary>
    public ImmutableArray<string> Headers { get; }

    private char Separator => _options.Separator ?? UsualSeparator(Path);

    /// <summary>Whether the ending of a file's name is one of those <see cref="Open(string, TableOptions)"/> takes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether it is.</returns>
    public static bool CanOpen(string path) => KindOf(path) is ".csv" or ".tsv" or ".jsonl" or ".ndjson";

    /// <summary>Opens a table; the ending of its name says what it is: .csv, .tsv, .jsonl or .ndjson, each also with .gz after it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; <see langword="null"/> for the defaults.</param>
    /// <returns>The table, of which nothing but the header is read yet.</returns>
    /// <exception cref="ArgumentException">The ending is another, or an option is unfit.</exception>
    /// <exception cref="CohortFormatException">The file has no header, or is no JSON Lines.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TextTable Open(string path, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CanOpen(path)
            ? new TextTable(path, () => OpenFile(path), options ?? TableOptions.Default, IsJsonLines(path))
            : throw new ArgumentException($"'{path}': files ending in '{KindOf(path)}' are no text tables; expected .csv, .tsv, .jsonl or .ndjson.", nameof(path));
    }

    /// <summary>Opens a table of separated cells, whatever the ending of its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; <see langword="null"/> for the defaults.</param>
    /// <returns>The table, of which nothing but the header is read yet.</returns>
    /// <exception cref="ArgumentException">An option is unfit.</exception>
    /// <exception cref="CohortFormatException">The file has no header.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TextTable OpenCsv(string path, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new TextTable(path, () => OpenFile(path), options ?? TableOptions.Default, isJson: false);
    }

    /// <summary>Opens a table that is no file, as one that was sent.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Starts reading the bytes from the first; called once for the headers and once for each reading of the rows.</param>
    /// <param name="isJsonLines">Whether it is JSON Lines; else it is a table of separated cells.</param>
    /// <param name="options">How it is written; <see langword="null"/> for the defaults.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">An option is unfit.</exception>
    /// <exception cref="CohortFormatException">It has no header, or is no JSON Lines.</exception>
    public static TextTable Open(string name, Func<Stream> open, bool isJsonLines, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(open);
        return new TextTable(name, open, options ?? TableOptions.Default, isJsonLines);
    }

    /// <summary>Reads the rows from the first, one cell for each header; <see langword="null"/> means unknown.</summary>
    /// <returns>The rows, read as they are asked for; the list is reused from row to row.</returns>
    /// <exception cref="CohortFormatException">The file cannot be read further; the fault names row and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <remarks>Linear in the length of the file; memory is that of one row, whose cells and length are limited.</remarks>
    public IEnumerable<IReadOnlyList<string?>> ReadRows()
    {
        using Stream stream = OpenStream();
        using var text = new StrictText(stream, _options.TextEncoding());
        using IEnumerator<IReadOnlyList<string?>> rows = Guard(() => _isJson
            ? new JsonLinesRows(stream, Path, _options).Read(Headers).GetEnumerator()
            : new DelimitedRows(text, Path, Separator, _options).Read().GetEnumerator());
        while (Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    /// <summary>What stands between the cells of a table of this name, unless something else is said.</summary>
    internal static char UsualSeparator(string path) => KindOf(path) == ".tsv" ? '\t' : ',';

    /// <summary>Whether a file of this name holds JSON Lines.</summary>
    internal static bool IsJsonLines(string path) => KindOf(path) is ".jsonl" or ".ndjson";

    internal static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    /// <summary>The text of a stream that can be read from its start, unpacked where it is compressed.</summary>
    internal static Stream Unpacked(Stream stream)
    {
        try
        {
            bool isCompressed = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
            stream.Position = 0;
            return isCompressed ? Gzip.Decompress(stream) : stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static string KindOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return System.IO.Path.GetExtension(name).ToLowerInvariant();
    }

    private Stream OpenStream() => Unpacked(_open());

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damage)
        {
            throw new CohortFormatException(Path, [Engine.Formats.Fault.OfTable(Path, 0, "", $"the file starts as gzip but cannot be decompressed ({damage.Message}); it is damaged.")], 1);
        }
    }
}

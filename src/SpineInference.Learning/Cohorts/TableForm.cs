using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>How a table of text is written, found out from its beginning, with the reasons.</summary>
/// <remarks>What was said stays as it was said. What is found is an assumption: whoever reads by it is told <see cref="Assumptions"/> and
/// <see cref="Missing"/>, and may say otherwise. The first eight mebibytes are looked at; what comes after them and does not fit is refused with its place. Immutable.</remarks>
public sealed class TableForm
{
    private const int SampleBytes = 8 << 20;

    internal TableForm(TableOptions options, ImmutableArray<string> missing, ImmutableArray<string> assumptions)
    {
        Options = options;
        Missing = missing;
        Assumptions = assumptions;
    }

    /// <summary>What was said, and what was found of the rest.</summary>
    public TableOptions Options { get; }

    /// <summary>Texts of the table that are usual for <em>unknown</em>, such as <c>k.A.</c>; besides the empty text.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>What was assumed of separator, encoding, decimal sign and quote other than the defaults, each with its reason; empty where the table is written as is usual.</summary>
    public ImmutableArray<string> Assumptions { get; }

    /// <summary>Finds out how a file is written: .csv, .tsv, .jsonl or .ndjson, each also with .gz after it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="said">What is known of it.</param>
    /// <returns>What was said, and what was found of the rest.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableForm Of(string path, TableOptions said)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(path, () => TextTable.OpenFile(path), TextTable.IsJsonLines(path), said);
    }

    /// <summary>Finds out how a table that is no file is written.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Starts reading the bytes from the first.</param>
    /// <param name="isJsonLines">Whether it is JSON Lines, of which nothing but the texts for <em>unknown</em> is to be found.</param>
    /// <param name="said">What is known of it.</param>
    /// <returns>What was said, and what was found of the rest.</returns>
    public static TableForm Of(string name, Func<Stream> open, bool isJsonLines, TableOptions said)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(said);
        if (said.Check() is not null)
        {
            // Whoever reads the table by these options is told what is wrong with them.
            return new TableForm(said, [], []);
        }

        if (isJsonLines)
        {
            return OfRows(JsonRows(name, open, said), said);
        }

        using Stream stream = TextTable.Unpacked(open());
        return new TableFormFinder(ReadSample(stream), TextTable.UsualSeparator(name), said).Find();
    }

    /// <summary>Finds the texts for <em>unknown</em> in rows that were split by another, as those of a workbook or a query.</summary>
    /// <param name="rows">The rows; the first hundred thousand are looked at.</param>
    /// <param name="said">What is known of the table.</param>
    /// <returns>What was said, with the texts found.</returns>
    public static TableForm OfRows(IEnumerable<IReadOnlyList<string?>> rows, TableOptions said)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(said);
        var unknown = new UnknownWords();
        try
        {
            foreach (IReadOnlyList<string?> row in rows.Take(UnknownWords.MostRows))
            {
                unknown.Count(row);
            }
        }
        catch (CohortFormatException)
        {
            // Told, with its place, by whoever reads the rows.
        }

        return new TableForm(said, unknown.Found, []);
    }

    // Opened with the first row, so that lines which are no JSON are told by whoever reads the rows, too.
    private static IEnumerable<IReadOnlyList<string?>> JsonRows(string name, Func<Stream> open, TableOptions said)
    {
        foreach (IReadOnlyList<string?> row in TextTable.Open(name, open, isJsonLines: true, said).ReadRows())
        {
            yield return row;
        }
    }

    // Up to the last whole line of what is looked at.
    private static byte[] ReadSample(Stream stream)
    {
        var bytes = new byte[SampleBytes];
        int count = 0;
        try
        {
            count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            // Damaged compression is told by the reader.
        }

        bool isWhole = count < bytes.Length;
        int end = isWhole ? count : Math.Max(Array.LastIndexOf(bytes, (byte)'\n'), Array.LastIndexOf(bytes, (byte)'\r')) + 1;
        return bytes[..(end > 0 ? end : count)];
    }
}

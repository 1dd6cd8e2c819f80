using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Reads cohorts from rows of text, from any database reader, and from CSV.</summary>
/// <remarks>Every cell is text until the map says what it means. Faults of map and data are thrown together in one
/// <see cref="CohortFormatException"/>, with row and column; nothing is dropped unless the map says so.</remarks>
/// <example><code>
/// Cohort patients = CohortReader.ReadCsv(network, "patients.csv");
/// </code></example>
public static class CohortReader
{
    /// <summary>How many faults an exception lists at most; it counts all.</summary>
    public const int MostFaultsListed = 1000;

    /// <summary>Reads rows of text into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="headers">The headers of the columns.</param>
    /// <param name="rows">One cell for each header; <see langword="null"/> means unknown.</param>
    /// <param name="path">What messages call the source.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map.</exception>
    public static Cohort Read(
        BayesianNetwork network, ColumnMap map, IEnumerable<string> headers, IEnumerable<IReadOnlyList<string?>> rows, string path = "cohort")
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowParser parser = Parser(network, map, headers);
        var builder = new CohortBuilder(network, parser.Measurements.AsSpan());
        using IEnumerator<IReadOnlyList<string?>> each = rows.GetEnumerator();
        while (parser.ParseNext(each, path, builder))
        {
            parser.ThrowIfTooLarge(builder, path);
        }

        parser.ThrowIfFaulty(path);
        return builder.Build();
    }

    /// <summary>Reads rows of text that arrive asynchronously into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="headers">The headers of the columns.</param>
    /// <param name="rows">One cell for each header; <see langword="null"/> means unknown.</param>
    /// <param name="path">What messages call the source.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Cohort> ReadAsync(
        BayesianNetwork network,
        ColumnMap map,
        IEnumerable<string> headers,
        IAsyncEnumerable<IReadOnlyList<string?>> rows,
        string path = "cohort",
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowParser parser = Parser(network, map, headers);
        var builder = new CohortBuilder(network, parser.Measurements.AsSpan());
        await foreach (IReadOnlyList<string?> cells in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            parser.Parse(cells, builder);
            parser.ThrowIfTooLarge(builder, path);
        }

        parser.ThrowIfFaulty(path);
        return builder.Build();
    }

    /// <summary>Reads what a database reader yields, to its end, into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="reader">The reader, before its first row. Numbers and dates become text in the invariant culture, NULL unknown.</param>
    /// <param name="path">What messages call the source.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map.</exception>
    public static Cohort Read(BayesianNetwork network, ColumnMap map, IDataReader reader, string path = "query")
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Read(network, map, Headers(reader), ReadTextRows(reader), path);
    }

    /// <summary>Reads a table of text into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="table">The table.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Cohort Read(BayesianNetwork network, TextTable table, ColumnMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Read(network, map ?? ColumnMap.ForNames(network), table.Headers, table.ReadRows(), table.Path);
    }

    /// <summary>A source that reads a table of text anew for each pass and holds one block of rows at a time.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="table">The table; its file must not change while the source is used.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <param name="blockSize">How many rows a block has.</param>
    /// <returns>The source.</returns>
    /// <remarks>A pass over rows with faults reads on to the end and then throws <see cref="CohortFormatException"/>.</remarks>
    public static ICohortSource Stream(BayesianNetwork network, TextTable table, ColumnMap? map = null, int blockSize = 16384)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Stream(network, map ?? ColumnMap.ForNames(network), table.Headers, table.ReadRows, table.Path, blockSize);
    }

    /// <summary>Reads a source through and joins rows that agree in everything into one with the sum of their weights: the table may be far
    /// larger than memory.</summary>
    /// <param name="source">The rows; they must have no measurements and no likelihoods.</param>
    /// <returns>What <see cref="Cohort.Aggregate"/> makes of all rows together.</returns>
    /// <exception cref="ArgumentException">A row has measurements or likelihoods, which patterns cannot hold.</exception>
    /// <exception cref="CohortFormatException">The rows cannot be taken.</exception>
    public static Cohort ReadPatterns(ICohortSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var patterns = new PatternCounter(source.Network);
        foreach (Cohort block in source.ReadBlocks())
        {
            if (!block.HasOnlyStates)
            {
                throw new ArgumentException("Measurements and likelihoods cannot be counted as patterns; leave them out, or read the rows.", nameof(source));
            }

            patterns.Add(block);
        }

        return patterns.Build();
    }

    /// <summary>Reads a CSV file into memory, whatever the ending of its name; see <see cref="TextTable"/>.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The file is no CSV, or its rows cannot be taken under the map.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Cohort ReadCsv(BayesianNetwork network, string path, ColumnMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ColumnMap columns = map ?? ColumnMap.ForNames(network);
        return Read(network, TextTable.OpenCsv(path, columns.Table), columns);
    }

    /// <summary>A source that reads rows of text anew for each pass and holds one block of them at a time.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="headers">The headers of the columns.</param>
    /// <param name="open">Starts reading the rows from the first; called once for each pass, and must yield the same rows each time.</param>
    /// <param name="path">What messages call the source.</param>
    /// <param name="blockSize">How many rows a block has; results do not depend on threads but may on this in the last digits.</param>
    /// <returns>The source.</returns>
    /// <remarks>A pass over rows with faults reads on to the end and then throws <see cref="CohortFormatException"/>.</remarks>
    public static ICohortSource Stream(
        BayesianNetwork network,
        ColumnMap map,
        IEnumerable<string> headers,
        Func<IEnumerable<IReadOnlyList<string?>>> open,
        string path = "cohort",
        int blockSize = 16384)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockSize);
        return new StreamedCohort(network, map, [.. headers], open, path, blockSize);
    }

    /// <summary>The rows of a database reader as text.</summary>
    /// <param name="reader">The reader, before its first row.</param>
    /// <returns>The rows, read as they are asked for; the list is reused from row to row.</returns>
    public static IEnumerable<IReadOnlyList<string?>> ReadTextRows(IDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadRows(reader);
    }

    internal static ImmutableArray<string> Headers(IDataReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];

    internal static RowParser Parser(BayesianNetwork network, ColumnMap map, IEnumerable<string> headers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(headers);
        return new RowParser(network, map, [.. headers]);
    }

    private static IEnumerable<IReadOnlyList<string?>> ReadRows(IDataReader reader)
    {
        var cells = new string?[reader.FieldCount];
        while (reader.Read())
        {
            for (int c = 0; c < cells.Length; c++)
            {
                cells[c] = reader.IsDBNull(c) ? null : Convert.ToString(reader.GetValue(c), CultureInfo.InvariantCulture);
            }

            yield return cells;
        }
    }
}

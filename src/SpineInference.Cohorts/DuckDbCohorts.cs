using System.Collections.Immutable;
using DuckDB.NET.Data;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>Reads cohorts from CSV, Parquet and JSON Lines files through DuckDB, embedded and in this process.</summary>
/// <remarks>
/// <para>Every column arrives as text, so that nothing is guessed: <c>007</c> stays <c>007</c>, and what a value means is the column
/// map's to say. The kind of file is told by its ending: .csv or .tsv (also .gz), .parquet, .jsonl or .ndjson. A path may hold the
/// wildcard <c>*</c>.</para>
/// <para>Faults of data and map are thrown together as <see cref="CohortFormatException"/> with row and column, as everywhere.</para>
/// </remarks>
public static class DuckDbCohorts
{
    /// <summary>Reads a file into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind, or its rows not under the map.</exception>
    public static Cohort Read(BayesianNetwork network, string path, ColumnMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Guard(path, () =>
        {
            using DuckDBConnection connection = Open();
            using DuckDBDataReader reader = Query(connection, SelectAll(connection, path));
            return CohortReader.Read(network, map ?? ColumnMap.ForNames(network), reader, path);
        });
    }

    /// <summary>A source that reads a file anew in each pass and holds one block of rows at a time.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file; it must not change while the source is used.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <param name="blockSize">How many rows a block has.</param>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind. Faults of rows are thrown at the end of a pass.</exception>
    public static ICohortSource Stream(BayesianNetwork network, string path, ColumnMap? map = null, int blockSize = 16384)
    {
        ArgumentNullException.ThrowIfNull(network);
        return CohortReader.Stream(network, map ?? ColumnMap.ForNames(network), Headers(path), () => Rows(path), path, blockSize);
    }

    /// <summary>Counts the patients of each pattern in a file, and reads the counts: the file may be far larger than memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What the columns mean; it must have no measurements.</param>
    /// <exception cref="ArgumentException">The map cannot be aggregated, or the ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind, or a column or value is not in the map.</exception>
    public static Cohort ReadPatterns(BayesianNetwork network, string path, ColumnMap map)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(map);
        ImmutableArray<string> headers = Headers(path);

        // Aggregation sees only mapped columns; the others are checked here, so that none is dropped in silence.
        CohortReader.Read(network, map, headers, [], path);
        return Guard(path, () =>
        {
            using DuckDBConnection connection = Open();
            using DuckDBDataReader reader = Query(connection, CohortSql.Aggregate(map, Source(path, JsonHeaders(connection, path))));
            return CohortReader.Read(network, ColumnMap.ForNames(network), reader, path);
        });
    }

    /// <summary>The headers of a file's columns.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind.</exception>
    public static ImmutableArray<string> Headers(string path) => Guard(path, () =>
    {
        using DuckDBConnection connection = Open();
        return Headers(connection, path);
    });

    private static ImmutableArray<string> Headers(DuckDBConnection connection, string path)
    {
        using DuckDBDataReader reader = Query(connection, $"SELECT * FROM {Source(path)} LIMIT 0");
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(string path)
    {
        using DuckDBConnection connection = Open();
        using DuckDBDataReader reader = Guard(path, () => Query(connection, SelectAll(connection, path)));
        using IEnumerator<IReadOnlyList<string?>> rows = CohortReader.TextRows(reader).GetEnumerator();
        while (Guard(path, rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }

    private static DuckDBDataReader Query(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;

        // Rows are handed over as they are read, not collected first.
        command.UseStreamingMode = true;
        return command.ExecuteReader();
    }

    private static string SelectAll(DuckDBConnection connection, string path) =>
        $"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {Source(path, JsonHeaders(connection, path))}";

    // The fields of JSON Lines are found by reading them all; a second look takes each as it is written, and does not turn what looks like
    // a time or a number into one.
    private static ImmutableArray<string> JsonHeaders(DuckDBConnection connection, string path) =>
        KindOf(path) is ".jsonl" or ".ndjson" ? Headers(connection, path) : [];

    private static string KindOf(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }

    private static string Source(string path, ImmutableArray<string> jsonHeaders = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Quoted(path);
        return KindOf(path) switch
        {
            ".csv" => $"read_csv({file}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', strict_mode = true)",
            ".tsv" => $"read_csv({file}, header = true, all_varchar = true, delim = '\t', quote = '\"', escape = '\"', nullstr = '', strict_mode = true)",
            ".parquet" => $"read_parquet({file})",
            ".jsonl" or ".ndjson" when jsonHeaders.IsDefaultOrEmpty => $"read_ndjson({file}, records = true, sample_size = -1, maximum_depth = 2, map_inference_threshold = -1, field_appearance_threshold = 0)",
            ".jsonl" or ".ndjson" => $"read_ndjson({file}, records = true, columns = {{{string.Join(", ", jsonHeaders.Select(static h => $"{Quoted(h)}: 'VARCHAR'"))}}})",
            var other => throw new ArgumentException(
                $"'{path}': files ending in '{other}' are not read; expected .csv, .tsv, .parquet, .jsonl or .ndjson.", nameof(path)),
        };
    }

    private static string Quoted(string header) => $"'{header.Replace("'", "''", StringComparison.Ordinal)}'";

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException fault)
        {
            throw new CohortFormatException(path, [new CohortFault(0, "", fault.Message)], 1);
        }
    }
}

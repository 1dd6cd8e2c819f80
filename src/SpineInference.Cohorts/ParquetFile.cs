using System.Collections.Immutable;
using DuckDB.NET.Data;
using SpineInference.Engine.Formats;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>A Parquet file through DuckDB, which is allowed this file and nothing else: no network, no extension, no folder of its own.</summary>
internal static class ParquetFile
{
    // Of DuckDB's own memory; a page of the file that needs more is refused.
    private const string MemoryLimit = "2GiB";

    private const int LongestReason = 200;

    /// <summary>The names of the columns, as the file has them: two may differ in case only.</summary>
    public static ImmutableArray<string> Headers(string path) => Guard(path, () =>
    {
        using DuckDBConnection connection = Open(path);
        using DuckDBDataReader schema = Query(connection, $"SELECT name, num_children FROM parquet_schema({Literal(Pattern(path))})");
        var headers = ImmutableArray.CreateBuilder<string>();

        // The schema is a tree in depth-first order; the children of its root are the columns.
        long inner = 0;
        for (bool isRoot = true; schema.Read(); isRoot = false)
        {
            long children = schema.IsDBNull(1) ? 0 : Convert.ToInt64(schema.GetValue(1), System.Globalization.CultureInfo.InvariantCulture);
            if (isRoot)
            {
                continue;
            }

            if (inner == 0)
            {
                headers.Add(schema.GetString(0));
            }
            else
            {
                inner--;
            }

            inner += children;
        }

        return headers.ToImmutable();
    });

    /// <summary>The rows, every cell as text and none longer than a limit and one more.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(string path, int longestCell)
    {
        using DuckDBConnection connection = Guard(path, () => Open(path));
        using DuckDBDataReader reader = Guard(path, () => Query(
            connection,
            $"SELECT left(CAST(COLUMNS(*) AS VARCHAR), {longestCell + 1L}) FROM read_parquet({Literal(Pattern(path))}, hive_partitioning = false, union_by_name = false, filename = false)"));
        using IEnumerator<IReadOnlyList<string?>> rows = CohortReader.ReadTextRows(reader).GetEnumerator();
        while (Guard(path, rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    private static DuckDBConnection Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        }

        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = string.Join(
                "; ",
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false",
                "SET allow_persistent_secrets = false",
                "SET home_directory = ''",
                "SET extension_directory = ''",
                "SET temp_directory = ''",
                $"SET memory_limit = '{MemoryLimit}'",
                $"SET allowed_paths = [{Literal(Path.GetFullPath(path))}, {Literal(Pattern(path))}]",
                "SET enable_external_access = false",
                "SET lock_configuration = true");
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static DuckDBDataReader Query(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;

        // Rows are handed over as they are read, not collected first.
        command.UseStreamingMode = true;
        return command.ExecuteReader();
    }

    // The whole path, which no protocol can begin, with each sign of a pattern as a set of that one sign.
    private static string Pattern(string path) => string.Concat(
        Path.GetFullPath(path).Select(static c => c is '[' or '*' or '?' ? $"[{c}]" : c.ToString()));

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException fault)
        {
            throw new CohortFormatException(path, [Fault.OfTable(path, 0, "", $"the file cannot be read as Parquet: {Reason(fault.Message)}")], 1);
        }
    }

    // The first line says what is wrong; the others hold SQL that the user did not write and options that he does not have.
    private static string Reason(string message)
    {
        string line = message.Split('\n')[0].Trim();
        return line.Length <= LongestReason ? line : string.Concat(line.AsSpan(0, LongestReason), "…");
    }
}

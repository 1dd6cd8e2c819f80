using System.Collections.Immutable;
using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>A database that is asked: a file of DuckDB, opened to be read only, or Postgres, told to read only.</summary>
/// <param name="name">What messages call it, without its password.</param>
/// <param name="connect">Makes a connection and opens it.</param>
internal sealed class Database(string name, Func<DbConnection> connect)
{
    private const int LongestReason = 300;

    public string Name => name;

    /// <summary>The database that a source names.</summary>
    /// <exception cref="ArgumentException">It names none.</exception>
    /// <exception cref="IOException">It is a file that is not there.</exception>
    public static Database Of(string source)
    {
        if (Postgres(source) is { } postgres)
        {
            // What the server is told when the session begins, after what the caller says: transactions read only, unless the query says otherwise.
            postgres.Options = $"{postgres.Options} -c default_transaction_read_only=on".TrimStart();
            return new Database($"{postgres.Host}/{postgres.Database}", () =>
            {
                var connection = new NpgsqlConnection(postgres.ConnectionString);
                return Opened(connection);
            });
        }

        if (Path.GetExtension(source).ToLowerInvariant() is not (".duckdb" or ".ddb" or ".db"))
        {
            throw new ArgumentException(
                $"'{source}' is no database; expected a file of DuckDB (.duckdb), or where Postgres is: Host=…;Database=…;Username=… or postgres://USER@HOST/DATABASE.", nameof(source));
        }

        return File.Exists(source)
            ? new Database(source, () =>
            {
                DbConnection connection = Opened(new DuckDBConnection($"DataSource={source};ACCESS_MODE=READ_ONLY"));
                using DbCommand command = connection.CreateCommand();

                // This file and nothing else: no other file, no network, no extension.
                command.CommandText = "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET enable_external_access = false; SET lock_configuration = true";
                command.ExecuteNonQuery();
                return connection;
            })
            : throw new FileNotFoundException($"Could not find file '{source}'.", source);
    }

    /// <summary>Asks, and keeps the first rows of the answer.</summary>
    public QueryAnswer Ask(string sql, char decimalSign)
    {
        using DbConnection connection = Guard(connect);
        using DbCommand command = Command(connection, sql);
        using DbDataReader reader = Guard(command.ExecuteReader);
        ImmutableArray<string> headers = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        return QueryAnswer.Of(headers, Rows(reader, decimalSign), () => Rows(sql, decimalSign));
    }

    // Asked anew, every cell as text.
    private IEnumerable<IReadOnlyList<string?>> Rows(string sql, char decimalSign)
    {
        using DbConnection connection = Guard(connect);
        using DbCommand command = Command(connection, sql);
        using DbDataReader reader = Guard(command.ExecuteReader);
        foreach (IReadOnlyList<string?> row in Rows(reader, decimalSign))
        {
            yield return row;
        }
    }

    private IEnumerable<IReadOnlyList<string?>> Rows(DbDataReader reader, char decimalSign)
    {
        var cells = new string?[reader.FieldCount];
        while (Guard(reader.Read))
        {
            for (int c = 0; c < cells.Length; c++)
            {
                int column = c;
                cells[c] = CellText.Of(Guard(() => reader.GetValue(column)), decimalSign);
            }

            yield return cells;
        }
    }

    private static NpgsqlConnectionStringBuilder? Postgres(string source)
    {
        try
        {
            if (Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme is "postgres" or "postgresql")
            {
                string[] user = address!.UserInfo.Split(':', 2);
                var builder = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
                builder.Port = address.Port > 0 ? address.Port : builder.Port;
                builder.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
                builder.Password = user.Length == 2 ? Uri.UnescapeDataString(user[1]) : null;
                return builder;
            }

            return source.Contains("Host=", StringComparison.OrdinalIgnoreCase) || source.Contains("Server=", StringComparison.OrdinalIgnoreCase)
                ? new NpgsqlConnectionStringBuilder(source)
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // The text may hold a password: it is not repeated.
            throw new ArgumentException($"The connection string cannot be read: {fault.Message}", nameof(source));
        }
    }

    private static DbConnection Opened(DbConnection connection)
    {
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The text is the user's own: he asks his own database, which is told to change nothing.
    private static DbCommand Command(DbConnection connection, string sql)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        if (command is DuckDBCommand duck)
        {
            duck.UseStreamingMode = true;
        }

        return command;
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException fault)
        {
            string line = fault.Message.Split('\n')[0].Trim();
            string reason = line.Length <= LongestReason ? line : string.Concat(line.AsSpan(0, LongestReason), "…");
            throw new CohortFormatException(name, [Engine.Formats.Fault.OfTable(name, 0, "", $"the database refuses: {reason}{(fault.InnerException is { } inner ? $" ({inner.Message})" : "")}")], 1);
        }
    }
}

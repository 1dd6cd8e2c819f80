using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>A table of patients, wherever it lies: a file of any kind that is read, or the answer of a database to a query.</summary>
/// <remarks>
/// <para>Files: CSV, tab-separated text and JSON Lines as <see cref="TextTable"/> reads them; Parquet; one sheet of an Excel workbook (.xlsx).
/// Databases: a file of DuckDB (.duckdb), or Postgres by a connection string (<c>Host=…;Database=…</c>) or address (<c>postgres://…</c>). A
/// file of DuckDB is opened to be read only. A session of Postgres is told to read only, which the query itself could undo: take a role that may only read.</para>
/// <para>Every cell is text, as the map is to read it. A number that has a type of its own is written with the decimal sign of the options, a date as
/// <c>2025-06-30</c>, a truth value as <c>true</c> or <c>false</c>; NULL and an empty cell of a workbook are unknown.</para>
/// <para>A file is read anew by each call of <see cref="ReadRows"/> and must not change meanwhile. A database is asked once: an answer of up to 100,000 rows is kept.
/// A longer one is asked for anew by each call of <see cref="ReadRows"/>, and needs an ORDER BY where it is streamed. Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class PatientTable
{
    private readonly Func<IEnumerable<IReadOnlyList<string?>>> _rows;
    private readonly Func<IEnumerable<IReadOnlyList<string?>>> _beginning;

    private PatientTable(
        string name, ImmutableArray<string> headers, Func<IEnumerable<IReadOnlyList<string?>>> rows, Func<IEnumerable<IReadOnlyList<string?>>>? beginning = null)
    {
        Name = name;
        Headers = headers;
        _rows = rows;
        _beginning = beginning ?? rows;
    }

    /// <summary>What messages call it: the path of a file, or the place of a database without its password.</summary>
    public string Name { get; }

    /// <summary>The headers of the columns, as they stand.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>The endings of the files that are read, in words.</summary>
    public static string Endings => ".csv, .tsv, .jsonl, .ndjson (each also with .gz), .parquet or .xlsx";

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; its ending says its kind.</param>
    /// <param name="options">How a table of text is written, and which sheet is meant; <see langword="null"/> for the defaults.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read, or an option is unfit.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PatientTable Open(string path, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TableOptions table = options ?? TableOptions.Default;
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".parquet":
                return new PatientTable(path, ParquetFile.Headers(path), () => ParquetFile.Rows(path, table.LongestCell));
            case ".xlsx":
                return new PatientTable(path, ExcelFile.Headers(path, table), () => ExcelFile.Rows(path, table));
            default:
                return TextTable.CanOpen(path)
                    ? Of(TextTable.Open(path, table))
                    : throw new ArgumentException(
                        $"'{path}': files ending in '{Path.GetExtension(path)}' are not read; expected {Endings}.", nameof(path));
        }
    }

    /// <summary>A table of text as a table of patients.</summary>
    /// <param name="table">The table of text.</param>
    /// <returns>The table.</returns>
    public static PatientTable Of(TextTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new PatientTable(table.Path, table.Headers, table.ReadRows);
    }

    /// <summary>Asks a database, and keeps the first 100,000 rows of its answer.</summary>
    /// <param name="source">A file of DuckDB, or where Postgres is: a connection string or an address.</param>
    /// <param name="sql">The query; it is meant to read alone.</param>
    /// <param name="options">The decimal sign that numbers are written with; <see langword="null"/> for the defaults.</param>
    /// <returns>The table that is the answer.</returns>
    /// <exception cref="ArgumentException">The source is neither.</exception>
    /// <exception cref="CohortFormatException">The database cannot be reached, or refuses the query.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PatientTable Query(string source, string sql, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        Database database = Database.Of(source);
        char sign = options?.DecimalSign ?? '.';
        QueryAnswer answer = database.Ask(sql, sign);
        return new PatientTable(database.Name, answer.Headers, answer.Rows, () => answer.Beginning);
    }

    /// <summary>Finds out how a file is written that says nothing itself: a table of text wholly; of others the texts for <em>unknown</em>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="said">What is known of it.</param>
    /// <returns>What was said, and what was found of the rest.</returns>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableForm FindForm(string path, TableOptions said)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(said);
        return TextTable.CanOpen(path) ? TableForm.Of(path, said) : Open(path, said).FindUnknown(said);
    }

    /// <summary>Finds in the first rows the texts for <em>unknown</em>, without asking a database again.</summary>
    /// <param name="said">What is known of the table.</param>
    /// <returns>What was said, with the texts found.</returns>
    public TableForm FindUnknown(TableOptions said) => TableForm.OfRows(_beginning(), said);

    /// <summary>The rows from the first, one cell for each header; <see langword="null"/> means unknown.</summary>
    /// <returns>The rows, read as they are asked for; the list is reused from row to row.</returns>
    /// <exception cref="CohortFormatException">The source cannot be read further.</exception>
    public IEnumerable<IReadOnlyList<string?>> ReadRows() => _rows();

    /// <summary>Reads the rows into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="CohortFormatException">The rows cannot be taken under the map.</exception>
    public Cohort Read(BayesianNetwork network, ColumnMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return CohortReader.Read(network, map ?? ColumnMap.ForNames(network), Headers, ReadRows(), Name);
    }

    /// <summary>A source that reads the rows anew in each pass and holds one block of them at a time.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <param name="blockSize">How many rows a block has.</param>
    /// <returns>The source.</returns>
    /// <exception cref="CohortFormatException">Faults of rows are thrown at the end of a pass.</exception>
    public ICohortSource Stream(BayesianNetwork network, ColumnMap? map = null, int blockSize = 16384)
    {
        ArgumentNullException.ThrowIfNull(network);
        return CohortReader.Stream(network, map ?? ColumnMap.ForNames(network), Headers, ReadRows, Name, blockSize);
    }
}

using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Cohorts;

/// <summary>Reads cohorts from files of every kind: Parquet through DuckDB, embedded and in this process; Excel workbooks; CSV, tab-separated text and JSON
/// Lines as <see cref="TextTable"/> reads them.</summary>
/// <remarks>
/// <para>Every column arrives as text, so that nothing is guessed: <c>007</c> stays <c>007</c>, and what a value means is the column
/// map's to say. The kind of file is told by its ending: .csv, .tsv, .jsonl or .ndjson (each also with .gz), .parquet, .xlsx. <see cref="PatientTable"/> reads the same files, and databases.</para>
/// <para>A path is the path of one file, whatever signs it holds: there are no wildcards and no addresses. DuckDB is allowed that file alone;
/// it loads no extension, reaches no network and writes nothing.</para>
/// <para>Faults of data and map are thrown together as <see cref="CohortFormatException"/> with row and column, as everywhere.</para>
/// </remarks>
/// <example><code>
/// Cohort patients = DuckDbCohorts.Read(network, "patients.parquet");
/// ICohortSource source = DuckDbCohorts.Stream(network, "patients.parquet");
/// </code></example>
public static class DuckDbCohorts
{
    /// <summary>Reads a file into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind, or its rows not under the map.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Cohort Read(BayesianNetwork network, string path, ColumnMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ColumnMap columns = map ?? ColumnMap.ForNames(network);
        return PatientTable.Open(path, columns.Table).Read(network, columns);
    }

    /// <summary>A source that reads a file anew in each pass and holds one block of rows at a time.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file; it must not change while the source is used.</param>
    /// <param name="map">What the columns mean; <see langword="null"/> where headers are the names of variables and values of states.</param>
    /// <param name="blockSize">How many rows a block has.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind. Faults of rows are thrown at the end of a pass.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ICohortSource Stream(BayesianNetwork network, string path, ColumnMap? map = null, int blockSize = 16384)
    {
        ArgumentNullException.ThrowIfNull(network);
        ColumnMap columns = map ?? ColumnMap.ForNames(network);
        return PatientTable.Open(path, columns.Table).Stream(network, columns, blockSize);
    }

    /// <summary>Counts the patients of each pattern in a file, block by block: the file may be far larger than memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What the columns mean; it must have no measurements.</param>
    /// <returns>What <see cref="Cohort.Aggregate"/> makes of the rows that <see cref="Read"/> reads.</returns>
    /// <exception cref="ArgumentException">The map has measurements, or the ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind, or a column or value is not in the map.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Cohort ReadPatterns(BayesianNetwork network, string path, ColumnMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return CohortReader.ReadPatterns(Stream(network, path, map));
    }

    /// <summary>The headers of a file's columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How a table of text is written; <see langword="null"/> for the defaults.</param>
    /// <returns>The headers, in the order of the columns.</returns>
    /// <exception cref="ArgumentException">The ending is of no kind of file that is read.</exception>
    /// <exception cref="CohortFormatException">The file cannot be read as its kind.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<string> ReadHeaders(string path, TableOptions? options = null) =>
        PatientTable.Open(path, options).Headers;
}

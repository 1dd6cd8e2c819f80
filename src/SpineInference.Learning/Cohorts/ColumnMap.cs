using System.Collections.Immutable;
using System.Text;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Says what the columns of a table of patients mean: header to variable or measurement, values to states.</summary>
/// <remarks>
/// <para>A small JSON file, which may hold comments (<c>//</c>). Every column must be mapped or listed as ignored; every value must be mapped, name a state, or mean unknown.
/// Matching is exact (ordinal), so that nothing is guessed; values are trimmed of white space first.</para>
/// <code>
/// {
///   "format": "spineinference-column-map", "version": 1,
///   "weight": "n", "missing": ["", "NA"], "ignore": ["patient number"],
///   "separator": ";", "decimal": ",", "encoding": "windows-1252",
///   "columns": {
///     "Foot drop": { "variable": "foot-drop", "values": { "yes": "present", "no": "absent" }, "missing": ["?"] },
///     "ABI":       { "variable": "ankle-brachial-index-low", "states": { "present": ["..0.9"], "absent": ["0.9..", "normal"] } },
///     "PI (deg)":  { "measurement": "pelvic-incidence", "factor": 1 }
///   }
/// }
/// </code>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
/// <example><code>
/// ColumnMap map = ColumnMap.Read("columns.json");
/// Cohort patients = CohortReader.ReadCsv(network, "patients.csv", map);
/// </code></example>
public sealed class ColumnMap
{
    /// <summary>The value of the file's field <c>format</c>.</summary>
    public const string FormatId = "spineinference-column-map";

    /// <summary>The value of the file's field <c>version</c> that this library reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>The header that holds weights where no map is given and the network has no variable of that name.</summary>
    public const string DefaultWeight = "weight";

    /// <summary>Creates a map.</summary>
    /// <param name="columns">From headers to what the columns hold.</param>
    /// <param name="weight">The header of the column of weights, or <see langword="null"/>.</param>
    /// <param name="missing">Texts that mean unknown in every column; <see langword="null"/> for the empty text alone.</param>
    /// <param name="ignored">Headers of columns deliberately left out.</param>
    /// <param name="table">How the table is written, and how large it may be; <see langword="null"/> for the defaults.</param>
    public ColumnMap(
        ImmutableDictionary<string, ColumnMapping> columns,
        string? weight = null,
        IEnumerable<string>? missing = null,
        IEnumerable<string>? ignored = null,
        TableOptions? table = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = columns.WithComparers(StringComparer.Ordinal);
        Weight = weight;
        StatesMissing = missing is not null;
        Missing = [.. missing ?? [""]];
        Ignored = [.. ignored ?? []];
        Table = table ?? TableOptions.Default;
    }

    /// <summary>From headers to what the columns hold.</summary>
    public ImmutableDictionary<string, ColumnMapping> Columns { get; }

    /// <summary>The header of the column of weights (or counts of a pattern), or <see langword="null"/>.</summary>
    public string? Weight { get; }

    /// <summary>Texts that mean unknown in every column.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Whether <see cref="Missing"/> was given, and not taken to be the empty text alone.</summary>
    public bool StatesMissing { get; }

    /// <summary>Headers of columns deliberately left out.</summary>
    public ImmutableArray<string> Ignored { get; }

    /// <summary>How the table is written, and how large it may be.</summary>
    public TableOptions Table { get; }

    /// <summary>Texts found in the data that mean unknown, unless a column says otherwise.</summary>
    internal ImmutableArray<string> FoundMissing { get; private init; } = [];

    internal Func<string, string>? Suggest { get; private init; }

    /// <summary>The same map for a table that is written otherwise.</summary>
    /// <param name="table">How it is written, and how large it may be.</param>
    /// <returns>The map.</returns>
    public ColumnMap With(TableOptions table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new ColumnMap(Columns, Weight, StatesMissing ? Missing : null, Ignored, table) { Suggest = Suggest, FoundMissing = FoundMissing };
    }

    /// <summary>The same map for a table of which was found out how it is written. What the map says itself comes first.</summary>
    /// <param name="form">How the table is written.</param>
    /// <returns>The map.</returns>
    public ColumnMap With(TableForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new ColumnMap(Columns, Weight, StatesMissing ? Missing : null, Ignored, form.Options) { Suggest = Suggest, FoundMissing = StatesMissing ? [] : form.Missing };
    }

    /// <summary>The same map with other texts that mean unknown in every column.</summary>
    /// <param name="missing">The texts, in place of <see cref="Missing"/>.</param>
    /// <returns>The map.</returns>
    public ColumnMap WithMissing(IEnumerable<string> missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        return new ColumnMap(Columns, Weight, missing, Ignored, Table) { Suggest = Suggest };
    }

    /// <summary>The same map, whose faults suggest names that the network alone cannot know, such as synonyms.</summary>
    /// <param name="suggest">For a name that no variable has, a sentence with a blank before it, or the empty text.</param>
    /// <returns>The map.</returns>
    public ColumnMap WithSuggestions(Func<string, string> suggest)
    {
        ArgumentNullException.ThrowIfNull(suggest);
        return new ColumnMap(Columns, Weight, StatesMissing ? Missing : null, Ignored, Table) { Suggest = suggest, FoundMissing = FoundMissing };
    }

    /// <summary>The map of a table whose headers are the names of variables and whose values are the names of states: the table that
    /// simulation and aggregation write.</summary>
    /// <param name="network">The network.</param>
    /// <param name="measurements">Headers that are names of measurements.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">A measurement stands twice, or has the name of a variable.</exception>
    public static ColumnMap ForNames(BayesianNetwork network, params ReadOnlySpan<string> measurements)
    {
        ArgumentNullException.ThrowIfNull(network);
        var columns = ImmutableDictionary.CreateBuilder<string, ColumnMapping>(StringComparer.Ordinal);
        foreach (Variable variable in network.Variables)
        {
            columns[variable.Name] = new ColumnMapping { Variable = variable.Name };
        }

        foreach (string measurement in measurements)
        {
            if (!columns.TryAdd(measurement, new ColumnMapping { Measurement = measurement }))
            {
                throw new ArgumentException($"'{measurement}' is the name of a measurement and of another, or of a variable of the network; a column can hold one.", nameof(measurements));
            }
        }

        return new ColumnMap(columns.ToImmutable(), columns.ContainsKey(DefaultWeight) ? null : DefaultWeight);
    }

    /// <summary>Reads a map from a file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The map.</returns>
    /// <exception cref="CohortFormatException">The content is no valid map; all faults are listed, unknown fields among them.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ColumnMap Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ColumnMapReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a map from a text.</summary>
    /// <param name="json">The content of a map file.</param>
    /// <param name="path">What messages call it.</param>
    /// <returns>The map.</returns>
    /// <exception cref="CohortFormatException">The content is no valid map; all faults are listed.</exception>
    public static ColumnMap Parse(string json, string path = "column map")
    {
        ArgumentNullException.ThrowIfNull(json);
        return ColumnMapReader.Read(Encoding.UTF8.GetBytes(json), path);
    }
}

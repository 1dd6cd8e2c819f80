using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>How the commands that learn take their data and their model.</summary>
internal static class CohortLoading
{
    public static Argument<string> DataArgument() => new("DATA")
    {
        Description = "The cohort: .csv, .tsv, .jsonl (also .gz), .xlsx or .parquet; '-' for text on standard input; with --sql a database.",
    };

    public static Option<string?> NetworkOption() => new("--network")
    {
        Description = "The network (.json, .bif, …, or a fitted model); the library's own model unless given.",
    };

    /// <summary>The library's model, or the one in a file.</summary>
    public static FittedModel Model(string? path, CliStreams streams)
    {
        if (path is null)
        {
            return new FittedModel(SpineModel.Default.Network);
        }

        return NetworkLoading.FormatOf(path) == NetworkFormat.Json
            ? FittedModel.Load(path)
            : new FittedModel(NetworkLoading.Read(path, effectiveSampleSize: 1, streams).Network);
    }

    /// <summary>Reads a cohort into memory.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="data">The table and what its columns mean.</param>
    public static Cohort Read(BayesianNetwork network, MappedTable data) => WithNative(() => data.Table.Read(network, data.Map));

    /// <summary>Reads a cohort into memory, rows that agree in everything as one.</summary>
    public static Cohort ReadPatterns(BayesianNetwork network, MappedTable data) => data.HasMeasurements
        ? Read(network, data)
        : WithNative(() => CohortReader.ReadPatterns(data.Table.Stream(network, data.Map)));

    /// <summary>A cohort that is read anew in each pass, one block of rows at a time.</summary>
    public static ICohortSource Stream(BayesianNetwork network, MappedTable data) => WithNative(() => data.Table.Stream(network, data.Map));

    /// <summary>Runs what throws argument faults on account of what the user typed, and words them for the user.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="hasMap">Whether a column map was given, so that none need be begun.</param>
    public static T Guard<T>(Func<T> run, bool hasMap = true)
    {
        try
        {
            return run();
        }
        catch (CohortFormatException exception)
        {
            // A fault of a whole column is one of the map, or of having none.
            string next = !hasMap && exception.Faults.Any(static f => f is { Row: 0, Field.Length: > 0 })
                ? $"{Environment.NewLine}Begin a map with: spine map DATA --init --out map.json"
                : "";
            throw new CliException(exception.Message + next);
        }
        catch (ImpossibleEvidenceException exception)
        {
            throw new CliException(exception.Message);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(NetworkLoading.WithoutParameter(exception));
        }
    }

    /// <summary>Runs what may need a native library that this system does not have.</summary>
    public static T WithNative<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new CliException("DuckDB, which reads Parquet and its own files, does not run on this system. Convert the data to .csv.");
        }
    }
}

using System.CommandLine;
using SpineInference.Cohorts;
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
        Description = "The cohort: .csv, .tsv, .parquet or .jsonl; text formats also compressed with .gz. CSV has a header line.",
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
    /// <param name="path">The file.</param>
    /// <param name="columns">What its columns mean.</param>
    public static Cohort Read(BayesianNetwork network, string path, ColumnMap columns) =>
        WithNative(() => DuckDbCohorts.Read(network, path, columns));

    /// <summary>Reads a cohort into memory, rows that agree in everything as one.</summary>
    public static Cohort ReadPatterns(BayesianNetwork network, string path, ColumnMap columns) =>
        columns.Columns.Any(static c => c.Value.Measurement is not null)
            ? Read(network, path, columns)
            : WithNative(() => DuckDbCohorts.ReadPatterns(network, path, columns));

    /// <summary>A cohort that is read anew in each pass, one block of rows at a time.</summary>
    public static ICohortSource Stream(BayesianNetwork network, string path, ColumnMap columns) =>
        WithNative(() => DuckDbCohorts.Stream(network, path, columns));

    /// <summary>Runs what throws argument faults on account of what the user typed, and words them for the user.</summary>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is CohortFormatException or ImpossibleEvidenceException)
        {
            throw new CliException(exception.Message);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(NetworkLoading.WithoutParameter(exception));
        }
    }

    private static T WithNative<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new CliException("DuckDB, which reads Parquet, does not run on this system. Convert the data to .csv.");
        }
    }
}

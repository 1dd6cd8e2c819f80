using System.CommandLine;
using SpineInference.Learning;
using SpineInference.Networks;

namespace SpineInference.Tool;

/// <summary>How the commands that learn take their data and their model.</summary>
internal static class CohortLoading
{
    public static Argument<string> DataArgument() => new("DATA") { Description = "The cohort: a CSV file with a header line." };

    public static Option<string?> MapOption() => new("--map")
    {
        Description = "What the columns mean (JSON); not needed where headers are names of variables and values names of states.",
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

        return NetworkLoading.FormatOf(path) == Formats.NetworkFormat.Json
            ? FittedModel.Load(path)
            : new FittedModel(NetworkLoading.Read(path, effectiveSampleSize: 1, streams).Network);
    }

    public static Cohort Read(BayesianNetwork network, string path, string? map) =>
        CohortReader.ReadCsv(network, path, map is null ? null : ColumnMap.Read(map));

    /// <summary>Runs what throws argument faults on account of what the user typed, and words them for the user.</summary>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is CohortFormatException or Inference.ImpossibleEvidenceException)
        {
            throw new CliException(exception.Message);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(NetworkLoading.WithoutParameter(exception));
        }
    }
}

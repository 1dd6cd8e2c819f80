using System.CommandLine;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool;

/// <summary>How every command takes a network: the argument, and reading it with its warnings on standard error.</summary>
internal static class NetworkLoading
{
    private const int MostWarnings = 10;

    public static Argument<string> Argument() => new("NETWORK")
    {
        Description = "The network: .json, .bif, .xmlbif, .xml, .xdsl, .net (Hugin), .dne (Netica) or .uai, each also compressed with .gz.",
    };

    public static Option<double> RowToleranceOption()
    {
        var option = new Option<double>("--row-tolerance")
        {
            Description = "How far from 1 the sum of a row of probabilities may be, by rounding, before the file is refused; at most 0.1.",
            DefaultValueFactory = static _ => NetworkReaderOptions.DefaultRowTolerance,
        };
        option.MustBeAtMostATenth();
        return option;
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="effectiveSampleSize">For the formats that do not say it.</param>
    /// <param name="streams">Receives the warnings.</param>
    /// <param name="rowTolerance">How far from 1 the sum of a row may be.</param>
    /// <exception cref="CliException">Neither content nor ending are those of a network.</exception>
    public static NetworkFile Read(string path, double effectiveSampleSize, CliStreams streams, double rowTolerance = NetworkReaderOptions.DefaultRowTolerance)
    {
        NetworkFile file;
        try
        {
            file = NetworkFiles.Read(path, new NetworkReaderOptions { EffectiveSampleSize = effectiveSampleSize, RowTolerance = rowTolerance });
        }
        catch (ArgumentException exception)
        {
            throw new CliException(WithoutParameter(exception));
        }

        foreach (Fault warning in file.Warnings.Take(MostWarnings))
        {
            streams.Error.WriteLine($"spine: warning: {path}, {warning}");
        }

        if (file.Warnings.Length > MostWarnings)
        {
            streams.Error.WriteLine($"spine: warning: {path}: {file.Warnings.Length - MostWarnings} more like these.");
        }

        return file;
    }

    /// <summary>The format of a network to be read, by its content, else by its ending.</summary>
    /// <exception cref="CliException">Neither is that of a network.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        try
        {
            NetworkFormat format = NetworkFiles.Detect(path);
            return format != NetworkFormat.Dot
                ? format
                : throw new CliException($"'{path}' is a DOT file, which holds a graph without probabilities. Give the network in another format.");
        }
        catch (ArgumentException exception)
        {
            throw new CliException(WithoutParameter(exception));
        }
    }

    /// <summary>The message of an exception of arguments, without the parameter's name, which means nothing to a user.</summary>
    public static string WithoutParameter(ArgumentException exception) =>
        exception.ParamName is null ? exception.Message : exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
}

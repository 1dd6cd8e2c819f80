using System.CommandLine;
using SpineInference.Formats;

namespace SpineInference.Tool;

/// <summary>How every command takes a network: the argument, and reading it with its warnings on standard error.</summary>
internal static class NetworkLoading
{
    private const int MostWarnings = 10;

    public static Argument<string> Argument() => new("NETWORK")
    {
        Description = "The network: .json, .bif, .xmlbif, .xml or .xdsl, each also compressed with .gz.",
    };

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="effectiveSampleSize">For the formats that do not say it.</param>
    /// <param name="streams">Receives the warnings.</param>
    /// <exception cref="CliException">The ending is none that holds a network.</exception>
    public static NetworkFile Read(string path, double effectiveSampleSize, CliStreams streams)
    {
        FormatOf(path);
        NetworkFile file = NetworkFiles.Read(path, new NetworkReaderOptions { EffectiveSampleSize = effectiveSampleSize });
        foreach (FormatWarning warning in file.Warnings.Take(MostWarnings))
        {
            streams.Error.WriteLine($"spine: warning: {path}, {warning}");
        }

        if (file.Warnings.Length > MostWarnings)
        {
            streams.Error.WriteLine($"spine: warning: {path}: {file.Warnings.Length - MostWarnings} more like these.");
        }

        return file;
    }

    /// <summary>The format of a network to be read.</summary>
    /// <exception cref="CliException">The ending is none that holds a network.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        try
        {
            NetworkFormat format = NetworkFiles.FormatOf(path);
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

using SpineInference.Engine.Formats;

namespace SpineInference.Tool;

/// <summary>Where a command's result goes: standard output, or a file that is written whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>The option <c>--out</c>.</summary>
    public static System.CommandLine.Option<string?> Option() => new("--out")
    {
        Description = "The file to write, whole or not at all (.gz compresses); standard output unless given.",
    };

    /// <summary>Writes the result.</summary>
    /// <param name="path">The file, or <see langword="null"/> for standard output.</param>
    /// <param name="streams">Holds standard output.</param>
    /// <param name="write">Writes to a stream that it leaves open, and says how it went. Where it throws, the file is untouched.</param>
    /// <exception cref="CliException">The path is none.</exception>
    public static int Write(string? path, CliStreams streams, Func<Stream, int> write)
    {
        if (path is null)
        {
            return write(streams.Output);
        }

        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new CliException($"--out: '{path}' names no file. Give the file to write.");
        }

        int code = ExitCode.Done;
        AtomicFile.Write(path, stream => code = write(stream));
        return code;
    }
}

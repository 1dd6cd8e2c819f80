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
    /// <param name="cancellationToken">Stops the run: what is written after it is refused.</param>
    /// <exception cref="CliException">The path is none.</exception>
    public static int Write(string? path, CliStreams streams, Func<Stream, int> write, CancellationToken cancellationToken = default)
    {
        if (path is null)
        {
            return write(streams.Output);
        }

        ThrowIfNone("--out", path);
        int code = ExitCode.Done;
        AtomicFile.Write(path, stream => code = write(new StoppableStream(stream, cancellationToken)));
        return code;
    }

    /// <summary>Refuses a file that could not be written, before the work that yields its content.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <see langword="null"/> where the option is not given.</param>
    /// <param name="inputs">Files that are read, or written otherwise, and must not be the same.</param>
    /// <exception cref="CliException">It is no file, cannot be written, or is one of the inputs.</exception>
    public static void ThrowIfUnwritable(string option, string? path, params ReadOnlySpan<(string Name, string? Path)> inputs)
    {
        if (path is null)
        {
            return;
        }

        ThrowIfNone(option, path);
        foreach ((string name, string? other) in inputs)
        {
            if (!string.IsNullOrEmpty(other) && Path.GetFullPath(other) == Path.GetFullPath(path))
            {
                throw new CliException($"{option}: '{path}' is {name}, too. Give another file.");
            }
        }

        try
        {
            AtomicFile.ThrowIfUnwritable(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{option}: '{path}' cannot be written: {exception.Message}");
        }
    }

    private static void ThrowIfNone(string option, string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new CliException($"{option}: '{path}' names no file. Give the file to write.");
        }
    }
}

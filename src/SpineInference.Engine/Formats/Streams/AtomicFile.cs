using System.IO.Compression;

namespace SpineInference.Engine.Formats;

/// <summary>Writes files whole or not at all.</summary>
public static class AtomicFile
{
    private static readonly string[] SpecialFolders = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Writes to a temporary file in the same folder, flushes it to the disk and renames it over the target. A reader sees
    /// the old content or the new, never a part; on any failure the target is untouched and the temporary file removed.</summary>
    /// <param name="path">The file to write. Its folder must exist. With the ending <c>.gz</c> the content is compressed.</param>
    /// <param name="write">Writes the content to a stream that it leaves open.</param>
    /// <exception cref="IOException">The file cannot be written, or is no ordinary file.</exception>
    /// <remarks>A file that is replaced keeps its permissions: one that only its owner may read stays so. A symbolic link is replaced, not
    /// followed, so that nothing is written outside the path given. What a process that was killed left in the folder is removed.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        string target = TargetOf(path, out string folder);
        TemporaryFiles.RemoveAbandoned(folder);
        string temporary = TemporaryFiles.NewPath(folder);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                options.UnixCreateMode = File.GetUnixFileMode(target);
            }

            using (FileStream file = Open(temporary, options, path))
            {
                if (target.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                {
                    using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                    write(gzip);
                }
                else
                {
                    write(file);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>As <see cref="Write(string, Action{Stream})"/>, with text in UTF-8 and line feeds on every platform.</summary>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    /// <summary>Finds out whether a file could be written, before the work that yields its content: an empty temporary file is made beside
    /// it and removed.</summary>
    /// <param name="path">The file, which stays as it is.</param>
    /// <exception cref="IOException">It cannot be written, or is no ordinary file.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder is not to be written into.</exception>
    public static void ThrowIfUnwritable(string path)
    {
        string target = TargetOf(path, out string folder);
        if (Directory.Exists(target))
        {
            throw new IOException($"'{path}' is a folder; expected a file.");
        }

        TemporaryFiles.RemoveAbandoned(folder);
        string temporary = TemporaryFiles.NewPath(folder);
        Open(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None }, path).Dispose();
        File.Delete(temporary);
    }

    // The message names the file that was asked for, not the temporary one.
    private static FileStream Open(string temporary, FileStreamOptions options, string path)
    {
        try
        {
            return new FileStream(temporary, options);
        }
        catch (DirectoryNotFoundException)
        {
            throw new DirectoryNotFoundException($"'{path}': there is no such folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnauthorizedAccessException($"'{path}': its folder must not be written into.");
        }
    }

    private static string TargetOf(string path, out string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        if (!OperatingSystem.IsWindows() && Array.Exists(SpecialFolders, special => target.StartsWith(special, StringComparison.Ordinal)))
        {
            // Renaming over a device would replace the device itself.
            throw new IOException($"'{path}' is a device or belongs to the system; expected an ordinary file.");
        }

        folder = Path.GetDirectoryName(target) ?? throw new ArgumentException($"'{path}' names no file.", nameof(path));
        return target;
    }
}

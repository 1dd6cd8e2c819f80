using System.Diagnostics;
using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>The temporary files that <see cref="AtomicFile"/> writes to, and those that a killed process left.</summary>
/// <remarks>A name tells the process that writes: <c>.PROCESS-RANDOM.partial</c>. A process that is killed cannot remove its own; the next
/// one that writes into the folder does.</remarks>
internal static class TemporaryFiles
{
    public const string Ending = ".partial";

    /// <summary>A new name in a folder.</summary>
    public static string NewPath(string folder) => Path.Combine(folder, string.Create(
        CultureInfo.InvariantCulture, $".{Environment.ProcessId}-{Path.GetRandomFileName()}{Ending}"));

    /// <summary>Removes the files of processes that are no more; what cannot be removed stays.</summary>
    /// <remarks>A file is in use while its process runs here or anybody holds it open (a process of another machine or container has
    /// numbers of its own). O(entries of the folder).</remarks>
    public static void RemoveAbandoned(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, $".*{Ending}", new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
            {
                if (IsOfDeadProcess(Path.GetFileName(path)))
                {
                    Remove(path);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed may still be written into.
        }
    }

    private static void Remove(string path)
    {
        try
        {
            // Whoever writes it holds it alone.
            using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
            {
            }

            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use after all, or somebody else's.
        }
    }

    private static bool IsOfDeadProcess(string name)
    {
        int end = name.IndexOf('-', StringComparison.Ordinal);
        if (end < 0 || !int.TryParse(name.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int process))
        {
            return false;
        }

        try
        {
            Process.GetProcessById(process).Dispose();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}

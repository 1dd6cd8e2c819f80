namespace SpineInference.Testing;

/// <summary>Finds the folder of shared test data, which is not part of the repository.</summary>
internal static class TestData
{
    /// <summary>The folder: the environment variable SPINEINFERENCE_DATA, or shared/data in a folder above the tests.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file of the folder; skips the test where it is absent.</summary>
    public static string Require(string relative)
    {
        string? path = Folder is null ? null : Path.Combine(Folder, relative);
        Skip.If(
            path is null || !(File.Exists(path) || Directory.Exists(path)),
            $"The shared test data '{relative}' is not on this machine; set SPINEINFERENCE_DATA to its folder.");
        return path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_DATA") is { Length: > 0 } folder)
        {
            return folder;
        }

        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

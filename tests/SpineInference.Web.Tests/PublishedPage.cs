using System.Diagnostics;

namespace SpineInference.Web.Tests;

/// <summary>The page as it is published: the folder that the variable names, or published here.</summary>
internal static class PublishedPage
{
    /// <summary>Names the folder of a page that was published before.</summary>
    public const string Variable = "SPINEINFERENCE_PAGE";

    /// <summary>The folder that holds index.html; an exception where publishing fails.</summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        string root = Repository.Root ?? throw new InvalidOperationException($"The sources are not above the tests: publish the page and name its folder in {Variable}.");
        string output = Path.Combine(AppContext.BaseDirectory, "page");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(root, "src", "SpineInference.Web"), "-c", "Release", "-o", output, "-v", "q", "--nologo", "-p:ThoroughAnalysis=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test host was started with is not for another build.
        foreach (string inherited in start.Environment.Keys.Where(static k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        using Process publish = Process.Start(start)!;
        Task<string> output1 = publish.StandardOutput.ReadToEndAsync();
        Task<string> output2 = publish.StandardError.ReadToEndAsync();
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, "wwwroot")
            : throw new InvalidOperationException($"The page cannot be published: {output1.Result}{output2.Result}");
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>Loads of the page as a person has them: a browser just installed, with nothing cached, and no tool attached to it.</summary>
/// <remarks>A test's browser reports each request and each task to whoever drives it: on two cores the same load took a quarter longer.
/// Here the browser is told an address, left alone, and asked for the page's own marks when all is over.</remarks>
internal static class ColdLoad
{
    // Starting a browser, and what it then does by itself, takes as long on the machines known.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One load.</summary>
    /// <param name="playwright">Reads the marks afterwards.</param>
    /// <param name="chromium">The browser.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="address">What is loaded.</param>
    /// <param name="marks">Names of marks; the last is set when all is over.</param>
    /// <returns>When each was set, in milliseconds after the navigation began.</returns>
    public static async Task<double[]> Load(IPlaywright playwright, string chromium, IEnumerable<string> arguments, string address, string[] marks)
    {
        string profile = Directory.CreateTempSubdirectory("spineinference-profile-").FullName;
        var start = new ProcessStartInfo(chromium) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[.. arguments, "--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process browser = Process.Start(start)!;
        try
        {
            browser.BeginErrorReadLine();
            browser.BeginOutputReadLine();
            int port = await Port(Path.Combine(profile, "DevToolsActivePort"));
            await Task.Delay(Calm);
            using var client = new HttpClient();
            (await client.PutAsync(new Uri($"http://127.0.0.1:{port}/json/new?{address}"), content: null)).EnsureSuccessStatusCode();
            await Task.Delay(LeftAlone);
            await using IBrowser read = await playwright.Chromium.ConnectOverCDPAsync($"http://127.0.0.1:{port}");
            IPage page = read.Contexts[0].Pages.Single(p => p.Url.StartsWith(address, StringComparison.Ordinal));
            await page.WaitForFunctionAsync("name => performance.getEntriesByName(name).length > 0", marks[^1]);
            return await page.EvaluateAsync<double[]>("names => names.map(name => performance.getEntriesByName(name)[0]?.startTime ?? NaN)", marks);
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            Delete(profile);
        }
    }

    private static async Task<int> Port(string file)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100))
        {
            if (File.Exists(file) && (await File.ReadAllLinesAsync(file)).FirstOrDefault() is { Length: > 0 } port)
            {
                return int.Parse(port, CultureInfo.InvariantCulture);
            }
        }

        throw new TimeoutException($"The browser wrote no {file} in {Patience.TotalSeconds} s.");
    }

    // What a killed browser still writes is left to the system's own broom.
    private static void Delete(string profile)
    {
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
        }
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>How large and how fast the page is, and how it looks. The size is held; times are those of a machine and only written down.</summary>
[Collection(BrowserTests.Name)]
public class PageFigures(Browser browser)
{
    /// <summary>Names a folder for figures and pictures; without it none are made.</summary>
    private const string Variable = "SPINEINFERENCE_PAGE_FIGURES";

    private const double LargestTransfer = 6e6;
    private const int LoadCount = 7;

    [SkippableFact]
    public async Task Transfer_UpToTheFirstAnswer_AndWithWhatIsKeptForUseOffline_IsAtMostSixMegabytes()
    {
        Skip.If(browser.Site is null, "No Chromium here.");
        using var site = new StaticSite(browser.Folder);
        await using BedsidePage page = await browser.Open(keepsWorker: true, site: site);
        Assert.InRange(BytesOf(site), 1e6, LargestTransfer);
        await page.Shown(".ask");
        await page.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(r => true)");
        Assert.InRange(BytesOf(site), 1e6, LargestTransfer);
    }

    [SkippableFact]
    public async Task Figures_AndPictures_AreWritten()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Skip.If(folder is null or "", $"Name a folder in {Variable} to have figures and pictures written.");
        Directory.CreateDirectory(folder!);
        using var site = new StaticSite(browser.Folder);
        var figures = new StringBuilder();
        double[][] loads = [.. await Loads()];
        Spread("first paint", 0);
        Spread("first answer", 1);
        Spread("all parts of the page", 2);
        await using (BedsidePage page = await browser.Open(site: site))
        {
            Line("transfer to the first answer", site.Sent.Sum(static s => s.Bytes) / 1e6, "MB");
            await page.Settled();
            ICDPSession tools = await page.Context.NewCDPSessionAsync(page.Page);
            await tools.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
            double busy = await ProcessorSeconds(tools);
            double[] clicks = await Clicks(page);
            double perClick = (await ProcessorSeconds(tools) - busy) / clicks.Length;
            Line("answer after a click, median", clicks[clicks.Length / 2], "ms");
            Line("answer after a click, slowest of forty", clicks[^1], "ms");
            figures.AppendLine(CultureInfo.InvariantCulture, $"of forty clicks, above 50 ms: {clicks.Count(static c => c > 50)}");
            Line("processor time of the page for a click and all that follows it", 1000 * perClick, "ms");
            figures.AppendLine(CultureInfo.InvariantCulture, $"processors: {Environment.ProcessorCount}; load while measuring: {Load()}");
        }

        await File.WriteAllTextAsync(Path.Combine(folder!, "figures.txt"), figures.ToString());
        foreach ((string name, int width, ColorScheme scheme, string example) in ((string, int, ColorScheme, string)[])
        [
            ("desktop-light", 1440, ColorScheme.Light, "root-l5"), ("desktop-dark", 1440, ColorScheme.Dark, "root-l5"),
            ("desktop-empty", 1440, ColorScheme.Light, ""), ("desktop-emergency", 1440, ColorScheme.Light, "emergency"),
            ("tablet-light", 820, ColorScheme.Light, "walking"), ("phone-light", 390, ColorScheme.Light, "root-s1"), ("phone-dark", 390, ColorScheme.Dark, "knee"),
        ])
        {
            BedsidePage page = await browser.Shared(width, scheme: scheme);
            if (example.Length > 0)
            {
                await page.ShowExample(example);
            }

            await page.Settled();
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}.png"), FullPage = true });
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}-first.png") });
            if (name is "desktop-light" or "desktop-emergency")
            {
                await page.Page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder!, $"{name}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
            }
        }

        // Those that docs/images holds.
        foreach ((string name, int width, int height, ColorScheme scheme, string example, string top) in ((string, int, int, ColorScheme, string, string)[])
        [
            ("page-desktop", 1440, 900, ColorScheme.Light, "root-l5", "header"),
            ("page-emergency", 1440, 640, ColorScheme.Light, "emergency", "header"),
            ("page-phone", 390, 844, ColorScheme.Dark, "root-s1", "#chart"),
        ])
        {
            BedsidePage page = await browser.Shared(width, height, scheme);
            await page.ShowExample(example);
            await page.Settled();
            await page.Page.EvaluateAsync("top => { window.scrollTo({ top: 0, behavior: 'instant' }); document.querySelector(top).scrollIntoView({ behavior: 'instant' }); }", top);
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}.png") });
        }

        Assert.True(new FileInfo(Path.Combine(folder!, "desktop-light.png")).Length > 50_000);

        void Spread(string what, int mark)
        {
            double[] times = [.. loads.Select(load => load[mark]).Order()];
            figures.AppendLine(CultureInfo.InvariantCulture, $"{what}: {times[times.Length / 2]:0} ms, the median of {times.Length} loads ({times[0]:0} to {times[^1]:0})");
        }

        void Line(string what, double figure, string unit) => figures.AppendLine(CultureInfo.InvariantCulture, $"{what}: {figure:0.0} {unit}");
    }

    // Each in a browser of its own. What else the machine does disturbs single ones.
    private async Task<List<double[]>> Loads()
    {
        using var site = new StaticSite(browser.Folder);
        var loads = new List<double[]>();
        for (int i = 0; i < LoadCount; i++)
        {
            loads.Add(await browser.LoadAlone(site, "first-contentful-paint", "spine-started", "spine-whole"));
        }

        return loads;
    }

    // A browser's own cache spares it what was sent before under the same name.
    private static long BytesOf(StaticSite site) => site.Sent.DistinctBy(static s => s.Path).Sum(static s => s.Bytes);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    // The time that the page's own thread had a processor: other programs of the machine do not count.
    private static async Task<double> ProcessorSeconds(ICDPSession tools)
    {
        System.Text.Json.JsonElement? metrics = await tools.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray()
            .First(static m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }

    // From the event to the bars that show the answer; forty clicks, on regions and on answers, sorted.
    private static async Task<double[]> Clicks(BedsidePage page) => await page.Page.EvaluateAsync<double[]>("""
        async () => {
            const times = [];
            const ids = ['left.lateral-calf', 'left.big-toe', 'left.top-of-foot', 'left.buttock', 'left.back-of-thigh', 'left.front-of-shin', 'left.heel', 'left.sole', 'left.groin', 'right.sole'];
            for (let round = 0; round < 4; round++) {
                for (const id of ids) {
                    const answer = document.querySelector('#live-answer');
                    const before = answer.dataset.version;
                    const start = performance.now();
                    document.getElementById(id).dispatchEvent(new MouseEvent('click', { bubbles: true }));
                    while (document.querySelector('#live-answer').dataset.version === before) {
                        await new Promise(r => setTimeout(r));
                    }
                    document.body.getBoundingClientRect();
                    times.push(performance.now() - start);
                    await new Promise(r => setTimeout(r, 150));
                }
            }
            return times.sort((a, b) => a - b);
        }
        """);
}

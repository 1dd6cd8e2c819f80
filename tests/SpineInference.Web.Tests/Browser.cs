using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>One browser and one served page for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Missing = "No Chromium here: install Debian's package chromium, or name an executable in SPINEINFERENCE_CHROMIUM.";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _folder;
    private BedsidePage? _shared;

    internal StaticSite? Site { get; private set; }

    internal string Folder => _folder!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Executable() is not { } chromium)
        {
            return;
        }

        _folder = PublishedPage.Folder();
        Site = new StaticSite(_folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = Arguments,
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await CloseShared();
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Site?.Dispose();
    }

    /// <summary>Opens the page and waits for its first answer.</summary>
    internal async Task<BedsidePage> Open(
        int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string fragment = "", bool keepsWorker = false, StaticSite? site = null, bool isPhone = false)
    {
        Skip.If(_browser is null, Missing);
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = isPhone,
            IsMobile = isPhone,
            AcceptDownloads = true,
            ServiceWorkers = keepsWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        return await BedsidePage.Open(context, (site ?? Site!).Origin, fragment);
    }

    /// <summary>When marks were set in a load in a browser of its own, to which no tool is attached; milliseconds.</summary>
    internal Task<double[]> LoadAlone(StaticSite site, params string[] marks)
    {
        Skip.If(_playwright is null, Missing);
        return ColdLoad.Load(_playwright!, Executable()!, Arguments, site.Origin + "/", marks);
    }

    /// <summary>The one page of the tests that do not ask how it is loaded, with a new patient and as it looks when it is first opened. It must not
    /// be closed.</summary>
    internal async Task<BedsidePage> Shared(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Skip.If(_browser is null, Missing);
        if (_shared is { IsWell: false })
        {
            await CloseShared();
        }

        _shared ??= await Open();
        await _shared.Renew(width, height, scheme);
        return _shared;
    }

    private async Task CloseShared()
    {
        if (_shared is not null)
        {
            await _shared.DisposeAsync();
            _shared = null;
        }
    }

    private static string? Executable() => ((string?[])[Environment.GetEnvironmentVariable("SPINEINFERENCE_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
        .FirstOrDefault(static path => path is { Length: > 0 } && File.Exists(path));
}

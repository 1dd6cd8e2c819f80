using System.Globalization;
using Microsoft.Playwright;
using SpineInference.Anatomy;

namespace SpineInference.Web.Tests;

/// <summary>The page in a tab of its own, as a clinician uses it.</summary>
internal sealed class BedsidePage : IAsyncDisposable
{
    private const int Patience = 90_000;

    private readonly IBrowserContext _context;

    private BedsidePage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Addresses of all requests of the tab, its worker included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What went wrong in the tab: uncaught errors, and errors on the console.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Whether the page can serve another test: what a test left half done, or a page that fell, is not handed on.</summary>
    public bool IsWell { get; private set; } = true;

    public static async Task<BedsidePage> Open(IBrowserContext context, string origin, string fragment)
    {
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        var opened = new BedsidePage(context, page);
        context.Request += (_, request) => opened.Requests.Add(request.Url);
        page.PageError += (_, error) => opened.Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                opened.Errors.Add(message.Text);
            }
        };
        await page.GotoAsync(origin + "/" + fragment);
        await page.WaitForSelectorAsync("#model-hash");
        return opened;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>Makes the page what it is when it is first opened: a new patient, the first mode of the chart, groups of questions and bars folded.</summary>
    public async Task Renew(int width, int height, ColorScheme scheme)
    {
        IsWell = false;
        await Page.SetViewportSizeAsync(width, height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        if (await Page.Locator("#reset").IsEnabledAsync())
        {
            await Page.ClickAsync("#reset");
        }

        await Page.FillAsync("#search", "");
        await Page.Locator("label.mode").First.ClickAsync();
        await Page.Mouse.MoveAsync(0, 0);
        await Page.WaitForFunctionAsync("() => document.querySelectorAll('.chip').length === 0 && document.querySelector('#reset').disabled");
        await Fold();
        ILocator unfoldedBars = Page.Locator(".bars .under button[aria-expanded='true']");
        while (await unfoldedBars.CountAsync() > 0)
        {
            await unfoldedBars.First.ClickAsync();
        }

        await Page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo({ top: 0, behavior: 'instant' }); }");
        Errors.Clear();
        IsWell = true;
    }

    /// <summary>Waits until everything that belongs to the patient shown is computed.</summary>
    public Task Settled() => Page.WaitForFunctionAsync(
        "() => { const a = document.querySelector('#live-answer'); return a && a.dataset.done === a.dataset.version; }", null, new PageWaitForFunctionOptions { Timeout = Patience });

    /// <summary>Waits until something that is computed beside the page is shown.</summary>
    public Task Shown(string selector) => Page.WaitForSelectorAsync(selector, new PageWaitForSelectorOptions { Timeout = Patience, State = WaitForSelectorState.Attached });

    /// <summary>Shows an example, and waits until it is answered; what is computed beside the page comes later.</summary>
    public async Task ShowExample(string id)
    {
        string? before = await Page.GetAttributeAsync("#live-answer", "data-version");
        await Page.SelectOptionAsync("#examples", id);
        await Page.WaitForFunctionAsync("before => document.querySelector('#live-answer').dataset.version !== before", before);
    }

    /// <summary>Folds the groups of questions that are folded at first, and unfolds the others.</summary>
    public async Task Fold()
    {
        string[] others = await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.group')]
                .filter(g => (g.querySelector('.fold').getAttribute('aria-expanded') === 'true') !== ['group-leg-symptoms', 'group-strength'].includes(g.id))
                .map(g => g.id)
            """);
        foreach (string group in others)
        {
            await Page.ClickAsync($"#{group} > h3 > button");
        }
    }

    /// <summary>Unfolds all groups of questions, whole.</summary>
    public async Task UnfoldAll()
    {
        foreach (FindingGroup group in new Catalogue(SpineModel.Default).Groups)
        {
            await Unfold(group.Id);
        }
    }

    /// <summary>Unfolds a group of questions, whole.</summary>
    public async Task Unfold(string group)
    {
        ILocator fold = Page.Locator($"#group-{group} > h3 > button");
        if (await fold.GetAttributeAsync("aria-expanded") == "false")
        {
            await fold.ClickAsync();
        }

        ILocator more = Page.Locator($"#group-{group} .more");
        if (await more.CountAsync() > 0)
        {
            await more.ClickAsync();
        }
    }

    /// <summary>Clicks the button of a state of a finding, among the questions.</summary>
    public Task Pick(string finding, string state, Leg? leg = null) => Page.Locator(
        $".group [data-finding='{finding}'] button[data-state='{state}']{(leg is { } one ? $"[data-leg='{one.Id}']" : ":not([data-leg])")}").ClickAsync();

    /// <summary>The path of a place on the body chart.</summary>
    public ILocator Region(string id) => Page.Locator($"[id='{id}']");

    /// <summary>Clicks a point of the body chart, in its own units; how far the page was scrolled at that moment.</summary>
    public async Task<double[]> ClickChart(double x, double y)
    {
        double[] at = await OnScreen(x, y);
        double[] scrolled = await Scrolled();
        await Page.Mouse.ClickAsync((float)at[0], (float)at[1]);
        return scrolled;
    }

    /// <summary>Taps a point of the body chart with a finger; how far the page was scrolled at that moment.</summary>
    public async Task<double[]> TapChart(double x, double y)
    {
        double[] at = await OnScreen(x, y);
        double[] scrolled = await Scrolled();
        await Page.Touchscreen.TapAsync((float)at[0], (float)at[1]);
        return scrolled;
    }

    /// <summary>How far the page is scrolled, across and down.</summary>
    public Task<double[]> Scrolled() => Page.EvaluateAsync<double[]>("() => [window.scrollX, window.scrollY]");

    /// <summary>Waits until a place on the body chart says that what was clicked is in a state; the label it has at last.</summary>
    public async Task<string> LabelOf(string id, string state)
    {
        const int Attempts = 250;
        string label = "";
        for (int i = 0; i < Attempts; i++)
        {
            label = await Region(id).GetAttributeAsync("aria-label") ?? "";
            if (label.EndsWith($": {state}", StringComparison.Ordinal))
            {
                break;
            }

            await Task.Delay(20);
        }

        return label;
    }

    /// <summary>What a click on the body chart meets, and what went wrong before: for the message of a failed test.</summary>
    public async Task<string> Whereabouts(double x, double y)
    {
        string met = await Page.EvaluateAsync<string>("""
            ([x, y]) => {
                const p = new DOMPoint(x, y).matrixTransform(document.querySelector('svg.body').getScreenCTM());
                const e = document.elementFromPoint(p.x, p.y);
                return `At ${p.x},${p.y} of ${innerWidth}x${innerHeight} is ${e?.outerHTML.slice(0, 120)}; ${document.querySelector('.notice.fault')?.textContent ?? 'no fault'}.`;
            }
            """, new[] { x, y });
        return $"{met} {string.Join(' ', Errors)}";
    }

    /// <summary>Points at a place of the body chart.</summary>
    public async Task PointAtChart(double x, double y)
    {
        double[] at = await OnScreen(x, y);
        await Page.Mouse.MoveAsync((float)at[0], (float)at[1]);
    }

    /// <summary>The probabilities that a question's bars show, by outcome, exactly as computed.</summary>
    public async Task<Dictionary<string, double>> Bars(string variable)
    {
        ILocator all = Page.Locator($"#bars-{variable} .under button");
        if (await all.CountAsync() > 0 && await all.GetAttributeAsync("aria-expanded") == "false")
        {
            await all.ClickAsync();
        }

        string[][] bars = await Page.EvalOnSelectorAllAsync<string[][]>(
            $"#bars-{variable} .bar", "bars => bars.map(b => [b.dataset.outcome, b.dataset.probability])");
        return bars.ToDictionary(static b => b[0], static b => double.Parse(b[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private async Task<double[]> OnScreen(double x, double y)
    {
        int height = Page.ViewportSize!.Height;
        double[] at = await Convert();
        if (at[1] < height / 8.0 || at[1] > height * 7 / 8.0)
        {
            // To the middle, clear of the bar at the lower edge of a phone; what is pressed next is hit where it is painted. The distance is a
            // double: Playwright hands a float on as an empty object, and the page then stays where it is.
            await Page.EvaluateAsync(
                "dy => { window.scrollBy({ top: dy, behavior: 'instant' }); return new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r()))); }", at[1] - (height / 2.0));
            at = await Convert();
        }

        Assert.True(at[1] > 0 && at[1] < height * 7 / 8.0, $"{x},{y} of the chart is at height {at[1]} of a window of {height}: it was not scrolled to.");
        return at;

        Task<double[]> Convert() => Page.EvaluateAsync<double[]>(
            "([x, y]) => { const s = document.querySelector('svg.body'); const p = new DOMPoint(x, y).matrixTransform(s.getScreenCTM()); return [p.x, p.y]; }", new[] { x, y });
    }
}

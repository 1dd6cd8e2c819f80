using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>axe-core finds nothing against WCAG 2.2 A and AA.</summary>
[Collection(BrowserTests.Name)]
public class AccessibilityTests(Browser browser)
{
    private static readonly string[] Standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    [SkippableTheory]
    [InlineData(1440, ColorScheme.Light, "")]
    [InlineData(1440, ColorScheme.Light, "emergency")]
    [InlineData(1440, ColorScheme.Dark, "emergency")]
    [InlineData(820, ColorScheme.Light, "root-l5")]
    [InlineData(390, ColorScheme.Light, "walking")]
    [InlineData(390, ColorScheme.Dark, "root-l5")]
    public async Task Axe_OnThePage_FindsNoViolation(int width, ColorScheme scheme, string example)
    {
        await using BedsidePage page = await browser.Open(width, scheme: scheme);
        if (example.Length > 0)
        {
            await page.ShowExample(example);
            await UnfoldAll(page);
        }

        await page.Settled();
        AxeResult result = await page.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Standards] } });
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, string.Join(Environment.NewLine, result.Violations.Select(static v =>
            $"{v.Id} ({v.Impact}): {v.Help}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", v.Nodes.Take(5).Select(static n => n.Html))}")));
    }

    [SkippableTheory]
    [InlineData(1440)]
    [InlineData(820)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Page_AtAnyWidth_IsNotScrolledSideways(int width)
    {
        await using BedsidePage page = await browser.Open(width);
        await page.ShowExample("root-l5");
        await UnfoldAll(page);
        int[] widths = await page.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"The page is {widths[0]} wide in a window of {widths[1]}.");
    }

    [SkippableFact]
    public async Task Targets_OfThePointer_AreAtLeast24PixelsWideAndHigh()
    {
        await using BedsidePage page = await browser.Open(390);
        await page.ShowExample("emergency");
        await UnfoldAll(page);
        string[] small = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, select, .file, input:not([type=radio]):not([type=file]), label.mode, summary')]
                .filter(e => e.checkVisibility())
                .map(e => [e, e.getBoundingClientRect()])
                .filter(([e, r]) => r.width > 0 && (r.width < 24 || r.height < 24))
                .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`)
            """);
        Assert.Empty(small);
    }

    private static async Task UnfoldAll(BedsidePage page)
    {
        foreach (FindingGroup group in new Catalogue(SpineModel.Default).Groups)
        {
            await page.Unfold(group.Id);
        }
    }
}

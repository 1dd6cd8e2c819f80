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

    [SkippableFact]
    public async Task Page_AtAnyWidth_IsNotScrolledSideways_AndEveryQuestionHasRoom()
    {
        await using BedsidePage page = await browser.Open();
        await page.ShowExample("root-l5");
        await UnfoldAll(page);
        await page.Settled();
        var faults = new List<string>();
        foreach (int width in (int[])[320, 390, 820, 1440])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            faults.AddRange((await page.Page.EvaluateAsync<string[]>(Layout)).Select(fault => $"{width}: {fault}"));
        }

        Assert.Empty(faults);
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

    // What leaves the window: a line of text may do so where no box does. What is meant for a screen reader alone is cut off and does not count.
    private const string Layout = """
        () => {
            const root = document.documentElement, beyond = [];
            const name = e => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> "${e.textContent.trim().slice(0, 50)}"`;
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const e = texts.currentNode.parentElement, range = document.createRange();
                range.selectNodeContents(texts.currentNode);
                const right = Math.max(e.getBoundingClientRect().right, ...[...range.getClientRects()].map(r => r.right));
                if (right > root.clientWidth + .5 && e.checkVisibility() && !e.closest('.unseen')) {
                    beyond.push(`${name(e)} reaches ${right.toFixed(0)}`);
                }
            }
            if (root.scrollWidth > root.clientWidth && beyond.length === 0) {
                beyond.push('something without words');
            }
            return [
                ...beyond.map(b => `${b}; the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`),
                ...[...document.querySelectorAll('.finding-name')].map(e => [e, e.getBoundingClientRect().width])
                    .filter(([e, width]) => e.checkVisibility() && width < 100).map(([e, width]) => `${name(e)} has ${width.toFixed(0)} pixels`),
            ];
        }
        """;

    private static async Task UnfoldAll(BedsidePage page)
    {
        foreach (FindingGroup group in new Catalogue(SpineModel.Default).Groups)
        {
            await page.Unfold(group.Id);
        }
    }
}

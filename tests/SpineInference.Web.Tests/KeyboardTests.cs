using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>Whatever a mouse does, the keyboard does, and shows where it is.</summary>
[Collection(BrowserTests.Name)]
public class KeyboardTests(Browser browser)
{
    [SkippableFact]
    public async Task Patient_StatedByKeyboardAlone_IsAnswered()
    {
        await using BedsidePage page = await browser.Open();
        IKeyboard keys = page.Page.Keyboard;
        await TabTo(page, "document.activeElement.matches('svg.body [role=button]')");
        await WalkTo(page, "left.lateral-calf");
        await keys.PressAsync("Enter");
        Assert.EndsWith(": present", await page.Region("left.lateral-calf").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await keys.PressAsync(" ");
        Assert.EndsWith(": absent", await page.Region("left.lateral-calf").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await keys.PressAsync("Home");
        await keys.PressAsync("End");
        await TabTo(page, "document.activeElement.id === 'age'");
        await keys.TypeAsync("61");
        await TabTo(page, "document.activeElement.id === 'sex-Female'");
        await keys.PressAsync("Enter");
        await TabTo(page, "document.activeElement.id === 'search'");
        await keys.TypeAsync("ankle jerk");
        await TabTo(page, "document.activeElement.matches('#search-found [data-finding=achilles-reflex] [data-leg=left][data-state=absent]')");
        await keys.PressAsync(" ");
        Assert.Equal(2, await page.Page.Locator(".chip").CountAsync());
        Assert.Equal("61", await page.Page.InputValueAsync("#age"));
        Assert.Equal("true", await page.Page.GetAttributeAsync("#sex-Female", "aria-pressed"));
        await TabTo(page, "document.activeElement.matches('#bars-cause .bar-name')");
        await keys.PressAsync("Enter");
        Assert.Equal("true", await page.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-pressed')"));
    }

    [SkippableFact]
    public async Task Focus_OnEveryStop_IsSeen()
    {
        await using BedsidePage page = await browser.Open();
        await page.ShowExample("emergency");
        var unseen = new List<string>();
        int stops = 0;
        for (; stops < 400; stops++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            string fault = await page.Page.EvaluateAsync<string>("""
                () => {
                    const e = document.activeElement;
                    if (e === document.body) return 'end';
                    const label = e.closest('label');
                    const shown = [e, label].some(x => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2)
                        || (e.matches('svg.body *') && document.querySelector('.ring'));
                    return shown ? '' : e.outerHTML.slice(0, 120);
                }
                """);
            if (fault == "end")
            {
                break;
            }

            if (fault.Length > 0)
            {
                unseen.Add(fault);
            }
        }

        Assert.Empty(unseen);
        Assert.InRange(stops, 60, 399);
    }

    private static async Task TabTo(BedsidePage page, string reached)
    {
        for (int i = 0; i < 300; i++)
        {
            if (await page.Page.EvaluateAsync<bool>(reached))
            {
                return;
            }

            await page.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to: {reached}");
    }

    private static async Task WalkTo(BedsidePage page, string id)
    {
        for (int i = 0; i < 60; i++)
        {
            if (await page.Page.EvaluateAsync<string>("document.activeElement.id") == id)
            {
                return;
            }

            await page.Page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Fail($"The arrow keys do not lead to {id}.");
    }
}

using SpineInference.Anatomy;

namespace SpineInference.Web.Tests;

/// <summary>Every region of the model is on the body chart, and a click on any part of it states it.</summary>
[Collection(BrowserTests.Name)]
public class BodyChartTests(Browser browser)
{
    [Fact]
    public void Drawing_HasEveryRegionOfTheModel() =>
        Assert.All(Regions.All, static region => Assert.Contains(BodyDrawing.Shapes, s => s.Region == region));

    [SkippableTheory]
    [InlineData(1440, 1300, Leg.Left)]
    [InlineData(1440, 1300, Leg.Right)]
    [InlineData(820, 700, Leg.Left)]
    [InlineData(1440, 500, Leg.Left)]
    [InlineData(390, 844, Leg.Left)]
    public async Task EveryRegion_ClickedInEveryView_IsPresentThenAbsentThenUnknown_AndThePageStaysWhereItIs(int width, int height, Leg leg)
    {
        // The first are high enough for the whole chart; in the others what is clicked is scrolled to.
        BedsidePage page = await browser.Shared(width, height);
        foreach (Region region in Regions.All)
        {
            string id = $"{leg.Id}.{region.Id}";
            foreach ((double x, double y) in BodyDrawing.MarksOf(leg, region))
            {
                foreach (string expected in (string[])["present", "absent", "unknown"])
                {
                    double[] before = await page.ClickChart(x, y);
                    string label = await page.LabelOf(id, expected);
                    Assert.True(label.EndsWith($": {expected}", StringComparison.Ordinal), $"{id}: '{label}' at {x:0},{y:0}; expected {expected}. {await page.Whereabouts(x, y)}");
                    Assert.Equal(before, await page.Scrolled());
                }
            }
        }
    }

    [SkippableFact]
    public async Task EveryRegion_TappedOnAPhone_IsPresent_AndThePageStaysWhereItIs()
    {
        await using BedsidePage page = await browser.Open(390, 844, isPhone: true);
        foreach (Region region in Regions.All)
        {
            (double x, double y) = BodyDrawing.MarksOf(Leg.Right, region).First();
            double[] before = await page.TapChart(x, y);
            string label = await page.LabelOf($"{Leg.Right.Id}.{region.Id}", "present");
            Assert.True(label.EndsWith(": present", StringComparison.Ordinal), $"{region.Id}: '{label}' at {x:0},{y:0}. {await page.Whereabouts(x, y)}");
            Assert.Equal(before, await page.Scrolled());
        }
    }

    [SkippableFact]
    public async Task EveryMode_StatesItsOwnFinding()
    {
        BedsidePage page = await browser.Shared();
        var catalogue = new Catalogue(SpineModel.Default);
        foreach ((int mode, ChartFamily family) in catalogue.Families.Index())
        {
            await page.Page.Locator("label.mode").Nth(mode).ClickAsync();
            await page.Region("right.back-of-calf").FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
            string label = family.OfRegion[Region.BackOfCalf].Label;
            Assert.Contains($"{label}, right: present", await page.Page.Locator(".chips").InnerTextAsync(), StringComparison.Ordinal);
            await page.Page.ClickAsync("#reset");
        }
    }

    [SkippableFact]
    public async Task Trunk_ClickedForPain_StatesBackPain()
    {
        BedsidePage page = await browser.Shared();
        (_, _, double x, double y) = BodyDrawing.Trunk.First(static t => t.Finding == "low-back-pain");
        await page.ClickChart(x, y);
        Assert.Contains("Low back pain: present", await page.Page.Locator(".chips").InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Hover_NamesRegionAndRoots()
    {
        BedsidePage page = await browser.Shared();
        (double x, double y) = BodyDrawing.MarksOf(Leg.Left, Region.BigToe).First();
        await page.PointAtChart(x, y);
        string reading = await page.Page.Locator(".reading").InnerTextAsync();
        Assert.Contains("Left big toe (L5)", reading, StringComparison.Ordinal);
        Assert.Equal("Left big toe (L5)", await page.Region("left.big-toe").Locator("title").TextContentAsync());
    }
}

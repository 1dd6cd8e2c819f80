using System.Text;
using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>Patients are saved and opened, as written patients and as health records, and printed on one sheet.</summary>
[Collection(BrowserTests.Name)]
public class FileTests(Browser browser)
{
    [SkippableTheory]
    [InlineData("#export", "patient.json")]
    [InlineData("#export-fhir", "patient.fhir.json")]
    public async Task Patient_SavedAndOpened_GetsTheSameAnswer(string button, string name)
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample("root-l5");
        Dictionary<string, double> before = await page.Bars(QuestionView.Cause);
        IDownload saved = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync(button));
        Assert.Equal(name, saved.SuggestedFilename);
        string path = await saved.PathAsync();
        await page.Page.ClickAsync("#reset");
        await page.Page.SetInputFilesAsync("#import", new FilePayload { Name = name, MimeType = "application/json", Buffer = await File.ReadAllBytesAsync(path) });
        await page.Page.Locator(".chip").First.WaitForAsync();
        Dictionary<string, double> after = await page.Bars(QuestionView.Cause);
        Assert.All(before, pair => Assert.Equal(pair.Value, after[pair.Key], 1e-12));
        Assert.Empty(page.Errors);
    }

    [SkippableTheory]
    [InlineData("""{"age": 12, "present": ["foot-dorp"]}""", "foot-dorp")]
    [InlineData("""{"resourceType": "Bundle", "type": "collection", "entry": []}""", "Bundle.entry")]
    [InlineData("no JSON", "1")]
    public async Task FaultyFile_IsRefused_WithAllItsFaults_AndThePatientStays(string file, string said)
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample("root-s1");
        int before = await page.Page.Locator(".chip").CountAsync();
        await page.Page.SetInputFilesAsync("#import", new FilePayload { Name = "faulty.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.Page.Locator(".said.fault").WaitForAsync();
        Assert.Contains(said, await page.Page.Locator(".details").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await page.Page.Locator(".chip").CountAsync());
    }

    [SkippableTheory]
    [InlineData("root-l5")]
    [InlineData("root-s1")]
    [InlineData("walking")]
    [InlineData("knee")]
    [InlineData("emergency")]
    public async Task Printed_Patient_TakesOneSheet(string example)
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample(example);
        await page.Settled();
        byte[] pdf = await page.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        string text = Encoding.Latin1.GetString(pdf);
        Assert.Equal(1, text.Split("/Type /Page\n").Length - 1);
    }

    [SkippableFact]
    public async Task Statements_ThatContradictEachOther_GetNoBars_ButTheirFlags()
    {
        BedsidePage page = await browser.Shared();
        string file = """{"present": ["foot-drop", "urinary-retention"]}""";
        await page.Page.SetInputFilesAsync("#import", new FilePayload { Name = "both.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.Page.Locator(".chip").First.WaitForAsync();
        await page.Region("left.saddle").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Region("right.saddle").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        // A foot dropped, nobody knows which, and both legs are named.
        await page.Page.Locator(".answer .notice.fault").WaitForAsync();
        Assert.Equal(0, await page.Page.Locator(".bar").CountAsync());
        Assert.Equal("cauda-equina", await page.Page.Locator(".flag").First.GetAttributeAsync("data-flag"));
    }
}

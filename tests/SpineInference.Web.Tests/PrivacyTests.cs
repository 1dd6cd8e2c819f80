using Microsoft.Playwright;

namespace SpineInference.Web.Tests;

/// <summary>Nothing leaves the device: no request but for the page's own files, none of which carries anything of the patient; and the page works
/// without a network.</summary>
[Collection(BrowserTests.Name)]
public class PrivacyTests(Browser browser)
{
    [SkippableFact]
    public async Task WholeVisit_MakesNoRequestBeyondTheOrigin_AndBreaksNoPolicy()
    {
        BedsidePage page = await browser.Shared();
        foreach ((string id, _) in ExamplePatients.All)
        {
            await page.ShowExample(id);
        }

        await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#export-fhir"));
        await page.Page.ClickAsync("#link");
        await page.Settled();
        Assert.True(page.Requests.Count > 20, $"{page.Requests.Count} requests were seen; the page alone has more.");
        Assert.All(page.Requests, url => Assert.True(
            url.StartsWith(browser.Site!.Origin + "/", StringComparison.Ordinal) || url.StartsWith("blob:" + browser.Site.Origin, StringComparison.Ordinal), url));
        Assert.All(page.Requests.Where(static u => !u.StartsWith("blob:", StringComparison.Ordinal)), static url => Assert.DoesNotContain("?", url, StringComparison.Ordinal));
        Assert.Empty(page.Errors);
    }

    [SkippableFact]
    public async Task Policy_RefusesWhatAPageMightSend()
    {
        BedsidePage page = await browser.Shared();
        string refused = await page.Page.EvaluateAsync<string>("""
            () => new Promise(resolve => {
                document.addEventListener('securitypolicyviolation', e => resolve(e.effectiveDirective), { once: true });
                fetch('http://127.0.0.2:9/patient').catch(() => {});
                setTimeout(() => resolve('nothing'), 3000);
            })
            """);
        Assert.Equal("connect-src", refused);

        // The page is shared, and this was not its own doing.
        page.Requests.RemoveAll(static url => url.Contains("127.0.0.2", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Page_LoadedOnce_AnswersWithoutANetwork()
    {
        Skip.If(browser.Site is null, "No Chromium here.");
        using var site = new StaticSite(browser.Folder);
        await using BedsidePage page = await browser.Open(keepsWorker: true, site: site);
        await page.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(r => true)");
        await page.Page.ReloadAsync();
        await page.Page.WaitForSelectorAsync("#live-answer");
        await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#export-fhir"));
        site.Dispose();
        await page.Page.ReloadAsync();
        await page.Page.WaitForSelectorAsync("#live-answer");
        await page.ShowExample("emergency");
        Assert.Equal("cauda-equina", await page.Page.Locator(".flag").First.GetAttributeAsync("data-flag"));
        Assert.NotEmpty(await page.Bars(QuestionView.Cause));

        // What is fetched when it is first needed is kept from then on.
        IDownload saved = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#export-fhir"));
        Assert.Equal("patient.fhir.json", saved.SuggestedFilename);
    }

    [SkippableFact]
    public async Task Link_OpenedElsewhere_ShowsTheSamePatient_AndNoServerSeesIt()
    {
        Patient patient = ExamplePatients.Read(SpineModel.Default, "root-s1");
        string fragment = WrittenPatient.ToFragment(patient);
        await using BedsidePage page = await browser.Open(fragment: fragment);
        await page.Shown(".chip");
        double expected = patient.Diagnose().RootLevel[Anatomy.NerveRoot.S1];
        Assert.Equal(expected, (await page.Bars(QuestionView.Root))["S1"], 1e-12);
        Assert.All(browser.Site!.Sent, static sent => Assert.DoesNotContain("patient=", sent.Path, StringComparison.Ordinal));
        await page.Page.ClickAsync("#link");
        Assert.EndsWith(fragment, page.Page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Link_CutOff_IsSaidToBeSo()
    {
        string fragment = WrittenPatient.ToFragment(ExamplePatients.Read(SpineModel.Default, "root-s1"));
        await using BedsidePage page = await browser.Open(fragment: fragment[..^7]);
        await page.Page.WaitForSelectorAsync(".notice.fault");
        Assert.Contains("does not hold a patient", await page.Page.Locator(".notice.fault").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator(".chip").CountAsync());
    }
}

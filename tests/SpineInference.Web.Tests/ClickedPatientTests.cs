using SpineInference.Anatomy;

namespace SpineInference.Web.Tests;

/// <summary>What is clicked is what the library is told, and the bars show what it answers.</summary>
[Collection(BrowserTests.Name)]
public class ClickedPatientTests(Browser browser)
{
    private const double Exact = 1e-12;

    [SkippableFact]
    public async Task Patient_ClickedTogether_GetsTheLibrarysNumbers()
    {
        BedsidePage page = await browser.Shared();
        await page.Page.FillAsync("#age", "46");
        await page.Page.Locator("#age").BlurAsync();
        await page.Page.ClickAsync("#sex-Male");
        await page.Page.ClickAsync("#setting-PrimaryCare");
        await page.Page.ClickAsync("#complaint-Leg");
        await page.Page.ClickAsync("#side-Left");
        await ClickOnce(page, Leg.Left, Region.LateralCalf);
        await page.Page.Locator("label.mode").Nth(1).ClickAsync();
        await ClickOnce(page, Leg.Left, Region.BigToe);
        await page.Unfold("gait");
        await page.Pick("foot-drop", "present", Leg.Left);
        await page.Pick("tiptoe-walk-impaired", "absent", Leg.Left);
        await page.Unfold("strength");
        await page.Pick("gluteus-medius-strength", "weak", Leg.Left);
        await page.Unfold("reflexes");
        await page.Pick("achilles-reflex", "normal", Leg.Left);
        await page.Unfold("tension");
        await page.Pick("straight-leg-raise-positive", "present", Leg.Left);
        await page.Page.FillAsync("#search", "leg hurts more than the back");
        await page.Page.Locator("#search-found [data-finding='leg-pain-worse-than-back-pain'] button[data-state='present']").ClickAsync();
        await page.Unfold("effects");
        await page.Pick("effect-of-sitting", "worse");
        await page.Unfold("imaging");
        await page.Pick("mri-prolapse.l4-5", "present");

        Diagnosis expected = SpineModel.Default
            .Patient(age: 46, Sex.Male, Setting.PrimaryCare)
            .Complains(Complaint.Leg, Side.Left)
            .Present(Leg.Left, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe), Findings.FootDrop)
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.Strength(Muscle.GluteusMedius, StrengthGrade.Weak), Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal), Findings.StraightLegRaisePositive)
            .Present(Findings.LegPainWorseThanBackPain, Findings.EffectOf(PatientActivity.Sitting, Effect.Worse), Findings.ProlapseSeen(DiscLevel.L4L5))
            .Diagnose();
        await AssertShows(page, expected);
    }

    [SkippableFact]
    public async Task Examples_OfThePage_GetTheLibrarysNumbersAndFlags()
    {
        BedsidePage page = await browser.Shared();
        foreach ((string id, _) in ExamplePatients.All)
        {
            await page.ShowExample(id);
            Diagnosis expected = ExamplePatients.Read(SpineModel.Default, id).Diagnose();
            await AssertShows(page, expected);
            string[] flags = await page.Page.EvalOnSelectorAllAsync<string[]>(".flag", "flags => flags.map(f => f.dataset.flag)");
            Assert.Equal(expected.RedFlags.Select(static f => f.Id), flags);
        }
    }

    [SkippableFact]
    public async Task Undo_AfterClicks_LeadsBackStepByStep()
    {
        BedsidePage page = await browser.Shared();
        Dictionary<string, double> before = await page.Bars(QuestionView.Root);
        await ClickOnce(page, Leg.Left, Region.LateralCalf);
        Dictionary<string, double> after = await page.Bars(QuestionView.Root);
        Assert.NotEqual(before["L5"], after["L5"]);
        await page.Page.ClickAsync("#undo");
        Assert.Equal(before, await page.Bars(QuestionView.Root));
        await page.Page.ClickAsync("#redo");
        Assert.Equal(after, await page.Bars(QuestionView.Root));
        await page.Page.ClickAsync("#reset");
        Assert.Equal(before, await page.Bars(QuestionView.Root));
        Assert.True(await page.Page.Locator("#reset").IsDisabledAsync());
    }

    [SkippableFact]
    public async Task NextQuestion_Answered_IsStated()
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample("root-s1");
        await page.Shown(".ask.first .then");
        int stated = await page.Page.Locator(".chip").CountAsync();
        string announced = await page.Page.Locator(".ask.first .then").First.InnerTextAsync();
        Assert.Contains("%", announced, StringComparison.Ordinal);
        await page.Page.Locator(".ask.first .answers .pick").First.ClickAsync();
        Assert.Equal(stated + 1, await page.Page.Locator(".chip").CountAsync());
    }

    [SkippableFact]
    public async Task Intervals_OfThePage_HoldTheirPoints()
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample("root-l5");
        await page.Settled();
        Assert.Equal(0, await page.Page.Locator(".answer .notice.fault").CountAsync());
        Assert.Contains("stays first in", await page.Page.Locator("#bars-cause .stays").InnerTextAsync(), StringComparison.Ordinal);
        string[] range = (await page.Page.Locator("#bars-disc-level .range").First.InnerTextAsync()).Split('–', ' ', '\n');
        double most = (await page.Bars("disc-level")).Values.Max();
        Assert.InRange(100 * most, double.Parse(range[0], System.Globalization.CultureInfo.InvariantCulture) - 1, double.Parse(range[1], System.Globalization.CultureInfo.InvariantCulture) + 1);
    }

    [SkippableFact]
    public async Task WhatIf_Clicked_ShowsTheAnswerWithoutTheFinding()
    {
        BedsidePage page = await browser.Shared();
        await page.ShowExample("root-l5");
        await page.Page.Locator(".what-if .quiet").First.ClickAsync();
        Assert.True(await page.Page.Locator(".imagined").IsVisibleAsync());
        string words = await page.Page.Locator(".imagined").InnerTextAsync();
        Patient patient = ExamplePatients.Read(SpineModel.Default, "root-l5");
        Finding without = patient.Observations.Select(static o => o.Finding).First(f => words.Contains(SpineModel.Default.DescribedFindings.First(d => d.Id == f.Id).Label, StringComparison.Ordinal));
        double expected = patient.Without(without).Diagnose().Cause[Cause.ProlapsedDisc];
        Assert.Contains($"→ {Percent.Of(expected)}", await page.Page.Locator("#bars-cause [data-outcome='prolapsed-disc'] .value").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task ClickOnce(BedsidePage page, Leg leg, Region region)
    {
        (double x, double y) = BodyDrawing.MarksOf(leg, region).First();
        await page.ClickChart(x, y);
        Assert.EndsWith(": present", await page.LabelOf($"{leg.Id}.{region.Id}", "present"), StringComparison.Ordinal);
    }

    private static async Task AssertShows(BedsidePage page, Diagnosis expected)
    {
        foreach (string variable in QuestionView.Shown.Select(static q => q.Id))
        {
            Dictionary<string, double> shown = await page.Bars(variable);
            SpineInference.Engine.Networks.Variable asked = SpineModel.Default.Network[variable];
            Assert.Equal(asked.StateCount, shown.Count);
            foreach ((int state, double probability) in expected.PosteriorOf(variable).Index())
            {
                Assert.Equal(probability, shown[asked.States[state]], Exact);
            }
        }
    }
}

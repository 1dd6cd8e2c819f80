using System.Xml.Linq;
using SpineInference.Anatomy;

namespace SpineInference.Plots.Tests;

public sealed class NotebookHtmlTests
{
    [Fact]
    public void Of_ADiagnosisWithARedFlag_SaysTheFlagBeforeEverythingElse()
    {
        Diagnosis diagnosis = Pictures.Patient().Present(Leg.Left, Findings.FootDrop).Present(Leg.Right, Findings.FootDrop).Diagnose();
        Assert.NotEmpty(diagnosis.RedFlags);
        XElement html = XElement.Parse(NotebookHtml.Of(diagnosis));
        Assert.StartsWith("Red flag. ", html.Elements().First().Value, StringComparison.Ordinal);
        Assert.Equal(2, html.Descendants().Count(static e => e.Name.LocalName == "svg"));
        Assert.Contains(diagnosis.Advice, html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnExplanation_HasItsWaterfallAndEverySentence()
    {
        Explanation explanation = Pictures.Patient().Present(Leg.Left, Findings.FootDrop).Diagnose().Explain(NerveRoot.L5);
        XElement html = XElement.Parse(NotebookHtml.Of(explanation));
        Assert.Single(html.Descendants(), static e => e.Name.LocalName == "svg");
        Assert.Equal(explanation.Sentences, html.Descendants("li").Select(static e => e.Value));
    }

    [Fact]
    public void Of_TwoCharts_ShareNoId()
    {
        Diagnosis diagnosis = Pictures.Patient().Present(Leg.Left, Findings.FootDrop).Diagnose();
        string[] ids = [.. XElement.Parse(NotebookHtml.Of(diagnosis)).Descendants().Select(static e => e.Attribute("id")?.Value).OfType<string>()];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}

using System.Xml.Linq;
using Hl7.Fhir.Model;
using SpineInference.Anatomy;

namespace SpineInference.Fhir.Tests;

/// <summary>What a RiskAssessment says to people, and who made it.</summary>
public class NarrativeTests
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly FhirRiskAssessmentOptions Options = new() { Subject = "Patient/p1", Occurrence = new DateTimeOffset(2024, 5, 3, 12, 0, 0, TimeSpan.Zero) };

    [Fact]
    public void From_AnEmergency_TheNarrativeBeginsWithTheFlag_AndHoldsAdviceAnswerAndDisclaimer()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(60).Present(Findings.UrinaryRetention).Present(Leg.Left, Findings.FootDrop).Diagnose();

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, Options);

        XElement div = XElement.Parse(assessment.Text!.Div!);
        Assert.Equal(Narrative.NarrativeStatus.Generated, assessment.Text.Status);
        Assert.Equal(Xhtml + "div", div.Name);
        Assert.StartsWith("Red flag, emergency: ", div.Elements().First().Value, StringComparison.Ordinal);
        Assert.Equal(diagnosis.RedFlags.Length, div.Elements().First().Elements().Count());
        Assert.Contains(div.Elements(Xhtml + "p"), p => p.Value == diagnosis.Advice);
        string[] rows = [.. div.Descendants(Xhtml + "tr").Select(static r => r.Elements().First().Value)];
        Assert.Contains(diagnosis.Cause.MostProbable.Name, rows);
        Assert.All(diagnosis.Cause.Where(static o => o.Probability >= 0.01), o => Assert.Contains(o.Name, rows));
        Assert.All(assessment.Note, n => Assert.Contains(n.Text!, div.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a < b & c > \"d\"")]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("bell \u0007 and lone \ud800 surrogate, whole \ud83e\uddb5 one")]
    public void Fit_AnyText_IsTextInXml(string text)
    {
        var element = new XElement(Xhtml + "p", AssessmentNarrative.Fit(text));

        XElement read = XElement.Parse(element.ToString(SaveOptions.DisableFormatting));

        Assert.Empty(read.Elements());
        Assert.Equal(text.Replace('\u0007', '\ufffd').Replace("\ud800 ", "\ufffd ", StringComparison.Ordinal), read.Value);
    }

    [Fact]
    public void From_ADiagnosis_IsPerformedByTheProgramItContains()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(60).Present(Leg.Left, Findings.FootDrop).Diagnose();

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, Options);

        Device program = Assert.IsType<Device>(Assert.Single(assessment.Contained));
        Assert.Equal($"#{program.Id}", assessment.Performer!.Reference);
        Assert.Equal("SpineInference", Assert.Single(program.DeviceName).Name);
        Assert.Equal(SpineModel.Version, Assert.Single(program.Version).Value);
    }
}

using Hl7.Fhir.Model;
using Status = Hl7.Fhir.Model.DiagnosticReport.DiagnosticReportStatus;

namespace SpineInference.Fhir.Tests;

/// <summary>Coded conclusions of reports.</summary>
public class ReportTests
{
    [Fact]
    public void Report_CodedConclusions_AreFindings_AndTheTextIsListed()
    {
        DiagnosticReport report = Report(Status.Final, (FhirSystems.Finding, "mri-prolapse.l4-5"), (FhirSystems.Finding, "left.root-seen.l5"), (FhirSystems.Finding, "stenosis-grade.l4-5=moderate"));
        report.Conclusion = "Disc prolapse L4/5 on the left.";

        FhirReading reading = Records.Read(report);

        Assert.Equal(["mri-prolapse.l4-5 present", "left.root-seen.l5 present", "stenosis-grade.l4-5 = moderate"], Records.Statements(reading));
        Assert.Equal(["Bundle.entry[1].resource.conclusionCode[0]", "Bundle.entry[1].resource.conclusionCode[1]", "Bundle.entry[1].resource.conclusionCode[2]"], reading.Understood.Select(static m => m.Path));
        NotUnderstood text = Assert.Single(reading.NotUnderstood);
        Assert.Equal((NotUnderstoodReason.IgnoredElement, "Bundle.entry[1].resource.conclusion"), (text.Reason, text.Path));
    }

    [Theory]
    [InlineData("http://snomed.info/sct", "74400008", NotUnderstoodReason.UnknownCode)]
    [InlineData(FhirSystems.Icd10Gm, "M48.06", NotUnderstoodReason.Diagnosis)]
    [InlineData(FhirSystems.Finding, "stenosis-grade.l4-5", NotUnderstoodReason.UnusableValue)]
    [InlineData(FhirSystems.Finding, "ankle-brachial-index", NotUnderstoodReason.UnusableValue)]
    public void Report_ConclusionThatSaysNoFinding_IsListed(string system, string code, NotUnderstoodReason reason)
    {
        FhirReading reading = Records.Read(Report(Status.Final, (system, code)), Records.Seen("fever", Records.Yes));

        Assert.Equal(["fever present"], Records.Statements(reading));
        Assert.Equal(reason, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Theory]
    [InlineData(Status.Registered)]
    [InlineData(Status.Partial)]
    [InlineData(Status.Cancelled)]
    [InlineData(Status.EnteredInError)]
    public void Report_NotToRelyOn_IsListed(Status status)
    {
        FhirReading reading = Records.Read(Report(status, (FhirSystems.Finding, "mri-prolapse.l4-5")), Records.Seen("fever", Records.Yes));

        Assert.Equal(["fever present"], Records.Statements(reading));
        Assert.Equal(NotUnderstoodReason.Status, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Fact]
    public void Report_WithoutACodedConclusion_AloneIsRefused_WithTheList()
    {
        FhirFormatException refusal = Records.Refused(Report(Status.Final));

        Assert.True(refusal.IsNothingUnderstood);
        Assert.Equal(NotUnderstoodReason.NoValue, Assert.Single(refusal.NotUnderstood).Reason);
        Assert.Contains("1 part(s) of the record were not used", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Newer_TakesThePlaceOfAnOlder()
    {
        DiagnosticReport newer = Report(Status.Final, (FhirSystems.Finding, "mri-prolapse.l4-5=absent"));
        newer.Effective = new FhirDateTime("2024-08-01");

        FhirReading reading = Records.Read(Report(Status.Final, (FhirSystems.Finding, "mri-prolapse.l4-5")), newer);

        Assert.Equal(["mri-prolapse.l4-5 absent"], Records.Statements(reading));
        Assert.Equal(NotUnderstoodReason.Superseded, Assert.Single(reading.NotUnderstood).Reason);
    }

    private static DiagnosticReport Report(Status status, params (string System, string Code)[] conclusions) => new()
    {
        Status = status,
        Code = new CodeableConcept { Text = "MRI of the lumbar spine" },
        Subject = new ResourceReference("Patient/p1"),
        Effective = new FhirDateTime("2024-05-03"),
        ConclusionCode = [.. conclusions.Select(static c => Records.Concept(c.System, c.Code))],
    };
}

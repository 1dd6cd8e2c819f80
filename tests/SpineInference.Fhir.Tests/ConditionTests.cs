using Hl7.Fhir.Model;
using static SpineInference.Fhir.Tests.Records;

namespace SpineInference.Fhir.Tests;

/// <summary>What a Condition says: there, refuted, over, or undecided.</summary>
public class ConditionTests
{
    [Theory]
    [InlineData("active", "confirmed", "fever present")]
    [InlineData("recurrence", null, "fever present")]
    [InlineData("relapse", "confirmed", "fever present")]
    [InlineData("active", "refuted", "fever absent")]
    [InlineData(null, "refuted", "fever absent")]
    [InlineData("resolved", "confirmed", "fever absent")]
    public void Read_AStatusThatDecides_IsTheStatement(string? clinical, string? verification, string statement) =>
        Assert.Equal([statement], Statements(Read(Problem("fever", clinical, verification))));

    [Theory]
    [InlineData("active", "unconfirmed", NotUnderstoodReason.Undecided)]
    [InlineData("active", "provisional", NotUnderstoodReason.Undecided)]
    [InlineData("active", "differential", NotUnderstoodReason.Undecided)]
    [InlineData("active", "entered-in-error", NotUnderstoodReason.Status)]
    [InlineData("inactive", "confirmed", NotUnderstoodReason.Undecided)]
    [InlineData("remission", "confirmed", NotUnderstoodReason.Undecided)]
    [InlineData("nonsense", "confirmed", NotUnderstoodReason.Undecided)]
    [InlineData(null, "confirmed", NotUnderstoodReason.Undecided)]
    public void Read_AStatusThatDoesNotDecide_LeavesTheFindingUnknown(string? clinical, string? verification, NotUnderstoodReason reason)
    {
        FhirReading reading = Read(Person(null), Problem("fever", clinical, verification));

        Assert.Empty(reading.Patient.Observations);
        Assert.Equal(reason, Assert.Single(reading.NotUnderstood, static n => n.Reference == "Condition/r1").Reason);
    }

    [Fact]
    public void Read_AResolvedCancer_IsNoAbsentHistoryOfCancer()
    {
        FhirReading reading = Read(Person(null), Problem("cancer-history", "resolved"));

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.Undecided);
    }

    [Fact]
    public void Read_ActiveButAbated_StaysUnknown()
    {
        Condition condition = Problem("fever");
        condition.Abatement = new FhirDateTime("2024-04-01");

        FhirReading reading = Read(Person(null), condition);

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n.Message.Contains("has abated", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ResolvedAfterAnObservation_CountsFromItsEnd()
    {
        Condition condition = Problem("fever", "resolved", at: "2020-01-01");
        condition.Abatement = new FhirDateTime("2024-06-01");

        Assert.Equal(["fever absent"], Statements(Read(Seen("fever", Yes, at: "2024-05-03"), condition)));
    }

    [Theory]
    [InlineData("M21.372", "left.foot-drop present")]
    [InlineData("M21.371", "right.foot-drop present")]
    [InlineData("M21.379", "foot-drop present")]
    [InlineData("E11.42", "diabetes present")]
    [InlineData("R33.9", "urinary-retention present")]
    public void Read_AnIcdCodeOfAFinding_IsTheFinding(string code, string statement) =>
        Assert.Equal([statement], Statements(Read(Problem(code, system: FhirSystems.Icd10Cm))));

    [Theory]
    [InlineData("HP:0011808", "left.patellar-reflex = reduced")]
    [InlineData("HP:0006844", "left.patellar-reflex = absent")]
    public void Read_AnHpoCodeOfAGrade_IsThatGrade(string code, string statement)
    {
        Condition condition = Problem(code, system: FhirSystems.Hpo);
        condition.BodySite = [Concept(FhirSystems.Hpo, "HP:0012835")];

        Assert.Equal([statement], Statements(Read(condition)));
    }

    [Theory]
    [InlineData("R33.9")]
    [InlineData("R32")]
    [InlineData("M21.379")]
    [InlineData("Z72.0")]
    public void Read_ARefutedCodeWithSiblings_LeavesTheFindingUnknown(string code)
    {
        FhirReading reading = Read(Person(null), Problem(code, verification: "refuted", system: FhirSystems.Icd10Cm));

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.UnusableCode);
    }

    [Fact]
    public void Read_CaudaEquinaSyndrome_IsADiagnosisThatDemandsAction()
    {
        FhirReading reading = Read(Person(null), Problem("G83.4", system: FhirSystems.Icd10Cm));

        NotUnderstood listed = Assert.Single(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.Diagnosis);
        Assert.Contains("emergency", listed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R26.2")]
    [InlineData("R20.2")]
    [InlineData("R29.2")]
    public void Read_ACodeThatIsTooBroad_IsListed(string code)
    {
        FhirReading reading = Read(Person(null), Problem(code, system: FhirSystems.Icd10Cm));

        Assert.Empty(reading.Patient.Observations);
        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.UnusableCode);
    }

    [Fact]
    public void Read_DiabetesWithPolyneuropathy_UsesTheDiabetesAndListsTheDiagnosis()
    {
        FhirReading reading = Read(Problem("E11.42", system: FhirSystems.Icd10Cm));

        Assert.Equal(["diabetes present"], Statements(reading));
        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.Diagnosis);
    }

    [Theory]
    [InlineData("achilles-reflex")]
    [InlineData("ankle-brachial-index")]
    [InlineData("setting")]
    public void Read_AFindingThatNeedsAValue_IsListed(string code)
    {
        FhirReading reading = Read(Person(null), Problem(code));

        Assert.Contains(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.UnusableValue);
    }
}

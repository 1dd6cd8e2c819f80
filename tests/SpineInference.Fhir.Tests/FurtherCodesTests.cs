using Hl7.Fhir.Model;

namespace SpineInference.Fhir.Tests;

/// <summary>ICD-10 of the WHO and ICD-10-GM, with what German records say beside a code.</summary>
public class FurtherCodesTests
{
    private const string Certainty = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";
    private const string Laterality = "http://fhir.de/StructureDefinition/seitenlokalisation";

    [Theory]
    [InlineData(FhirSystems.Icd10, "E11.9", "diabetes present")]
    [InlineData(FhirSystems.Icd10, "E119", "diabetes present")]
    [InlineData(FhirSystems.Icd10, "E10", "diabetes present")]
    [InlineData("urn:oid:2.16.840.1.113883.6.3", "E14.9", "diabetes present")]
    [InlineData(FhirSystems.Icd10Cm, "E11.9", "diabetes present")]
    [InlineData(FhirSystems.Icd10Cm, "E109", "diabetes present")]
    [InlineData(FhirSystems.Icd10Gm, "E11.90", "diabetes present")]
    [InlineData(FhirSystems.Icd10Gm, "E11.9-", "diabetes present")]
    [InlineData("http://fhir.de/CodeSystem/dimdi/icd-10-gm", "E13.91", "diabetes present")]
    [InlineData(FhirSystems.Icd10Gm, "R33", "urinary-retention present")]
    [InlineData(FhirSystems.Icd10, "Z72.0", "smoking present")]
    [InlineData(FhirSystems.Icd10Gm, "E66.92", "obesity present")]
    public void Condition_CodeOfTheTable_IsTheFinding(string system, string code, string statement)
    {
        FhirReading reading = Records.Read(Records.Problem(code, system: system));

        Assert.Equal([statement], Records.Statements(reading));
        Assert.Empty(reading.NotUnderstood);
    }

    [Theory]
    [InlineData(FhirSystems.Icd10, "E11.9")]
    [InlineData(FhirSystems.Icd10Gm, "E11.90")]
    [InlineData(FhirSystems.Icd10Cm, "E10.9")]
    public void Condition_DiabetesOfOneTypeRefuted_SaysNothingOfDiabetes(string system, string code)
    {
        FhirReading reading = Records.Read(Records.Problem(code, verification: "refuted", system: system), Records.Seen("fever", Records.Yes));

        Assert.Equal(["fever present"], Records.Statements(reading));
        Assert.Equal(NotUnderstoodReason.UnusableCode, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Theory]
    [InlineData(FhirSystems.Icd10, "E11.4")]
    [InlineData(FhirSystems.Icd10Gm, "E11.40+")]
    [InlineData(FhirSystems.Icd10Gm, "E10.4-")]
    [InlineData(FhirSystems.Icd10Cm, "E13.42")]
    public void Condition_DiabetesWithNeuropathy_IsDiabetes_AndTheDiagnosisIsListed(string system, string code)
    {
        FhirReading reading = Records.Read(Records.Problem(code, system: system));

        Assert.Equal(["diabetes present"], Records.Statements(reading));
        Assert.Equal(NotUnderstoodReason.Diagnosis, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Theory]
    [InlineData(FhirSystems.Icd10Gm, "Z72.0", "does not say that it is tobacco")]
    [InlineData(FhirSystems.Icd10Gm, "M25.78", "does not say that it is the spine")]
    [InlineData(FhirSystems.Icd10, "M21.3", "may be the wrist")]
    [InlineData(FhirSystems.Icd10Gm, "M79.67", "may be the ankle")]
    public void Condition_CodeWiderThanAFinding_IsListedWithTheReason(string system, string code, string reason)
    {
        FhirReading reading = Records.Read(Records.Problem(code, system: system), Records.Seen("fever", Records.Yes));

        Assert.Equal(["fever present"], Records.Statements(reading));
        NotUnderstood unused = Assert.Single(reading.NotUnderstood);
        Assert.Equal(NotUnderstoodReason.UnusableCode, unused.Reason);
        Assert.Contains(reason, unused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("G83.40")]
    [InlineData("G83.49")]
    public void Condition_CaudaEquinaSyndrome_IsListedAsAnEmergency(string code)
    {
        FhirReading reading = Records.Read(Records.Problem(code, system: FhirSystems.Icd10Gm), Records.Seen("fever", Records.Yes));

        Assert.Contains("emergency", Assert.Single(reading.NotUnderstood).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("L", "left.foot-drop present")]
    [InlineData("R", "right.foot-drop present")]
    [InlineData("B", "left.foot-drop present, right.foot-drop present")]
    public void Condition_SideBesideTheGermanCode_IsTheLeg(string side, string statements)
    {
        FhirReading reading = Records.Read(German("M21.37", (Laterality, side), (Certainty, "G")));

        Assert.Equal(statements, string.Join(", ", Records.Statements(reading)));
        Assert.Empty(reading.NotUnderstood);
    }

    [Fact]
    public void Condition_SideThatIsNotKnown_KeepsTheFindingOut()
    {
        FhirReading reading = Records.Read(German("M21.37", (Laterality, "U")), Records.Seen("left.achilles-reflex", Records.State("absent")));

        Assert.Equal(["left.achilles-reflex = absent"], Records.Statements(reading));
        Assert.Equal(NotUnderstoodReason.BodySite, Assert.Single(reading.NotUnderstood).Reason);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("V")]
    [InlineData("Z")]
    public void Condition_NotAssured_IsNotPresent(string certainty)
    {
        FhirReading reading = Records.Read(German("R33", (Certainty, certainty)), Records.Seen("fever", Records.Yes));

        Assert.Equal(["fever present"], Records.Statements(reading));
        NotUnderstood unused = Assert.Single(reading.NotUnderstood);
        Assert.Equal(NotUnderstoodReason.Undecided, unused.Reason);
        Assert.Contains($"certainty '{certainty}'", unused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Condition_SideBesideTheCodeAgainstTheBodySite_IsAFault()
    {
        Condition condition = German("M21.37", (Laterality, "B"));
        condition.BodySite = [Records.Concept(FhirSystems.Leg, "left")];

        Assert.Contains("both legs", Assert.Single(Records.Refused(condition, Records.Seen("fever", Records.Yes)).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Condition_NarrowerCodeOfTheCaller_SaysPresentOnly()
    {
        var code = new FhirCode("urn:example:clinic", "T2");
        var options = new FhirReadOptions { NarrowerCodes = System.Collections.Immutable.ImmutableDictionary<FhirCode, string>.Empty.Add(code, "diabetes"), Complaint = Complaint.Leg, ReferenceDate = new DateOnly(2024, 5, 3) };

        FhirReading stated = FhirPatientReader.Read(Records.Of(Records.Problem("T2", system: code.System)), SpineModel.Default, options);
        FhirReading denied = FhirPatientReader.Read(Records.Of(Records.Problem("T2", verification: "refuted", system: code.System)), SpineModel.Default, options);

        Assert.Equal(["diabetes present"], Records.Statements(stated));
        Assert.Empty(denied.Patient.Observations);
        Assert.Equal(NotUnderstoodReason.UnusableCode, Assert.Single(denied.NotUnderstood).Reason);
        Assert.Contains("expected one of them", Assert.Throws<ArgumentException>(() => FhirPatientReader.Read(
            Records.Of(), SpineModel.Default, options with { Codes = options.NarrowerCodes })).Message, StringComparison.Ordinal);
    }

    private static Condition German(string code, params (string Url, string Code)[] beside)
    {
        Condition condition = Records.Problem(code, system: FhirSystems.Icd10Gm);
        condition.Code!.Coding[0].Extension = [.. beside.Select(static b => new Extension(b.Url, new Coding("https://fhir.kbv.de/CodeSystem/x", b.Code)))];
        return condition;
    }
}

using System.Collections.Immutable;
using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Fhir.Tests;

/// <summary>A record of which nothing was understood is refused, with what was not understood, and never becomes an assessment.</summary>
public class NothingUnderstoodTests
{
    private const string Appendicitis = """
        {"resourceType":"Bundle","type":"collection","entry":[
          {"resource":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1980-05-05"}},
          {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},
            "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
            "recordedDate":"2024-02-02","code":{"coding":[{"system":"http://snomed.info/sct","code":"74400008"}],"text":"Appendicitis"}}}]}
        """;

    private static readonly DateTimeOffset Then = new(2024, 5, 3, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadJson_OnlyAnUnknownCode_IsRefusedAndSaysWhatItWas(bool hasDay)
    {
        var options = new FhirReadOptions { ReferenceDate = hasDay ? new DateOnly(2024, 2, 3) : null };

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(Appendicitis, SpineModel.Default, options));

        Fault fault = Assert.Single(refusal.Faults);
        Assert.StartsWith("Nothing in the record was understood as a finding or a complaint", fault.Message, StringComparison.Ordinal);
        Assert.Contains("74400008", fault.Message, StringComparison.Ordinal);
        NotUnderstood unused = Assert.Single(refusal.NotUnderstood);
        Assert.Equal(("Condition/c1", NotUnderstoodReason.UnknownCode), (unused.Reference, unused.Reason));
    }

    [Fact]
    public void Read_OnlyAgeAndSex_IsRefused() =>
        Assert.Contains("no Observation, Condition, DiagnosticReport or QuestionnaireResponse", Assert.Single(Records.Refused(Records.Person()).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OnlyADiagnosisAndASetting_IsRefused()
    {
        FhirFormatException refusal = Records.Refused(
            Records.Problem("M51.26", system: FhirSystems.Icd10Cm), Records.Seen("setting", Records.State("primary-care")));

        Assert.Contains("Nothing in the record", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(NotUnderstoodReason.Diagnosis, Assert.Single(refusal.NotUnderstood).Reason);
    }

    [Fact]
    public void Read_AFaultElsewhere_StillReturnsWhatWasNotUnderstood()
    {
        FhirFormatException refusal = Records.Refused(
            Records.Seen("foot-dorp", Records.Yes), Records.Problem("74400008", system: "http://snomed.info/sct"), Records.Seen("fever", Records.Yes));

        Assert.Contains("foot-drop", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal("Condition/r2", Assert.Single(refusal.NotUnderstood).Reference);
    }

    [Fact]
    public void ReadJson_AComplaintOfTheSdk_StillReturnsWhatWasNotUnderstood()
    {
        string faulty = Appendicitis.Replace("\"gender\":\"female\"", "\"gender\":\"femal\"", StringComparison.Ordinal);

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(faulty, SpineModel.Default));

        Assert.Contains("femal", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.False(refusal.IsNothingUnderstood);
        Assert.Contains(refusal.NotUnderstood, static n => n is { Reference: "Condition/c1", Reason: NotUnderstoodReason.UnknownCode });
    }

    [Fact]
    public void Read_NoPatient_StillReturnsWhatWasNotUnderstood()
    {
        Hl7.Fhir.Model.Bundle bundle = Records.Of(Records.Seen("fever", Records.Yes), Records.Problem("74400008", system: "http://snomed.info/sct"), Records.Problem("M43.16", system: FhirSystems.Icd10Cm));
        bundle.Entry.RemoveAt(0);

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.Read(bundle, SpineModel.Default));

        Assert.Contains("no Patient", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal([NotUnderstoodReason.UnknownCode, NotUnderstoodReason.Diagnosis], refusal.NotUnderstood.Select(static n => n.Reason));
    }

    [Fact]
    public void Read_TwoPatients_StillReturnsWhatWasNotUnderstood()
    {
        Hl7.Fhir.Model.Patient other = Records.Person();
        other.Id = "p2";

        FhirFormatException refusal = Records.Refused(Records.Person(), other, Records.Problem("74400008", system: "http://snomed.info/sct"));

        Assert.Contains("2 Patients", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(NotUnderstoodReason.UnknownCode, Assert.Single(refusal.NotUnderstood).Reason);
    }

    [Theory]
    [InlineData("diabetes", false)]
    [InlineData("fever", false)]
    [InlineData("obesity", true)]
    [InlineData("smoking", true)]
    public void From_OnlyADenialOrARisk_IsRefused(string finding, bool isThere)
    {
        FhirReading reading = Records.Read(Records.Seen(finding, isThere ? Records.Yes : Records.No));

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, Then));

        Assert.Contains("no assessment of this patient", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normal", false)]
    [InlineData("absent", true)]
    public void From_OnlyAReflex_IsWrittenWhereItIsASign(string state, bool isASign)
    {
        FhirReading reading = Records.Read(Records.Seen("achilles-reflex", Records.State(state), "left"));

        Exception? refusal = Record.Exception(() => FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, Then));

        Assert.Equal(isASign, refusal is null);
    }

    [Fact]
    public void From_AComplaintASymptomOrARedFlag_IsWritten()
    {
        FhirReading denied = FhirPatientReader.Read(
            Records.Of(Records.Seen("diabetes", Records.No)), SpineModel.Default, new FhirReadOptions { Complaint = Complaint.Leg });
        FhirReading symptom = Records.Read(Records.Seen("leg-pain", Records.Yes, "left"), Records.Seen("obesity", Records.Yes));
        FhirReading flag = Records.Read(Records.Seen("urinary-retention", Records.Yes));

        Assert.All((FhirReading[])[denied, symptom, flag], static r => Assert.NotEmpty(FhirRiskAssessment.From(r.Patient.Diagnose(), r, Then).Prediction));
    }

    [Theory]
    [InlineData("M21372", FhirSystems.Icd10Cm)]
    [InlineData("m21.372", FhirSystems.Icd10Cm)]
    [InlineData("M21.372", "urn:oid:2.16.840.1.113883.6.90")]
    [InlineData("M21372", "urn:oid:2.16.840.1.113883.6.90")]
    [InlineData("M21372", "2.16.840.1.113883.6.90")]
    public void Read_AnotherFormOfACode_IsThatCode(string code, string system) =>
        Assert.Equal(["left.foot-drop present"], Records.Statements(Records.Read(Records.Problem(code, system: system))));

    [Fact]
    public void Read_AMappedCodeGivenAsOid_IsThatCode()
    {
        var options = new FhirReadOptions { Codes = ImmutableDictionary<FhirCode, string>.Empty.Add(new FhirCode("http://snomed.info/sct", "6077001"), "foot-drop") };
        FhirReading reading = FhirPatientReader.Read(
            Records.Of(Records.Problem("6077001", system: "urn:oid:2.16.840.1.113883.6.96")), SpineModel.Default, options);

        Assert.Equal(["foot-drop present"], Records.Statements(reading));
    }

    [Theory]
    [InlineData("DSTU2", "\"patient\":{\"reference\":\"Patient/p1\"},\"clinicalStatus\":\"active\",\"verificationStatus\":\"confirmed\",\"dateRecorded\":\"2015-01-01\"")]
    [InlineData("STU3", "\"subject\":{\"reference\":\"Patient/p1\"},\"clinicalStatus\":\"active\",\"verificationStatus\":\"confirmed\",\"assertedDate\":\"2017-01-01\"")]
    [InlineData("R5", "\"subject\":{\"reference\":\"Patient/p1\"},\"clinicalStatus\":{\"text\":\"active\"},\"participant\":[{\"actor\":{\"reference\":\"Practitioner/x\"}}]")]
    [InlineData("R4B", "\"meta\":{\"profile\":[\"http://hl7.org/fhir/4.3/StructureDefinition/Condition\"]},\"subject\":{\"reference\":\"Patient/p1\"},\"new\":1")]
    public void ReadJson_AnotherVersionOfFhir_IsCalledThatOnce(string version, string elements)
    {
        string conditions = string.Join(',', Enumerable.Range(0, 50).Select(i => $"{{\"resource\":{{\"resourceType\":\"Condition\",\"id\":\"c{i}\",\"code\":{{\"text\":\"x\"}},{elements}}}}}"));
        string json = $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{{\"resource\":{{\"resourceType\":\"Patient\",\"id\":\"p1\"}}}},{conditions}]}}";

        Fault fault = Assert.Single(Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(json, SpineModel.Default)).Faults);

        Assert.StartsWith($"The Bundle is FHIR {version}: it has ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("left.foot-drop", "true")]
    [InlineData("foo#", "true")]
    [InlineData("left.foot-drop", "#")]
    public void ReadJson_AHundredThousandComponents_TakesLinearTimeAndMemory(string code, string value)
    {
        const int Count = 100_000;
        var text = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"female\",\"birthDate\":\"1980-05-05\"}},"
            + "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"effectiveDateTime\":\"2024-02-02\",\"subject\":{\"reference\":\"Patient/p1\"},\"code\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"panel\"}]},\"component\":[");
        for (int i = 0; i < Count; i++)
        {
            text.Append(i > 0 ? "," : "").Append("{\"code\":{\"coding\":[{\"system\":\"").Append(FhirSystems.Finding).Append("\",\"code\":\"")
                .Append(code.Replace("#", $"{i}", StringComparison.Ordinal)).Append("\"}]},\"valueBoolean\":").Append(value == "#" ? i % 2 == 0 ? "true" : "false" : value).Append('}');
        }

        byte[] json = Encoding.UTF8.GetBytes(text.Append("]}}]}").ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            FhirReading reading = FhirPatientReader.ReadJson(json, SpineModel.Default);
            Assert.Equal(Count, reading.Understood.Length);
        }
        catch (FhirFormatException refusal)
        {
            Assert.InRange(refusal.Message.Length, 1, 50_000);
            Assert.All(refusal.Faults, static f => Assert.InRange(f.Message.Length, 1, 2_000));
        }

        // 39 GB were allocated; a linear reader needs some 20 KB for each component, most of it the SDK's.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000_000);
    }
}

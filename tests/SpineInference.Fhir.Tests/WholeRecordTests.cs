using Hl7.Fhir.Serialization;

namespace SpineInference.Fhir.Tests;

/// <summary>Whole records, written by hand as JSON.</summary>
public class WholeRecordTests
{
    [Fact]
    public void ReadJson_AFootDrop_UsesWhatItKnowsAndListsTheRest()
    {
        FhirReading reading = FhirPatientReader.ReadJson(Records.Json("foot-drop.json"), SpineModel.Default);

        Assert.Equal(
            [
                "left.foot-drop present", "left.pain.lateral-calf present", "left.sensation.big-toe present", "left.tiptoe-walk-impaired absent",
                "leg-pain-worse-than-back-pain present", "left.achilles-reflex = normal", "left.tibialis-anterior-strength = severely-weak",
                "ankle-brachial-index-low absent", "smoking present", "diabetes absent",
            ],
            Records.Statements(reading));
        Assert.Equal(54, reading.Patient.Age);
        Assert.Equal(new DateOnly(2024, 5, 3), reading.ReferenceDate);
        Assert.Equal(Sex.Male, reading.Patient.Sex);
        Assert.Equal("Patient/p1", reading.Subject);
        Assert.Equal(
            [
                ("Condition/c3", NotUnderstoodReason.Diagnosis), ("Observation/o9", NotUnderstoodReason.UnknownCode),
                ("Encounter/e1", NotUnderstoodReason.OtherResource),
            ],
            reading.NotUnderstood.Select(static n => (n.Reference, n.Reason)));
    }

    [Fact]
    public void ReadJson_AFootDrop_AnswersAsTheFluentPatient()
    {
        Diagnosis read = FhirPatientReader.ReadJson(Records.Json("foot-drop.json"), SpineModel.Default).Patient.Diagnose();

        Assert.Equal(1, read.Cause.Sum(static o => o.Probability), 1e-9);
        Assert.Equal(Anatomy.NerveRoot.L5, read.RootLevel.MostProbable.Value);
    }

    [Fact]
    public void ReadJson_Claudication_ReadsComponentsBothLegsTimesAndSetting()
    {
        FhirReading reading = FhirPatientReader.ReadJson(Records.Json("claudication.json"), SpineModel.Default);

        Assert.Equal(
            [
                "effect-of-walking = worse", "effect-of-bending-forward = better", "left.achilles-reflex = absent", "right.achilles-reflex = absent",
                "night-pain absent",
            ],
            Records.Statements(reading));
        Assert.Equal(Setting.SpineClinic, reading.Patient.Setting);
        Assert.Equal(72, reading.Patient.Age);
        Assert.Equal(
            [("Observation/panel", NotUnderstoodReason.NoValue), ("Observation/night", NotUnderstoodReason.Superseded)],
            reading.NotUnderstood.Select(static n => (n.Reference, n.Reason)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"resourceType\": \"Patient\"}")]
    [InlineData("{\"resourceType\": \"Bundle\", \"type\": \"collection\"}")]
    [InlineData("{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\": {\"resourceType\": \"Nonsense\"}}]}")]
    [InlineData("{\"resourceType\": \"Bundle\", \"type\": \"\\ud800\"}")]
    public void ReadJson_NoBundleWithAPatient_IsRefused(string json) =>
        Assert.NotEmpty(Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(json, SpineModel.Default)).Faults);

    [Fact]
    public void ReadJson_NestedTooDeep_IsRefusedBeforeTheSdkSeesIt()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"extension\":[", 20_000));

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(nested, SpineModel.Default));

        Assert.Contains("nested at most 64 deep", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadJson_TooLong_IsRefused()
    {
        byte[] text = new byte[FhirPatientReader.MaximumBytes + 1];

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(text, SpineModel.Default));

        Assert.Contains("expected at most", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadJson_TooManyValues_IsRefusedBeforeTheSdkComplainsOfEach()
    {
        string many = $"[{string.Join(',', Enumerable.Repeat("0", FhirPatientReader.MaximumValues))}]";

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.ReadJson(many, SpineModel.Default));

        Assert.Contains("more than 1000000 values", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreEntriesThanAllowed_IsRefused()
    {
        var options = new FhirReadOptions { MaximumEntries = 1 };

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(
            () => FhirPatientReader.Read(Records.Of(Records.Seen("fever", Records.Yes)), SpineModel.Default, options));

        Assert.Contains("The Bundle has 2 entries; expected at most 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralFaults_ReportsAllOfThem()
    {
        FhirFormatException refusal = Records.Refused(
            Records.Person("2010-01-01"),
            Records.Seen("foot-dorp", Records.Yes),
            Records.Seen("achilles-reflex", Records.State("brisk"), "left"),
            Records.Seen("foot-drop", Records.Yes, "middle"),
            Records.Seen("fever", Records.Yes),
            Records.Seen("fever", Records.No));

        Assert.Equal(5, refusal.Faults.Length);
        Assert.Contains("Did you mean 'foot-drop'?", refusal.Faults[0].Message, StringComparison.Ordinal);
        Assert.Equal(("Observation/r2", "Bundle.entry[2].resource.value"), (refusal.Faults[1].Source, refusal.Faults[1].Field));
        Assert.Contains("expected 'left' or 'right'", refusal.Faults[2].Message, StringComparison.Ordinal);
        Assert.Contains("none is newer", refusal.Faults[3].Message, StringComparison.Ordinal);
        Assert.Contains("14 years old", refusal.Faults[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ARecordParsedWithoutChecks_ReportsWhatTheSdkRefuses()
    {
        string json = Records.Json("foot-drop.json").Replace("\"final\"", "\"finished\"", StringComparison.Ordinal);
        var bundle = (Hl7.Fhir.Model.Bundle)FhirJsonDeserializer.OSTRICH.DeserializeResource(json);

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(() => FhirPatientReader.Read(bundle, SpineModel.Default));

        Assert.Equal(9, refusal.Faults.Count(static f => f.Message.Contains("'finished' is not a correct code", StringComparison.Ordinal)));
        Assert.Equal("Observation/o1", refusal.Faults[0].Source);
    }
}

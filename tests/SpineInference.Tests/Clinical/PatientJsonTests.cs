using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference.Tests.Clinical;

/// <summary>The written patient: what the documented form means, and how every fault is told.</summary>
public class PatientJsonTests
{
    [Fact]
    public void Read_DocumentedForm_IsThePatientOfTheFluentNote()
    {
        PatientRecord record = Read(WrittenPatients.Documented);
        Patient expected = SpineModel.Default.Patient(54, Sex.Male, Setting.PrimaryCare, Complaint.Leg)
            .Present(SpineModel.Default.GetFinding("leg-pain-worse-than-back-pain"))
            .Present(Leg.Left, Findings.FootDrop)
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced))
            .AnkleBrachialIndex(0.95)
            .Uncertain(Leg.Left, Findings.HeelWalkImpaired, 3);
        Assert.Equal("p1", record.Id);
        Assert.Equal(expected.Age, record.Patient.Age);
        Assert.Equal(expected.Sex, record.Patient.Sex);
        Assert.Equal(expected.Setting, record.Patient.Setting);
        Assert.Equal(expected.Complaint, record.Patient.Complaint);
        Assert.Equal(expected.Observations.AsEnumerable(), record.Patient.Observations.AsEnumerable());
        Assert.Equal(expected.Diagnose().RootLevel, record.Patient.Diagnose().RootLevel);
    }

    [Fact]
    public void Read_EmptyObject_IsAPatientOfWhomNothingIsKnown()
    {
        PatientRecord record = Read("{}");
        Assert.Null(record.Id);
        Assert.Null(record.Patient.Age);
        Assert.Equal(Sex.Unknown, record.Patient.Sex);
        Assert.Empty(record.Patient.Observations);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() =>
        Assert.Equal("p1", PatientJson.Read(SpineModel.Default, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(WrittenPatients.Documented)], "p.json").Id);

    [Theory]
    [InlineData(0.39, "present", "present")]
    [InlineData(0.4, "present", "absent")]
    [InlineData(0.89, "present", "absent")]
    [InlineData(0.9, "absent", "absent")]
    [InlineData(1.2, "absent", "absent")]
    public void Read_AnkleBrachialIndex_IsLowBelowNineTenths_AndVeryLowBelowFour(double index, string low, string veryLow)
    {
        ImmutableArray<Observation> observations = Read("{\"values\": {\"ankle-brachial-index\": " + index.ToString(CultureInfo.InvariantCulture) + "}}").Patient.Observations;
        Assert.Equal(
            [("ankle-brachial-index-low", low), ("ankle-brachial-index-very-low", veryLow)], observations.Select(static o => (o.Finding.Id, o.Finding.State)));
    }

    [Fact]
    public void Read_SeveralFaults_ReportsAllInOrderWithLineAndColumn()
    {
        ImmutableArray<Fault> faults = Faults("""
            {"age": 12, "sex": "m",
             "present": ["low-back-pian", 5],
             "left": {"present": ["diabetes"], "maybe": []},
             "values": {"left.achilles-reflex": "gone", "ankle-brachial-index": 7},
             "colour": "red",
             "uncertain": {"foot-drop": -1, "fever": "yes"}}
            """);
        Assert.Equal(
            [(1, 9), (1, 20), (2, 14), (2, 31), (3, 23), (3, 45), (4, 37), (4, 69), (5, 12), (6, 29), (6, 42)],
            faults.Select(static f => (f.Line, f.Column)));
        string[] expected =
        [
            "adults of 18 years", "expected 'male' or 'female'", "Did you mean 'low-back-pain'?", "expected a text", "finding of the patient", "Unknown field 'maybe'",
            "has no state 'gone'", "lies between 0 and 3", "Unknown field 'colour'", "positive and finite", "expected a number",
        ];
        Assert.Equal(expected.Length, faults.Length);
        Assert.All(expected.Zip(faults), static pair => Assert.Contains(pair.First, pair.Second.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Faults_StandInTheMessageWithTheSource()
    {
        var fault = Assert.Throws<PatientFormatException>(static () => Read("""{"age": 5, "sex": 1}"""));
        Assert.StartsWith("p.json: 2 fault(s)", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", "18 years and over")]
    [InlineData("17.9", "18 years and over")]
    [InlineData("-3", "18 years and over")]
    [InlineData("121", "at most 120")]
    [InlineData("1e300", "at most 120")]
    [InlineData("\"54\"", "expected a number")]
    [InlineData("null", "expected a number")]
    public void Read_AgeNotCovered_IsRefusedWithTheReason(string age, string expected) =>
        Assert.Contains(expected, Assert.Single(Faults($$"""{"age": {{age}}}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"present": [""]}""", "Unknown finding ''")]
    [InlineData("""{"left": {"present": ["right.foot-drop"]}}""", "'right.foot-drop' is of the right leg")]
    [InlineData("""{"left": {"absent": ["foot-dorp"]}}""", "'foot-drop'")]
    [InlineData("""{"values": {"left.achiles-reflex": "reduced"}}""", "'achilles-reflex'")]
    [InlineData("""{"uncertain": {"right.foot-dropp": 2}}""", "'foot-drop'")]
    [InlineData("""{"present": ["achilles-reflex"]}""", "Its states: normal, reduced, absent")]
    [InlineData("""{"values": {"left.achilles-reflex": ""}}""", "has no state ''")]
    [InlineData("""{"values": {"ankle-brachial-index": "low"}}""", "expected a number")]
    [InlineData("""{"values": {"left.achilles-reflex": "reduced", "left.achilles-reflex": "absent"}}""", "stands twice in 'values'")]
    [InlineData("""{"uncertain": {"fever": 0}}""", "positive and finite")]
    [InlineData("""{"uncertain": {"fever": 1e999}}""", "A number is too large")]
    [InlineData("""{"uncertain": []}""", "expected an object")]
    [InlineData("""{"present": "fever"}""", "expected a list")]
    [InlineData("""{"left": ["foot-drop"]}""", "expected an object: the left leg")]
    [InlineData("""{"id": 7}""", "expected a text")]
    [InlineData("""{"id": "\ud800"}""", "surrogate")]
    [InlineData("""{"age": 54, "age": 55}""", "stands twice")]
    [InlineData("[]", "expected an object: a patient")]
    [InlineData("", "Not JSON")]
    [InlineData("{} {}", "Not JSON")]
    [InlineData("{\"age\": 54,}", "Not JSON")]
    public void Read_OneFault_IsOneFaultThatSaysWhat(string json, string expected) =>
        Assert.Contains(expected, Assert.Single(Faults(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NestedTooDeeply_IsAFault() => Assert.NotEmpty(Faults(new string('[', 10_000)));

    private static PatientRecord Read(string json) => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "p.json");

    private static ImmutableArray<Fault> Faults(string json) => Assert.Throws<PatientFormatException>(() => Read(json)).Faults;
}

using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference.Tests.Clinical;

/// <summary>What is written reads back to the same evidence; the forms that say more than present or absent mean what they say.</summary>
public class PatientJsonWritingTests
{
    [Property(MaxTest = 200)]
    public void Write_SampledPatient_ReadsBackToTheSameEvidence(int seed)
    {
        Patient patient = new SampledPatient(seed).Note(25);
        PatientRecord read = Read(Write(patient, "p"));
        Assert.Equal("p", read.Id);
        Assert.Equal((patient.Age, patient.Sex, patient.Setting, patient.Complaint), (read.Patient.Age, read.Patient.Sex, read.Patient.Setting, read.Patient.Complaint));
        AssertSameEvidence(patient, read.Patient);
    }

    [Fact]
    public void Write_DocumentedPatient_IsTheDocumentedForm()
    {
        Patient patient = SpineModel.Default.Patient(54, Sex.Male, Setting.PrimaryCare, Complaint.Leg)
            .Present(Leg.Left, Findings.FootDrop, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Findings.LegPainWorseThanBackPain, Findings.AnkleBrachialIndex(0.95))
            .Uncertain(Leg.Right, Findings.HeelWalkImpaired, 3);
        Assert.Equal(
            """{"id":"p1","age":54,"sex":"male","setting":"primary-care","complaint":"leg","left":{"present":["foot-drop"],"absent":["tiptoe-walk-impaired"]},"present":["leg-pain-worse-than-back-pain"],"absent":["ankle-brachial-index-low"],"values":{"left.achilles-reflex":"reduced"},"uncertain":{"right.heel-walk-impaired":3}}""",
            Write(patient, "p1"));
    }

    [Fact]
    public void Write_ContradictoryStates_IsRefused()
    {
        Patient patient = SpineModel.Default.Patient()
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced), Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent));
        Assert.Contains("left.achilles-reflex = absent", Assert.Throws<ArgumentException>(() => Write(patient, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ListOfPossibleStates_ExcludesTheOthers()
    {
        Patient read = Read("""{"values": {"left.achilles-reflex": ["reduced", "absent"]}}""").Patient;
        Patient expected = SpineModel.Default.Patient().Absent(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal));
        Assert.Equal(expected.Observations.AsEnumerable(), read.Observations.AsEnumerable());
    }

    [Fact]
    public void Read_RatioOfAState_IsSoftEvidenceOfThatState()
    {
        Patient read = Read("""{"uncertain": {"left.achilles-reflex": {"reduced": 4, "absent": 0.5}}}""").Patient;
        Patient expected = SpineModel.Default.Patient()
            .Uncertain(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Reduced), 4)
            .Uncertain(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent), 0.5);
        Assert.Equal(expected.Observations.AsEnumerable(), read.Observations.AsEnumerable());
    }

    [Theory]
    [InlineData("""{"values": {"left.achilles-reflex": []}}""", "the list holds no state")]
    [InlineData("""{"values": {"left.achilles-reflex": ["normal", "reduced", "absent"]}}""", "the list holds every state")]
    [InlineData("""{"values": {"left.achilles-reflex": ["brisk"]}}""", "Its states: normal, reduced, absent")]
    [InlineData("""{"values": {"left.achilles-reflex": [1]}}""", "expected a text")]
    [InlineData("""{"values": {"left.achilles-reflex": 2}}""", "expected one of normal, reduced, absent, or a list")]
    [InlineData("""{"values": {"left.achiles-reflex": ["reduced"]}}""", "'achilles-reflex'")]
    [InlineData("""{"values": {"blood-pressure": 120}}""", "A number is given for 'ankle-brachial-index' and for the strength of a muscle (MRC 0 to 5) alone")]
    [InlineData("""{"values": {"left.ankle-brachial-index": 0.8}}""", "finding of the patient, not of the left leg")]
    [InlineData("""{"values": {"ankle-brachial-index": 3}}""", "lies between 0 and 3. Got 3; below 0.9 it counts as low")]
    [InlineData("""{"values": {"ankle-brachial-index": 0}}""", "lies between 0 and 3. Got 0")]
    [InlineData("""{"left": {"absent": ["achilles-reflex"]}}""", "State it in 'values'")]
    [InlineData("""{"uncertain": {"left.achilles-reflex": 3}}""", "Give a ratio for a state")]
    [InlineData("""{"uncertain": {"left.achilles-reflex": {"brisk": 3}}}""", "has no state 'brisk'")]
    [InlineData("""{"uncertain": {"left.achilles-reflex": {"absent": 3, "absent": 4}}}""", "stands twice")]
    [InlineData("{\"age\": 5x}", "Not JSON")]
    public void Read_FaultyValue_SaysWhatIsPossible(string json, string expected)
    {
        Fault fault = Assert.Single(Assert.Throws<PatientFormatException>(() => Read(json)).Faults);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StatementsThatExcludeEachOther_AreAllToldWithTheirPlaces()
    {
        PatientFormatException fault = Assert.Throws<PatientFormatException>(static () => Read("""
            {"left": {"present": ["foot-drop"], "absent": ["foot-drop"]}, "right": {"present": ["foot-drop"]},
             "present": ["foot-pain", "ankle-brachial-index-low"],
             "values": {"ankle-brachial-index": 1.1, "left.achilles-reflex": ["normal", "reduced"], "right.achilles-reflex": "normal"},
             "uncertain": {"leg-pain": 2}}
            """));
        Assert.Equal([(1, 48), (2, 14), (3, 37), (4, 28)], fault.Faults.Select(static f => (f.Line, f.Column)));
        string[] expected = ["left.foot-drop present, left.foot-drop absent", "'foot-pain' is a finding of a leg", "ankle-brachial-index-low present, ankle-brachial-index-low = absent", "'leg-pain' is a finding of a leg"];
        Assert.All(expected.Zip(fault.Faults), static pair => Assert.Contains(pair.First, pair.Second.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_UnsidedFindingAndTheOneLegNamed_AreHeldAgainstEachOther() => Assert.Contains(
        "foot-drop absent, right.foot-drop present",
        Assert.Single(Assert.Throws<PatientFormatException>(static () => Read("""{"absent": ["foot-drop"], "right": {"present": ["foot-drop"]}}""")).Faults).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_LongerThanTheLimit_IsAFault()
    {
        Fault fault = Assert.Single(Assert.Throws<PatientFormatException>(static () => Read("{}" + new string(' ', PatientJson.MaximumLength))).Faults);
        Assert.Contains("65538 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Read("{}" + new string(' ', PatientJson.MaximumLength - 2)).Patient.Observations);
    }

    [Theory]
    [InlineData("""{"present": [""", "\"fever\",", "\"fever\"]}", true)]
    [InlineData("""{"present": [""", "\"fevre\",", "\"fever\"]}", false)]
    [InlineData("{", "\"a\":1,", "\"a\":1}", false)]
    [InlineData("""{"present": [""", "1,", "1]}", false)]
    public void Read_AsMuchAsTheLimitAllows_TakesBoundedMemory(string start, string repeated, string end, bool isRead)
    {
        int count = (PatientJson.MaximumLength - start.Length - end.Length) / repeated.Length;
        string json = start + string.Concat(Enumerable.Repeat(repeated, count)) + end;
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (isRead)
        {
            Assert.Equal(count + 1, Read(json).Patient.Observations.Length);
        }
        else
        {
            Assert.InRange(Assert.Throws<PatientFormatException>(() => Read(json)).Faults.Length, count, count + 2);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
    }

    private static void AssertSameEvidence(Patient expected, Patient actual)
    {
        SpineInference.Engine.Inference.Evidence first = PatientEvidence.Of(expected);
        SpineInference.Engine.Inference.Evidence second = PatientEvidence.Of(actual);
        Assert.Equal(first.Variables, second.Variables);
        Assert.All(first.Variables, v => Assert.Equal(first.LikelihoodsOf(v).ToArray(), second.LikelihoodsOf(v).ToArray()));
    }

    private static PatientRecord Read(string json) => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "p.json");

    private static string Write(Patient patient, string? id)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            PatientJson.Write(writer, patient, id);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>Whoever is not sent to hospital at once is told when to come back: what holds for everybody, and what fits the answer.</summary>
public class SafetyNetTests
{
    [Fact]
    public void Parts_HaveIdsOfTheirOwn_AndSourcesOfTheReferenceList_OfWhichOneWasReadAtLeast() => Assert.All(SafetyNet.All, static part =>
    {
        Assert.Single(SafetyNet.All, p => p.Id == part.Id);
        Assert.Equal(part.Id == "general", part.Causes.IsEmpty);
        Assert.EndsWith(".", part.Text, StringComparison.Ordinal);
        Assert.All(part.Sources, s => Assert.True(ShippedKnowledge.Base.References.ContainsKey(s), $"{part.Id}: {s}"));
        Assert.Contains(part.Sources, static s => ShippedKnowledge.Base.References[s].WasRead);
    });

    [Fact]
    public void CausesThatMustNotWait_EachHaveAPart() => Assert.All(
        Causes.All.Where(static c => c.WhenLikely is not null), static cause => Assert.Contains(SafetyNet.All, p => p.Causes.Contains(cause)));

    [Theory]
    [InlineData("""{"age":42,"sex":"female","left":{"present":["leg-pain","pain.back-of-calf","sensation.lateral-foot","straight-leg-raise-positive"]},"absent":["fever"]}""", "a bladder that is hard to empty", "Where arteries are narrow")]
    [InlineData("""{"age":68,"sex":"male","left":{"present":["leg-pain"]},"present":["pulses-abnormal","smoking"],"values":{"effect-of-standing":"better"},"absent":["low-back-pain"]}""", "Where arteries are narrow", "Where many nerves are ill")]
    [InlineData("""{"age":70,"sex":"male","present":["diabetes","both-legs"],"left":{"present":["sensation.sole"]},"right":{"present":["sensation.sole"]},"absent":["low-back-pain"]}""", "Where many nerves are ill", "Where brain or cord")]
    public void SafetyNet_OfAPatientWithoutAFlag_FitsTheAnswer(string patient, string told, string notTold)
    {
        Diagnosis diagnosis = Read(patient);
        Assert.Empty(diagnosis.RedFlags);
        string[] net = Net(diagnosis);
        Assert.StartsWith("Tell the patient: to hospital at once if numbness between the legs", net[0], StringComparison.Ordinal);
        Assert.Contains(net, s => s.Contains(told, StringComparison.Ordinal));
        Assert.DoesNotContain(net, s => s.Contains(notTold, StringComparison.Ordinal));
        Assert.NotEmpty(diagnosis.NextSteps);
        Assert.DoesNotContain(diagnosis.NextSteps, static s => s.IsSafetyNet);
        Assert.Equal(diagnosis.AdviceSentences.OrderBy(static s => s.IsSafetyNet), diagnosis.NextSteps.Concat(diagnosis.ReturnAdvice));
    }

    [Theory]
    [InlineData("""{"age":54,"left":{"present":["foot-drop"]}}""", "same-day")]
    [InlineData("""{"age":54,"left":{"present":["worsening-weakness"]}}""", "urgent")]
    public void SafetyNet_BesideAFlagThatCanWaitForHours_IsTold(string patient, string urgency)
    {
        Diagnosis diagnosis = Read(patient);
        Assert.Equal(urgency, diagnosis.Urgency.Id);
        Assert.Contains(Net(diagnosis), static s => s.StartsWith("Tell the patient: to hospital at once", StringComparison.Ordinal));
    }

    [Fact]
    public void SafetyNet_OfWhoGoesToHospitalAtOnce_IsNotTold()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(54).Present(Leg.Left, Findings.AlteredSensation(Region.Saddle)).Present(Findings.UrinaryRetention).Diagnose();
        Assert.Equal(Urgency.Emergency, diagnosis.Urgency);
        Assert.Empty(Net(diagnosis));
    }

    [Fact]
    public void AFaultyFile_TellsAllFaults()
    {
        KnowledgeFormatException faulty = Assert.Throws<KnowledgeFormatException>(static () => SafetyNet.Read("net.json", System.Text.Encoding.UTF8.GetBytes("""
            {"general": {"tell": "Come back.", "sources": []},
             "parts": [{"id": "one", "causes": ["slipped-disc"], "tell": "Come.", "sources": ["G01"]}, {"id": "two", "causes": [], "tell": "Come.", "sources": ["G01"], "tel": "x"}]}
            """)));
        Assert.Equal([1, 2, 2, 2, 2], faulty.Faults.Select(static f => f.Line));
        Assert.Contains("'slipped-disc' is no cause", string.Join(' ', faulty.Faults.Select(static f => f.Message)), StringComparison.Ordinal);
    }

    private static string[] Net(Diagnosis diagnosis) => [.. diagnosis.ReturnAdvice.Select(static s => s.Text)];

    private static Diagnosis Read(string patient) => PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(patient), "test").Patient.Diagnose();
}

namespace SpineInference.Tests.Clinical;

/// <summary>A finding is found by whatever the tables call it, and an unknown id says what to type.</summary>
public class FindingSearchTests
{
    [Theory]
    [InlineData("slr", "straight-leg-raise-positive")]
    [InlineData("Lasegue", "straight-leg-raise-positive")]
    [InlineData("LASÈGUE", "straight-leg-raise-positive")]
    [InlineData("ankle jerk", "achilles-reflex")]
    [InlineData("ankle-jerk", "achilles-reflex")]
    [InlineData("drop foot", "foot-drop")]
    [InlineData("foot-drop", "foot-drop")]
    [InlineData("smoker", "smoking")]
    public void FindFindings_ASynonym_IsFirst(string words, string id)
    {
        FindingMatch best = SpineModel.Default.FindFindings(words)[0];

        Assert.Equal((id, 1.0), (best.Id, best.Score));
        string? message = id == words ? null : Assert.Throws<ArgumentException>(() => SpineModel.Default.GetFinding(words)).Message;
        Assert.True(message?.Contains($"Did you mean '{id}'?", StringComparison.Ordinal) ?? true, message);
    }

    [Fact]
    public void FindFindings_EverySynonymOfTheTables_LeadsToAFindingThatHasIt()
    {
        foreach (var variable in SpineModel.Default.DescribedFindings)
        {
            foreach (string name in variable.Synonyms.Append(variable.Label).Append(variable.Id))
            {
                // Two findings may share a synonym; both then come before all others.
                Assert.Contains(SpineModel.Default.FindFindings(name).TakeWhile(static m => m.Score == 1), m => m.Id == variable.Id);
            }
        }
    }

    [Fact]
    public void FindFindings_PartsAndTypingErrors_AreRanked()
    {
        Assert.Contains(SpineModel.Default.FindFindings("achiles"), static m => m.Id == "achilles-reflex");
        Assert.Contains(SpineModel.Default.FindFindings("pain toe"), static m => m.Id == "pain.big-toe");
        Assert.All(SpineModel.Default.FindFindings("x-ray slip").Take(5), static m => Assert.StartsWith("slip-seen.", m.Id, StringComparison.Ordinal));
        Assert.Empty(SpineModel.Default.FindFindings("appendicitis"));
        Assert.Empty(SpineModel.Default.FindFindings(" - "));
        Assert.Empty(SpineModel.Default.FindFindings(new string('x', 100_000)));
    }

    [Theory]
    [InlineData("left.foot-drop", "Present(Leg.Left, …)")]
    [InlineData("right.fever", "leave 'right.' out")]
    [InlineData("foot-dorp", "Did you mean 'foot-drop'?")]
    [InlineData("pain.calf", "Did you mean 'pain.back-of-calf' or 'pain.lateral-calf'?")]
    [InlineData("achilles", "Did you mean 'achilles-reflex'?")]
    [InlineData("appendicitis", "spine findings WORDS")]
    public void Finding_UnknownId_SaysWhatToTypeNext(string id, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => SpineModel.Default.GetFinding(id)).Message, StringComparison.Ordinal);

    [Fact]
    public void PatientJson_ASynonymForAnId_SuggestsTheId()
    {
        PatientFormatException refusal = Assert.Throws<PatientFormatException>(
            () => PatientJson.Read(SpineModel.Default, "{\"left\": {\"present\": [\"ankle jerk\", \"slr\"]}}"u8, "p.json"));

        Assert.Contains("achilles-reflex", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("straight-leg-raise-positive", refusal.Message, StringComparison.Ordinal);
    }
}

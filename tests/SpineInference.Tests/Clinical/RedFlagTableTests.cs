using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>The table of rules: strict, with sources, and with few false alarms.</summary>
public class RedFlagTableTests
{
    private const string Rule = """{"id": "r", "urgency": "urgent", "reason": "w", "action": "d", "ask": "q", "sources": ["C057"], "when": WHEN, "condition": {"name": "c", "states": {}}}""";

    [Fact]
    public void EveryRule_NamesSourcesOfTheReferenceList_AndStatesThatExist()
    {
        foreach (RedFlagRule rule in RedFlagRule.All)
        {
            Assert.All(rule.Sources, s => Assert.True(ShippedKnowledge.Base.References.ContainsKey(s), $"{rule.Id}: {s}"));
            Assert.Contains(rule.Sources, static s => ShippedKnowledge.Base.References[s].WasRead);
            Assert.All(rule.WarnsOfStates, w => Assert.Contains(
                SpineModel.Default.Description.Variables, v => RedFlagReader.Fits(v.Id, w.Key) && w.Value.All(v.Variable.States.Contains)));
            Assert.NotEqual(Urgency.Routine, rule.Urgency);
            Assert.EndsWith(".", rule.Reason, StringComparison.Ordinal);
            Assert.False(rule.Action.EndsWith('.'));
            if (rule.Question.Length > 0)
            {
                Assert.EndsWith("?", rule.Question, StringComparison.Ordinal);
            }
            else
            {
                Assert.Contains(rule.Findings, static f => f.Id.EndsWith("-seen", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void EveryRuleOnlyFinding_IsAskedByARule_HasNamesAndIsNotInTheNetwork()
    {
        HashSet<string> asked = [.. RedFlagRule.All.SelectMany(static r => r.Findings).Select(static f => f.Id)];
        Assert.All(ShippedKnowledge.RuleOnly, f =>
        {
            Assert.Contains(f.Id, asked);
            Assert.True(f.Synonyms.Length >= 3, f.Id);
            Assert.NotNull(f.Plain);
            Assert.DoesNotContain(SpineModel.Default.Description.Variables, v => v.Id == f.Id);
        });
    }

    [Fact]
    public void EmergencyRules_FireForLessThanThreeInAHundred_OfThoseWithoutTheCondition()
    {
        Assert.All(RedFlagFalseAlarms.Count(SpineModel.Default, 20_000, 12), static counted =>
        {
            if (counted.Rule.Urgency == Urgency.Emergency)
            {
                Assert.All(counted.Shares, share => Assert.True(share < 0.03, $"{counted.Rule.Id}: {share:P2}"));
            }
        });
    }

    [Theory]
    [InlineData("\"foot-dorp\"", "Unknown finding 'foot-dorp'. Did you mean 'foot-drop'?")]
    [InlineData("\"achilles-reflex\"", "Finding 'achilles-reflex' has no state 'present'")]
    [InlineData("\"@nobody\"", "Unknown group '@nobody'")]
    [InlineData("{\"any\": []}", "at least one")]
    [InlineData("{\"some\": [\"fever\"]}", "Condition 'some' is unknown")]
    [InlineData("{\"age-from\": \"old\"}", "Condition 'age-from' is unknown or holds what it cannot")]
    [InlineData("{\"any\": [\"fever\"], \"all\": [\"fever\"]}", "an object of one field")]
    public void Read_FaultyCondition_IsRefusedWithItsPlace(string when, string message)
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => Read(Rule.Replace("WHEN", when, StringComparison.Ordinal)));
        Assert.Contains(fault.Faults, f => f.Message.Contains(message, StringComparison.Ordinal) && f.Source == "rules.json" && f.Line == 2);
    }

    [Fact]
    public void Read_GroupThatHoldsItself_IsRefused() => Assert.Contains(
        "Group '@loop' holds itself.",
        Assert.Throws<KnowledgeFormatException>(() => Read(Sound("a", "urgent"), "\"loop\": [\"@loop\"]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_SeveralFaults_AreToldTogether()
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => Read(
            """{"id": "a", "urgency": "soon", "reason": "w", "action": "d", "ask": "q", "sources": [], "weaker-than": ["b"], "when": "fevre"}"""));
        Assert.Equal(5, fault.Faults.Length);
    }

    [Fact]
    public void Read_MoreUrgentAfterLess_IsRefused() => Assert.Contains(
        "most urgent first",
        Assert.Throws<KnowledgeFormatException>(() => Read($"{Sound("a", "urgent")}, {Sound("b", "emergency")}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_SoundRules_KeepsThem()
    {
        RedFlagTable table = Read($"{Sound("a", "same-day")}, {Sound("b", "urgent")}");
        Assert.Equal([("a", Urgency.SameDay), ("b", Urgency.Urgent)], table.Rules.Select(static r => (r.Id, r.Urgency)));
        Assert.Equal("`fever`", table.Rules[0].Condition);
    }

    private static string Sound(string id, string urgency) => Rule
        .Replace("WHEN", "\"fever\"", StringComparison.Ordinal)
        .Replace("\"r\"", $"\"{id}\"", StringComparison.Ordinal)
        .Replace("\"urgent\"", $"\"{urgency}\"", StringComparison.Ordinal);

    private static RedFlagTable Read(string rules, string groups = "") => RedFlagReader.Read(
        "rules.json", Encoding.UTF8.GetBytes($"{{\"groups\": {{{groups}}},\n\"rules\": [{rules}]}}"), SpineModel.Default.DescribedFindings);
}

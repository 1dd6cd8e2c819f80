using System.Text.Json.Nodes;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Tests;

public sealed class FindingsCommandTests
{
    [Fact]
    public async Task Findings_Json_HoldsEveryFindingOfTheModel()
    {
        Spine run = await Spine.RunAsync("findings", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonArray all = JsonNode.Parse(run.Output)!.AsArray();
        DescribedFinding[] expected = [.. SpineModel.Default.DescribedFindings];
        Assert.Equal(expected.Select(static v => v.Id).Order(StringComparer.Ordinal), all.Select(static n => n!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        foreach (JsonNode? finding in all)
        {
            DescribedFinding described = expected.Single(f => f.Id == finding!["id"]!.GetValue<string>());
            Assert.Equal(["id", "of", "category", "states", "label", "plain", "entersPosterior", "synonyms", "codes"], finding!.AsObject().Select(static p => p.Key));
            Assert.Equal(described.IsOfLeg ? "leg" : "patient", finding["of"]!.GetValue<string>());
            Assert.Equal(described.States.AsEnumerable(), finding["states"]!.AsArray().Select(static s => s!.GetValue<string>()));
            Assert.Equal(!described.IsRuleOnly, finding["entersPosterior"]!.GetValue<bool>());
            Assert.Equal(described.Synonyms.AsEnumerable(), finding["synonyms"]!.AsArray().Select(static s => s!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("foot-drop", "foot-drop")]
    [InlineData("steppage", "foot-drop")]
    [InlineData("LASÈGUE", "straight-leg-raise-positive")]
    [InlineData("ankle jerk", "achilles-reflex")]
    [InlineData("hyperreflexia", "brisk-reflexes")]
    [InlineData("blood thinner", "anticoagulation")]
    [InlineData("micturition", "altered-voiding")]
    [InlineData("x-ray slip", "slip-seen.l4-5")]
    public async Task Findings_Words_AreFoundInIdsNamesAndSynonyms(string words, string expected)
    {
        Spine run = await Spine.RunAsync("findings", words, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, JsonNode.Parse(run.Output)!.AsArray().Select(static n => n!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Findings_SeveralWordsAndFilters_AllHold()
    {
        Spine run = await Spine.RunAsync("findings", "pain", "calf", "--of", "leg", "--category", "history");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("pain.lateral-calf", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("strength", run.Output, StringComparison.Ordinal);
        Spine none = await Spine.RunAsync("findings", "pain", "calf", "--of", "patient", "--json");
        Assert.Equal((1, "[]\n"), (none.ExitCode, none.Output));
    }

    [Fact]
    public async Task Findings_Typo_SuggestsTheNearestAndFails()
    {
        Spine run = await Spine.RunAsync("findings", "foot-dorp");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal("spine: no finding matches 'foot-dorp'. Did you mean 'foot-drop'?", run.Error.Trim());
    }
}

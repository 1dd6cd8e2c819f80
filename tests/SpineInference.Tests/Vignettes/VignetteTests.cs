using System.Text.Json;

namespace SpineInference.Tests.Vignettes;

/// <summary>The teaching cases: a report, never a target. Nothing here asks for a score.</summary>
public class VignetteTests
{
    private const string Cases = "vignettes/vignettes.jsonl";
    private const string Vocabulary = "vignettes/findings_vocabulary_counts.json";
    private const string Remedy = "Run the tests of the teaching cases with SPINEINFERENCE_UPDATE=1, and read what changed.";

    private static readonly Lazy<VignetteMapping> Mapping = new(static () => VignetteMapping.Read(SpineModel.Default));

    private static string Evaluation(string file) => Path.Combine(Repository.Root!, "docs", "evaluation", file);

    [Fact]
    public void Mapping_OfTheRepository_NamesFindingsOfTheModelOnly() => Assert.Equal(178, Mapping.Value.Terms.Count);

    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    public void Wilson_KnownProportions_HaveTheTextbookInterval(int successes, int trials, double low, double high)
    {
        (double actualLow, double actualHigh) = VignetteScore.Wilson(successes, trials);
        Assert.Equal(low, actualLow, 4);
        Assert.Equal(high, actualHigh, 4);
    }

    [Fact]
    public void Score_OfTwoCases_CountsAnyOfSeveralRoots_AndTheirSum()
    {
        var score = new VignetteScore("made up",
        [
            new VignetteAnswer("a", ["L5", "S1"], [("L4", 0.5), ("L5", 0.3), ("S1", 0.2)]),
            new VignetteAnswer("b", ["L4"], [("L4", 0.5), ("L5", 0.3), ("S1", 0.2)]),
        ]);
        Assert.Equal((1, 2), (score.Top1, score.Top2));
        Assert.Equal(Math.Log(0.5), score.LogScore, 12);
        Assert.Equal(["L4", "L5", "S1"], score.Frequencies.Select(static f => f.Id));
        Assert.Equal([0.5, 0.25, 0.25], score.Frequencies.Select(static f => f.Share));
        Assert.Equal((1, 2), (score.MajorityTop1, score.MajorityTop2));
        Assert.Equal(Math.Log(0.5), score.MajorityLogScore, 12);
    }

    [SkippableFact]
    public void Mapping_OfTheVocabulary_LeavesNoTermOut()
    {
        using var vocabulary = JsonDocument.Parse(File.ReadAllBytes(TestData.Require(Vocabulary)));
        Assert.Empty(vocabulary.RootElement.EnumerateObject().Select(static p => p.Name).Except(Mapping.Value.Terms));
        Assert.All(VignetteCase.ReadAll(TestData.Require(Cases)), static c => Assert.Empty(Mapping.Value.UnmappedTerms(c)));
    }

    [SkippableFact]
    public void TeachingCases_Diagnosed_GiveProperProbabilitiesAndTheReportThatStands()
    {
        var evaluation = new VignetteEvaluation(SpineModel.Default, Mapping.Value, VignetteCase.ReadAll(TestData.Require(Cases)));
        Assert.All(evaluation.Scores.SelectMany(static s => s.Answers), static answer =>
        {
            Assert.All(answer.Outcomes, static o => Assert.InRange(o.Probability, 0, 1));
            Assert.Equal(1, answer.Outcomes.Sum(static o => o.Probability), 9);
            Assert.All(answer.Accepted, outcome => Assert.Contains(outcome, answer.Outcomes.Select(static o => o.Id)));
        });

        string report = Evaluation("vignettes.md");
        string[] parts = File.ReadAllText(report).ReplaceLineEndings("\n").Split(VignetteReport.Marker);
        Assert.True(parts.Length == 2, $"{report}: expected the marker '{VignetteReport.Marker.Trim()}' once.");
        string runs = Evaluation("runs.csv");
        var recorded = new RunRecord(runs, VignetteReport.RunsHeader);
        string results = VignetteReport.Results(evaluation);
        string run = VignetteReport.Run(evaluation);
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            File.WriteAllText(report, parts[0] + VignetteReport.Marker + results);
            recorded.Add(run);
            return;
        }

        Assert.True(parts[1] == results, $"Stale: {report}. {Remedy}");
        Assert.True(recorded.IsCurrent(run), $"Stale: {runs} has another header, or does not end with the run of this model. {Remedy}");
    }
}

using System.Collections.Immutable;
using SpineInference.Tests.Vignettes;

namespace SpineInference.Tests.PublishedCases;

/// <summary>The published cases: a report on the answers, and dangers that must not pass for routine.</summary>
public class PublishedCaseTests
{
    private const string Remedy = "Run the tests of the published cases with SPINEINFERENCE_UPDATE=1, and read what changed.";

    private static bool IsUpdating => Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1";

    [Fact]
    public void PublishedCases_Diagnosed_GiveTheReportThatStands() =>
        AssertStands(PublishedCaseSet.RareCauses.PagePath, PublishedCaseReport.Page(PublishedCaseSet.RareCauses.Ask()));

    [Theory]
    [InlineData("fresh-cases")]
    [InlineData("fresh-cases-2")]
    public void FreshCases_Diagnosed_GiveTheReportAndTheRunThatStand(string name)
    {
        PublishedCaseSet set = PublishedCaseSet.AllFresh.Single(s => s.Name == name);
        ImmutableArray<PublishedCaseAnswer> answers = set.Ask();
        var recorded = new RunRecord(set.RunsPath, FreshCaseReport.RunsHeader);
        string run = FreshCaseReport.Run(answers);
        if (IsUpdating)
        {
            recorded.Add(run);
        }

        Assert.True(recorded.IsCurrent(run), $"Stale: {set.RunsPath} has another header, or does not end with the run of this model. {Remedy}");
        AssertStands(set.PagePath, FreshCaseReport.Page(set, answers, recorded.Lines[1]));
    }

    [Fact]
    public void FreshCases_AreNoneOfTheOthers()
    {
        PublishedCase[] cases = [.. PublishedCaseSet.RareCauses.Cases, .. PublishedCaseSet.AllFresh.SelectMany(static s => s.Cases)];
        string[] ids = [.. cases.Select(static c => c.Id)];
        string[] sources = [.. cases.Select(static c => c.Source)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(sources.Length, sources.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void FreshCaseScore_OfColumns_IsTheScoreThatWroteThem()
    {
        var score = FreshCaseScore.Of(
        [
            new VignetteAnswer("a", ["L5", "S1"], [("L4", 0.5), ("L5", 0.3), ("S1", 0.2)]),
            new VignetteAnswer("b", ["L4"], [("L4", 0.25), ("L5", 0.5), ("S1", 0.25)]),
        ]);
        Assert.Equal((2, 0, 2), (score.Count, score.First, score.FirstTwo));
        Assert.Equal((Math.Log(0.5) + Math.Log(0.25)) / 2, score.LogScore, 12);
        Assert.Equal((Math.Log(0.25), Math.Log(0.5)), (score.LogScoreLow, score.LogScoreHigh));
        Assert.Equal(score.Columns(), FreshCaseScore.Parse(score.Columns().Split(',')).Columns());
        Assert.Equal("2 | 0 = 0.00 (0.00–0.66) | 2 = 1.00 (0.34–1.00) | -1.04 (-1.39 to -0.69)", score.Cells());
    }

    // S22 is a clot in a vein, and the case tells no swollen calf.
    [Fact]
    public void PublishedCases_ThatWereDangerous_AreNotRoutine()
    {
        string[] routine = [.. PublishedCaseSet.RareCauses.Cases.Where(static c => !c.Flags.IsEmpty && c.Id != "S22" && c.Patient.Diagnose().Urgency == Urgency.Routine).Select(static c => c.Id)];
        Assert.True(routine.Length == 0, $"Routine, though a reader expected a red flag: {string.Join(", ", routine)}.");
    }

    [Fact]
    public void CauseRank_IsThePlaceOfTheBestAcceptedCause()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(45, Sex.Male, Setting.PrimaryCare).Diagnose();
        string[] ranked = [.. diagnosis.Cause.Ranked.Select(static o => o.Id)];
        PublishedCaseAnswer Of(params string[] causes) => new(new PublishedCase("x", "x", "x", diagnosis.Patient, [], [.. causes], ["cauda-equina"]), diagnosis);

        Assert.Equal((1, 0), (Of(ranked[3], ranked[0]).CauseRank, Of(ranked[0]).RootRank));
        Assert.Equal(4, Of(ranked[3]).CauseRank);
        Assert.Equal(["cauda-equina"], Of(ranked[0]).MissedFlags.AsEnumerable());
    }

    private static void AssertStands(string path, string report)
    {
        if (IsUpdating)
        {
            File.WriteAllText(path, report);
            return;
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == report, $"Stale: {path}. {Remedy}");
    }
}
